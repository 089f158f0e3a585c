"""What a task must fulfil to take a transition, beside that the workflow allows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

MAX_RULES = 100
MAX_REQUIRED = 20
MAX_ALLOWED = 20
MAX_APPROVERS = 20
ALL = 0
"""How many approvals are needed when everybody who is named must give one."""

REQUIRABLE = (
    "assignee_ids",
    "description",
    "due_at",
    "estimate_minutes",
    "logged_minutes",
    "points",
    "priority",
    "sprint_id",
    "start_at",
    "tag_ids",
)
"""The fields of every task that a rule can require, as the API calls them; custom fields go by their id."""

ApproverRole = Literal["admin", "editor"]
ROLES = ("admin", "editor")
OWN = ("assignee", "reporter")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRule:
    """Who must agree before a task takes a transition: people, or whoever has a role in the project.

    `needed` of them, or `ALL` who are named. Whoever asks never counts. A request that nobody decided
    is over after `days`.
    """

    people: tuple[str, ...] = ()
    role: ApproverRole | None = None
    needed: int = 1
    days: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionRule:
    """A condition on the transitions into the status `to`: those from `from_`, or all of them when it is None.

    Each of `required_fields` must have a value. `allowed_for` are roles in the project, a relation to
    the task or ids of people, one of which must fit; where it is empty, everybody may who may change
    the status at all. With an `approval` the task waits until others agree.
    """

    to: str
    from_: str | None = None
    required_fields: tuple[str, ...] = ()
    allowed_for: tuple[str, ...] = ()
    approval: ApprovalRule | None = None

    def names(self, status_ids: Mapping[str, Any]) -> bool:
        """Whether all statuses that it is about are among these."""
        return self.to in status_ids and (self.from_ is None or self.from_ in status_ids)
