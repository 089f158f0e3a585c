"""What happens between tasks: to each of the two, since both change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onetick.kernel.events import EventType
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskRow, TaskView


@dataclass(frozen=True, slots=True, kw_only=True)
class Depends:
    """On which task and how; `blocked_by` when this one waits for the other, `blocks` when the other waits for it."""

    other_id: str
    direction: str
    type_: str
    lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """The task that it was, or is, held back by."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """Behind which task it must come in the order of what waits for what."""

    other_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spawned:
    """The task that it was made after."""

    from_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """The task that was made after it."""

    next_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifts:
    """What moves along with it: each with its dates before and after."""

    shifts: Sequence[Mapping[str, Any]]


TASK_DEPENDENCY_ADDED = EventType("task.dependency_added", Task, TaskRow.of, context=Depends)
TASK_DEPENDENCY_CHANGED = EventType("task.dependency_changed", Task, TaskRow.of, context=Depends)
"""Its kind or lag is another, or the task that is waited for has come far enough, or no longer."""
TASK_DEPENDENCY_REMOVED = EventType("task.dependency_removed", Task, TaskRow.of, context=Depends)
TASK_BLOCKED = EventType("task.blocked", Task, TaskRow.of, context=By)
"""It was free to go on, and now waits for a task."""
TASK_UNBLOCKED = EventType("task.unblocked", Task, TaskRow.of, context=By)
"""It waited for a task, and now waits for none."""
TASK_ORDER_REQUESTED = EventType("task.order_requested", Task, TaskRow.of, context=Beyond)
"""So much depends on it that it takes a moment to put it all behind another task."""

TASK_RECURRENCE_SET = EventType("task.recurrence_set", Task, TaskView.of)
TASK_RECURRENCE_REMOVED = EventType("task.recurrence_removed", Task, TaskView.of)
TASK_RECURRENCE_SPAWNED = EventType("task.recurrence_spawned", Task, TaskView.of, context=Spawned)
"""It was made because another recurs, or is a subtask of one that was."""
TASK_RECURRENCE_CONTINUED = EventType("task.recurrence_continued", Task, TaskView.of, context=Continued)
"""The next task of its series was made, once and for all."""
TASK_RECURRENCE_ENDED = EventType("task.recurrence_ended", Task, TaskView.of)
"""It was the last of its series."""
TASK_RESCHEDULED = EventType("task.rescheduled", Task, TaskRow.of, context=Shifts)
"""It was given other dates, and what waits for it follows."""
