"""What is stored of approvals: each by itself, and a copy for everybody whom it waits for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.table import Index
from onetick.projects.rules import ALL, ApproverRole

State = Literal["pending", "approved", "rejected", "changes_requested", "cancelled", "expired", "invalidated"]
Answer = Literal["approve", "reject", "request_changes"]
Side = Literal["deciding", "asking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one of those who decide said."""

    user_id: PrincipalId
    answer: Answer
    at: datetime
    comment: str = ""


@entity(
    "approval",
    pk="{org_id}#apr#{id}",
    sk="approval",
    index={
        Index.GSI1: ("{org_id}#prj#{project_id}#approvals", "{id}"),
        Index.GSI2: ("{org_id}#tsk#{task_id}#approvals", "{id}"),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Entity):
    """That somebody asked for a task to go from one status to another, and what others said.

    `created_by` asked. `people` may decide, and so may whoever has the `role` in the project by then;
    `asked` are those of both who were told. `needed` of them must agree, or `ALL` of the people. `seen`
    are the values that they were asked about, as fingerprints by the names of their fields.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    id: str
    task_id: str
    task_key: str
    task_title: str
    from_status: str
    to_status: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    people: tuple[str, ...] = ()
    role: ApproverRole | None = None
    asked: tuple[str, ...] = ()
    needed: int = 1
    note: str = ""
    state: State = "pending"
    reason: str | None = None
    votes: tuple[Vote, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)
    decided_at: datetime | None = None

    @property
    def required(self) -> int:
        """How many must agree."""
        return len(self.people) if self.needed == ALL else self.needed

    @property
    def given(self) -> int:
        """How many have agreed."""
        return sum(vote.answer == "approve" for vote in self.votes)

    def vote_of(self, user_id: str) -> Vote | None:
        """What somebody said."""
        return next((vote for vote in self.votes if vote.user_id == user_id), None)


@entity("awaited_approval", pk="{org_id}#wsp#{workspace_id}#{side}#{user_id}", sk="{approval_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedApproval(Entity):
    """An approval in the list of somebody who is to decide it, as long as they are, or of whoever asked for it."""

    org_id: OrgId
    workspace_id: WorkspaceId
    side: Side
    user_id: str
    approval: Approval

    @property
    def approval_id(self) -> str:
        """Sorts by when it was asked for."""
        return self.approval.id


def awaited(approval: Approval) -> Iterator[AwaitedApproval]:
    """The copies of an approval."""
    yield _copy(approval, "asking", approval.created_by)
    if approval.state != "pending":
        return
    for one in approval.asked:
        if approval.vote_of(one) is None:
            yield _copy(approval, "deciding", one)


def _copy(approval: Approval, side: Side, user_id: str) -> AwaitedApproval:
    return AwaitedApproval(
        org_id=approval.org_id, workspace_id=approval.workspace_id, side=side, user_id=user_id, approval=approval
    )
