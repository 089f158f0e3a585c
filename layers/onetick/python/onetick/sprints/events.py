"""What can happen to a sprint, and to how a project runs its sprints."""

from dataclasses import dataclass
from typing import Literal

from onetick.kernel.events import EventType

from .model import Cadence, Sprint
from .schemas import CadenceView, SprintView


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many tasks were done, and how many went on to what comes next."""

    done: int
    carried: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeChanged:
    """One task that entered or left after the start, or whose points or estimate changed; who did it, and when."""

    change: Literal["added", "removed", "estimated"]
    task_id: str
    task_key: str
    title: str
    points_before: float | None
    points_after: float | None
    minutes_before: int | None
    minutes_after: int | None
    changed_by: str
    changed_at: str


SPRINT_CREATED = EventType("sprint.created", Sprint, SprintView.of)
SPRINT_UPDATED = EventType("sprint.updated", Sprint, SprintView.of)
SPRINT_STARTED = EventType("sprint.started", Sprint, SprintView.of)
SPRINT_START_UNDONE = EventType("sprint.start_undone", Sprint, SprintView.of)
"""It is planned again, as if it had not been started."""
SPRINT_COMPLETED = EventType("sprint.completed", Sprint, SprintView.of, context=Outcome)
SPRINT_SCOPE_CHANGED = EventType("sprint.scope_changed", Sprint, SprintView.of, context=ScopeChanged)
SPRINT_DELETED = EventType("sprint.deleted", Sprint, SprintView.of)
SPRINT_RESTORED = EventType("sprint.restored", Sprint, SprintView.of)
CADENCE_UPDATED = EventType("cadence.updated", Cadence, CadenceView.of)
