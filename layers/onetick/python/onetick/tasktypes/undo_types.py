"""Undo what a change set did to the types of tasks of a workspace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.work import Work

from .change_types import (
    archive_task_type,
    delete_task_type,
    move_task_type,
    put,
    restore_task_type,
    type_named,
    unarchive_task_type,
    update_task_type,
)
from .events import TASK_TYPE_MERGED
from .model import AT_FIRST, TaskType, TaskTypes
from .targets import types_of

_LOOKS = ("name", "icon", "color", "description")
_PARTS = (*_LOOKS, "archived_at", "deleted_at")


def undo_task_types(work: Work, touched: Touched[TaskTypes]) -> None:
    """Take back what was done to types: one that was made goes to the trash.

    The tasks of one that was merged are undone for themselves. Raises Overtaken where somebody has changed the
    same since; otherwise as `undo_task`.
    """
    changes, moved = _changes(touched), _moved(touched)
    if changes or moved:
        authorize(work, "field:manage", Subject.of(types_of(work)))
    for change in changes:
        _change_back(work, change)
    if moved is not None:
        types = types_of(work)
        with work.part():
            move_task_type(work, types, type_named(types, moved.id, trashed=True), moved.before_id)


@dataclass(frozen=True, slots=True)
class _Change:
    """A type before the change, and as it left it."""

    was: TaskType | None
    left: TaskType


@dataclass(frozen=True, slots=True)
class _Move:
    """Which type is to stand before which again; None is the end."""

    id: str
    before_id: str | None


def _changes(touched: Touched[TaskTypes]) -> list[_Change]:
    assert touched.after is not None
    before = {one.id: one for one in _before(touched)}
    return [_Change(before.get(left.id), left) for left in touched.after.types if before.get(left.id) != left]


def _before(touched: Touched[TaskTypes]) -> Sequence[TaskType]:
    return touched.before.types if touched.before is not None else AT_FIRST


def _change_back(work: Work, change: _Change) -> None:
    now = types_of(work).find(change.left.id)
    if now is None:
        return
    if change.was is None:
        if now.deleted_at is None:
            _require(now, change.left, _PARTS)
            with work.part():
                delete_task_type(work, types_of(work), now)
        return
    names = [name for name in _PARTS if _differs(change.was, change.left, now, name)]
    _require(now, change.left, names)
    _set_back(work, change.was, names)


def _set_back(work: Work, was: TaskType, names: Sequence[str]) -> None:
    """Each part for itself: it is told by an event of its own."""
    if "deleted_at" in names:
        with work.part():
            if was.deleted_at is None:
                restore_task_type(work, types_of(work), _present(work, was))
            else:
                _put_away(work, _present(work, was), was.merged_into)
    if "archived_at" in names:
        with work.part():
            act = unarchive_task_type if was.archived_at is None else archive_task_type
            act(work, types_of(work), _present(work, was))
    looks = {name: getattr(was, name) for name in names if name in _LOOKS}
    if looks:
        with work.part():
            update_task_type(work, types_of(work), _present(work, was), looks)


def _put_away(work: Work, type: TaskType, into_id: str | None) -> None:
    if into_id is None:
        delete_task_type(work, types_of(work), type)
        return
    gone = replace(type, deleted_at=work.now, merged_into=into_id)
    put(work, types_of(work), type, gone, TASK_TYPE_MERGED, into_id=into_id)


def _present(work: Work, type: TaskType) -> TaskType:
    return type_named(types_of(work), type.id, trashed=True)


def _differs(was: TaskType, left: TaskType, now: TaskType, name: str) -> bool:
    """Whether a part is to be set back: the change made it another, and it is not again what it was."""
    return getattr(was, name) not in (getattr(left, name), getattr(now, name))


def _require(now: TaskType, left: TaskType, names: Sequence[str]) -> None:
    if any(getattr(now, name) != getattr(left, name) for name in names):
        raise Overtaken(("types",))


def _moved(touched: Touched[TaskTypes]) -> _Move | None:
    """The type that the change put elsewhere, unless it stands where it stood before."""
    assert touched.after is not None
    known = {one.id for one in touched.present().types}
    was, left = ([one.id for one in types if one.id in known] for types in (_before(touched), touched.after.types))
    was, left = ([id for id in ids if id in was and id in left] for ids in (was, left))
    if was == left:
        return None
    now = [one.id for one in touched.present().types if one.id in was]
    if now == was:
        return None
    if now != left:
        raise Overtaken(("types",))
    for id in was:
        others = [one for one in was if one != id]
        if others == [one for one in left if one != id]:
            place = was.index(id)
            return _Move(id, was[place + 1] if place + 1 < len(was) else None)
    raise Overtaken(("types",))
