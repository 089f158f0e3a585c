"""Undo what a change set did to the relations of a task, or to the kinds that a workspace has."""

from collections.abc import Mapping
from dataclasses import dataclass

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .change_types import delete_relation_type, restore_relation_type, type_named, update_relation_type
from .model import AT_FIRST, Relation, Relations, RelationType, RelationTypes
from .relate_tasks import relate_tasks, unrelate_tasks
from .targets import types_of

_WORDS = ("outward", "inward")


def undo_relations(work: Work, touched: Touched[Relations]) -> None:
    """Take back which relations a task has, each for itself, on both sides.

    Whoever undoes the one task has undone the other. Raises what `undo_task` does.
    """
    back = _links(touched)
    if not back:
        return
    task = _task(work, touched.id)
    authorize(work, "task:edit", Subject.of(task))
    for was, is_now in back:
        with work.part():
            _set_back(work, task, was, is_now)


def _links(touched: Touched[Relations]) -> list[tuple[Relation | None, Relation | None]]:
    """Each relation that is to be as it was before, with how it is now."""
    before, after, now = (_by_name(one) for one in (touched.before, touched.after, touched.now))
    back = []
    for name in dict.fromkeys([*before, *after]):
        was, left, is_now = before.get(name), after.get(name), now.get(name)
        if _way(was) in (_way(left), _way(is_now)):
            continue
        if _way(is_now) != _way(left):
            raise Overtaken(("links",))
        back.append((was, is_now))
    return back


def _by_name(relations: Relations | None) -> Mapping[str, Relation]:
    return {} if relations is None else {one.name: one for one in relations.links}


def _way(link: Relation | None) -> str | None:
    return None if link is None else link.direction


def _set_back(work: Work, task: Task, was: Relation | None, is_now: Relation | None) -> None:
    if was is None:
        assert is_now is not None
        unrelate_tasks(work, task, work.load(Task, Task.key(org_id=work.org_id, id=is_now.other_id)), is_now.type_id)
        return
    other = _task(work, was.other_id)
    if was.direction == "outward":
        relate_tasks(work, task, other, was.type_id)
        return
    authorize(work, "task:edit", Subject.of(other))
    relate_tasks(work, other, task, was.type_id)


def _task(work: Work, task_id: str) -> Task:
    task = work.load(Task, Task.key(org_id=work.org_id, id=task_id))
    if task.deleted_at is not None:
        raise Gone("One of its tasks is in the trash. Restore that first.")
    return task


def undo_relation_types(work: Work, touched: Touched[RelationTypes]) -> None:
    """Take back what was done to kinds of relations: one that was made goes to the trash. Raises as `undo_task`."""
    for change in _kinds(touched):
        authorize(work, "field:manage", Subject.of(types_of(work)))
        with work.part():
            _change_back(work, change)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of relation before the change, as it left it, and now."""

    was: RelationType | None
    left: RelationType
    now: RelationType


def _kinds(touched: Touched[RelationTypes]) -> list[_Kind]:
    assert touched.after is not None
    before = {one.id: one for one in (touched.before.types if touched.before is not None else AT_FIRST)}
    now = {one.id: one for one in touched.present().types}
    return [
        _Kind(before.get(left.id), left, now[left.id])
        for left in touched.after.types
        if before.get(left.id) != left and left.id in now
    ]


def _change_back(work: Work, kind: _Kind) -> None:
    types = types_of(work)
    now = type_named(types, kind.now.id, trashed=True)
    if kind.was is None:
        if now.deleted_at is None:
            _require(now, kind.left, (*_WORDS, "deleted_at"))
            delete_relation_type(work, types, now)
        return
    changes = {name: getattr(kind.was, name) for name in (*_WORDS, "deleted_at") if _differs(kind, now, name)}
    _require(now, kind.left, tuple(changes))
    if not changes:
        return
    if "deleted_at" not in changes:
        update_relation_type(work, types, now, changes)
    elif kind.was.deleted_at is None:
        restore_relation_type(work, types, now)
    else:
        delete_relation_type(work, types, now)


def _differs(kind: _Kind, now: RelationType, name: str) -> bool:
    """Whether a part of it is to be set back: the change made it another, and it is not again what it was."""
    was = getattr(kind.was, name)
    return was not in (getattr(kind.left, name), getattr(now, name))


def _require(now: RelationType, left: RelationType, names: tuple[str, ...]) -> None:
    if any(getattr(now, name) != getattr(left, name) for name in names):
        raise Overtaken(("types",))
