"""What can happen to a goal."""

from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import Contribution, Goal
from .schemas import ContributionView, GoalView


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressChanged:
    """From how many percent to how many; published as `from` and `to`."""

    from_: float
    to: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn:
    """Which key result somebody told about, where it is, and what they said."""

    key_result_id: str
    value: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a status update says."""

    update_id: str
    health: str
    text: str


GOAL_CREATED = EventType("goal.created", Goal, GoalView.model_validate)
GOAL_UPDATED = EventType("goal.updated", Goal, GoalView.model_validate)
GOAL_PROGRESS_CHANGED = EventType("goal.progress_changed", Goal, GoalView.model_validate, context=ProgressChanged)
GOAL_CHECKED_IN = EventType("goal.checked_in", Goal, GoalView.model_validate, context=CheckedIn)
GOAL_STATUS_POSTED = EventType("goal.status_posted", Goal, GoalView.model_validate, context=Report)
GOAL_CLOSED = EventType("goal.closed", Goal, GoalView.model_validate)
GOAL_REOPENED = EventType("goal.reopened", Goal, GoalView.model_validate)
GOAL_DELETED = EventType("goal.deleted", Goal, GoalView.model_validate)
GOAL_RESTORED = EventType("goal.restored", Goal, GoalView.model_validate)

CONTRIBUTION_CHANGED = EventType("contribution.changed", Contribution, ContributionView.model_validate)
"""Work was done, or undone, that counts for goals."""

CHANGES = (GOAL_UPDATED, GOAL_PROGRESS_CHANGED)
"""What a change of a goal may emit."""
