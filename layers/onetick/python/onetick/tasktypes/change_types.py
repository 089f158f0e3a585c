"""Make, change, order and put away the types of tasks of a workspace."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from onetick.kernel.events import EventType
from onetick.kernel.ids import new_id
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Conflict, Fault, Gone, NotFound, QuotaExceeded, Unprocessable
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from . import events
from .model import MAX_KEPT, MAX_TYPES, PLAIN, TaskType, TaskTypes
from .schemas import NewTaskType, TaskTypeFilter


def list_task_types(work: Work, types: TaskTypes, wanted: TaskTypeFilter, paging: Paging) -> Page[TaskType]:
    """One page of the types that were asked for, in order."""
    found = {one.id: one for one in types.types if _listed(one, wanted, work.now)}
    page = paging.slice(list(found))
    return Page([found[id] for id in page.data], page.next_cursor)


def create_task_type(work: Work, types: TaskTypes, new: NewTaskType) -> TaskType:
    """A new type, the last one. Raises Conflict when another has the name, QuotaExceeded beyond `MAX_TYPES`."""
    made = TaskType(id=new_id("typ"), name=new.name, icon=new.icon, color=new.color, description=new.description)
    _require_room(types)
    _require_free(types, made)
    after = replace(types, types=(*_with_room(types, work.now), made))
    _store(work, types, after, events.TASK_TYPE_CREATED, made)
    return made


def update_task_type(work: Work, types: TaskTypes, type: TaskType, given: Mapping[str, Any]) -> TaskType:
    """The type with these changes. Raises Conflict when another has the name."""
    after = replace(type, **given)
    _require_free(types, after)
    return put(work, types, type, after, events.TASK_TYPE_UPDATED)


def move_task_type(work: Work, types: TaskTypes, type: TaskType, before_id: str | None) -> TaskType:
    """The type before another, or at the end. Raises Unprocessable for what is no other type."""
    if before_id == type.id:
        return type
    others = [one for one in types.types if one.id != type.id]
    place = next((place for place, one in enumerate(others) if one.id == before_id), len(others))
    if before_id is not None and (place == len(others) or others[place].deleted_at is not None):
        fault = Fault("/before_id", "unknown", "must be another type of the workspace")
        raise Unprocessable("There is no such type.", errors=[fault])
    after = (*others[:place], type, *others[place:])
    if after != types.types:
        _store(work, types, replace(types, types=after), events.TASK_TYPE_MOVED, type, before_id=before_id)
    return type


def archive_task_type(work: Work, types: TaskTypes, type: TaskType) -> TaskType:
    """The type, which stays with its tasks and is given to no other. Nothing when it is so already."""
    if type.archived_at is not None:
        return type
    return put(work, types, type, replace(type, archived_at=work.now), events.TASK_TYPE_ARCHIVED)


def unarchive_task_type(work: Work, types: TaskTypes, type: TaskType) -> TaskType:
    """The type as it was. Nothing when it is not archived."""
    return put(work, types, type, replace(type, archived_at=None), events.TASK_TYPE_UNARCHIVED)


def delete_task_type(work: Work, types: TaskTypes, type: TaskType) -> None:
    """Put a type into the trash. Its tasks still show it."""
    put(work, types, type, replace(type, deleted_at=work.now), events.TASK_TYPE_DELETED)


def restore_task_type(work: Work, types: TaskTypes, type: TaskType) -> TaskType:
    """The type as it was, without the tasks that have another one meanwhile.

    Raises Conflict unless it is in the trash and its name is free, Gone after 30 days, QuotaExceeded
    when there are `MAX_TYPES` without it.
    """
    require_in_trash("type", type.purge_at, work.now)
    back = replace(type, deleted_at=None, merged_into=None)
    _require_room(types)
    _require_free(types, back)
    return put(work, types, type, back, events.TASK_TYPE_RESTORED)


def type_named(types: TaskTypes, type_id: str, *, trashed: bool = False) -> TaskType:
    """One type of the workspace. Raises NotFound, and Gone for one in the trash unless those count."""
    found = types.find(type_id)
    if found is None:
        raise NotFound()
    if found.deleted_at is not None and not trashed:
        raise Gone("It was deleted. Restore it first.")
    return found


def _listed(type: TaskType, wanted: TaskTypeFilter, now: datetime) -> bool:
    if type.purge_at is not None:
        return wanted.trashed == "any" or (wanted.trashed == "true" and type.purge_at > now)
    archived = "false" if type.archived_at is None else "true"
    return wanted.trashed != "true" and wanted.archived in ("any", archived)


def _require_room(types: TaskTypes) -> None:
    if sum(one.deleted_at is None for one in types.types) >= MAX_TYPES:
        raise QuotaExceeded(f"A workspace has at most {MAX_TYPES} types of tasks.")


def _with_room(types: TaskTypes, now: datetime) -> tuple[TaskType, ...]:
    """The types with room for one more: where there is none, what was deleted first is forgotten."""
    if len(types.types) < MAX_KEPT:
        return types.types
    past = [one for one in types.types if one.purge_at is not None and one.purge_at <= now]
    if not past:
        raise QuotaExceeded("So many types were deleted lately that there is no room for another. Restore one instead.")
    oldest = min(past, key=lambda one: one.purge_at or now)
    return tuple(one for one in types.types if one.id != oldest.id)


def _require_free(types: TaskTypes, type: TaskType) -> None:
    if type.name.casefold() == PLAIN:
        raise Conflict("Task is what every task without a type is called.")
    other = types.named(type.name)
    if other is not None and other.id != type.id:
        raise Conflict(f"There is a type {other.name} already.")


def put(
    work: Work, types: TaskTypes, type: TaskType, after: TaskType, kind: EventType[TaskTypes], **context: Any
) -> TaskType:
    """Store a type in its place; nothing when it is as it was."""
    if after != type:
        changed = tuple(after if one.id == type.id else one for one in types.types)
        _store(work, types, replace(types, types=changed), kind, after, **context)
    return after


def _store(
    work: Work, types: TaskTypes, after: TaskTypes, kind: EventType[TaskTypes], type: TaskType, **context: Any
) -> None:
    stored = work.put(after)
    work.emit(kind, stored, before=types if types.version else None, type_id=type.id, **context)
