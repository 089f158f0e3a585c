"""What can happen to a task.

Every change of a field is told by exactly one event: those that have one of their own by that, all
others by `task.updated`. So one request may emit several, and none repeats another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onetick.kernel.events import EventType

from .model import Task
from .schemas import TaskRow, TaskView


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Who was added and taken away."""

    added: Sequence[str]
    removed: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsChanged:
    """Which tags were given, or taken off."""

    tag_ids: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged:
    """From which status to which; published as `from` and `to`.

    `seconds` is how long it had the former one, `started_at` since when it is, or was, worked on.
    """

    from_: str
    to: str
    from_category: str
    to_category: str
    seconds: int
    started_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChanged:
    """From which priority to which."""

    from_: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueChanged:
    """From when to when; null is no due date. The same where the task is now due all day, or in another zone."""

    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSoon:
    """How long it is until then, in minutes."""

    in_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChanged:
    """Which custom field, and from which value to which; null is none."""

    field_id: str
    from_: Any
    to: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """From where to where within a project. The sections are the same when it only changed its rank."""

    from_section: str
    to_section: str
    from_project: str
    to_project: str
    rank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """The task that a new one was made after."""

    copied_from: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Who watches, or no longer does."""

    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """Who was mentioned, in which comment (null: in the description), and the beginning of what it says."""

    user_id: str
    comment_id: str | None
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentChanged:
    """Whose subtask it was and is; null is nobody's. The same when it only changed its place among them."""

    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressChanged:
    """By how much the subtasks of all levels are more or fewer, and how many levels up this is from what happened."""

    all_done: int
    all_total: int
    climbed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledUp:
    """By which rollups over all levels."""

    field_ids: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedWith:
    """The parent that took it along into the trash, or out of it; published as `with`."""

    with_: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InProject:
    """Which project it was put into or taken out of, in which section it stands or stood there, and its status so far.

    Where one change gives it another status too, that is told by an event of its own, in the projects of after.
    """

    project_id: str
    section_id: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeMoved:
    """From which project to which; it keeps its key."""

    from_project: str
    to_project: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowded:
    """In which project, null among the subtasks of its parent; and how often room has been made for it already."""

    project_id: str | None
    rounds: int


TASK_CREATED = EventType("task.created", Task, TaskView.of, context=Copied)
TASK_UPDATED = EventType("task.updated", Task, TaskView.of)
TASK_ASSIGNED = EventType("task.assigned", Task, TaskRow.of, context=Assigned)
TASK_STATUS_CHANGED = EventType("task.status_changed", Task, TaskRow.of, context=StatusChanged)
TASK_APPROVAL_CHANGED = EventType("task.approval_changed", Task, TaskRow.of)
"""It waits for an approval, or was decided about, or waits no more."""
TASK_COMPLETED = EventType("task.completed", Task, TaskRow.of)
TASK_REOPENED = EventType("task.reopened", Task, TaskRow.of)
TASK_PRIORITY_CHANGED = EventType("task.priority_changed", Task, TaskRow.of, context=PriorityChanged)
TASK_DUE_CHANGED = EventType("task.due_changed", Task, TaskRow.of, context=DueChanged)
TASK_DUE_APPROACHING = EventType("task.due_approaching", Task, TaskRow.of, context=DueSoon)
TASK_OVERDUE = EventType("task.overdue", Task, TaskRow.of)
TASK_CUSTOM_FIELD_CHANGED = EventType("task.custom_field_changed", Task, TaskRow.of, context=FieldChanged)
TASK_TAGGED = EventType("task.tagged", Task, TaskRow.of, context=TagsChanged)
TASK_UNTAGGED = EventType("task.untagged", Task, TaskRow.of, context=TagsChanged)
TASK_MOVED = EventType("task.moved", Task, TaskRow.of, context=Moved)
TASK_WATCHED = EventType("task.watched", Task, TaskRow.of, context=Watched)
TASK_UNWATCHED = EventType("task.unwatched", Task, TaskRow.of, context=Watched)
TASK_MENTIONED = EventType("task.mentioned", Task, TaskRow.of, context=Mentioned)
MILESTONE_REACHED = EventType("milestone.reached", Task, TaskRow.of)
TASK_DELETED = EventType("task.deleted", Task, TaskView.of, context=DeletedWith)
TASK_RESTORED = EventType("task.restored", Task, TaskView.of, context=DeletedWith)
TASK_ADDED_TO_PROJECT = EventType("task.added_to_project", Task, TaskRow.of, context=InProject)
TASK_REMOVED_FROM_PROJECT = EventType("task.removed_from_project", Task, TaskRow.of, context=InProject)
TASK_HOME_MOVED = EventType("task.home_moved", Task, TaskRow.of, context=HomeMoved)
TASK_PARENT_CHANGED = EventType("task.parent_changed", Task, TaskRow.of, context=ParentChanged)
TASK_PROGRESS_CHANGED = EventType("task.progress_changed", Task, TaskRow.of, context=ProgressChanged)
"""Its subtasks in numbers are others than before."""
TASK_ROLLED_UP = EventType("task.rolled_up", Task, TaskRow.of, context=RolledUp)
"""What is below it, as rollups over all levels see it, is something else than before."""
TASK_SUBTASKS_COMPLETED = EventType("task.subtasks_completed", Task, TaskRow.of)
"""All of its own subtasks are finished."""

TASK_CROWDED = EventType("task.crowded", Task, TaskRow.of, context=Crowded)
"""Its rank has become long, because so much was put into one place: the tasks around it need room."""
TASK_RERANKED = EventType("task.reranked", Task, TaskRow.of)
"""Its rank was written anew to make room; its neighbours are the same."""

CHANGES = (
    TASK_UPDATED,
    TASK_APPROVAL_CHANGED,
    TASK_ASSIGNED,
    TASK_STATUS_CHANGED,
    TASK_COMPLETED,
    MILESTONE_REACHED,
    TASK_REOPENED,
    TASK_PRIORITY_CHANGED,
    TASK_DUE_CHANGED,
    TASK_CUSTOM_FIELD_CHANGED,
    TASK_TAGGED,
    TASK_UNTAGGED,
    TASK_MOVED,
    TASK_CROWDED,
    TASK_MENTIONED,
)
"""What a change of a task's fields may emit."""
