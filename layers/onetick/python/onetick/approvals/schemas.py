"""What the API shows of approvals, and takes for them."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from onetick.kernel.fields import Body, QueryParameters, Timestamp, View

from .model import Answer, Approval, State

Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]


class ApprovalFilter(QueryParameters):
    """Which approvals to list."""

    side: Literal["deciding", "asking"] = Field(
        default="deciding",
        alias="filter[side]",
        description="deciding: those that wait for you. asking: those that you asked for, decided ones, too.",
    )


class Decision(Body):
    """What you say to a request."""

    decision: Answer = Field(examples=["approve"])
    comment: Said = Field(default="", description="Must say why, unless you approve.", examples=["Well done."])
    task_version: int | None = Field(
        default=None,
        ge=1,
        description="The version of the task that you looked at. Needed when the task changed since the request.",
        examples=[None],
    )

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.decision != "approve" and not self.comment:
            raise ValueError("a comment must say why")
        return self


class VoteView(View):
    """What somebody said."""

    user_id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    answer: Answer
    comment: str
    at: Timestamp


class ApprovalView(View):
    """That somebody asked for a task to get another status, and what others said."""

    id: str = Field(examples=["apr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str
    task_id: str
    task_key: str = Field(examples=["LAU-12"])
    task_title: str = Field(description="As it was when it was asked.")
    from_status: str = Field(examples=["in_progress"])
    to_status: str = Field(examples=["done"])
    state: State
    reason: str | None = Field(description="Why it is `invalidated`.")
    people: tuple[str, ...] = Field(description="Who may decide it by name.")
    role: str | None = Field(description="Whoever has this role in the project may decide it, too.")
    required: int = Field(description="How many must agree.")
    given: int = Field(description="How many have agreed.")
    votes: tuple[VoteView, ...]
    note: str = Field(description="What whoever asked for it said.")
    created_by: str
    created_at: Timestamp
    expires_at: Timestamp
    decided_at: Timestamp | None
    version: int

    @classmethod
    def of(cls, approval: Approval) -> Self:
        """The view of an approval."""
        return cls.model_validate(approval)
