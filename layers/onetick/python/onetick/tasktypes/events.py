"""What can happen to types of tasks."""

from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import TaskTypes
from .schemas import TaskTypesView


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTaskType:
    """Which type it is."""

    type_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTaskType(OfTaskType):
    """Which type it is, and the one that is behind it now; null at the end."""

    before_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedTaskType(OfTaskType):
    """Which type it is, and the one that its tasks have instead."""

    into_id: str


TASK_TYPE_CREATED = EventType("task_type.created", TaskTypes, TaskTypesView.of, context=OfTaskType)
TASK_TYPE_UPDATED = EventType("task_type.updated", TaskTypes, TaskTypesView.of, context=OfTaskType)
TASK_TYPE_MOVED = EventType("task_type.moved", TaskTypes, TaskTypesView.of, context=MovedTaskType)
TASK_TYPE_ARCHIVED = EventType("task_type.archived", TaskTypes, TaskTypesView.of, context=OfTaskType)
TASK_TYPE_UNARCHIVED = EventType("task_type.unarchived", TaskTypes, TaskTypesView.of, context=OfTaskType)
TASK_TYPE_DELETED = EventType("task_type.deleted", TaskTypes, TaskTypesView.of, context=OfTaskType)
TASK_TYPE_RESTORED = EventType("task_type.restored", TaskTypes, TaskTypesView.of, context=OfTaskType)
TASK_TYPE_MERGED = EventType("task_type.merged", TaskTypes, TaskTypesView.of, context=MergedTaskType)
