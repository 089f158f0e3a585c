"""Relate two tasks, and let go of that."""

from dataclasses import replace

from onetick.kernel.problems import Conflict, NotFound, QuotaExceeded
from onetick.kernel.work import Work
from onetick.planning.targets import require_seen
from onetick.tasks.model import Task
from onetick.tasks.targets import require_open

from .events import RELATION_ADDED, RELATION_REMOVED
from .model import MAX_RELATIONS, Direction, Relation, Relations
from .targets import relations_of, types_of


def relate_tasks(work: Work, task: Task, other: Task, type_id: str) -> Relation:
    """The relation from the task to the other; nothing changes where there is one already.

    Raises NotFound for a kind that there is not, and when the caller does not see the other task;
    Conflict for a task with itself, the other way round of a relation that there is, and in an archived
    project; QuotaExceeded beyond `MAX_RELATIONS` for either.
    """
    type = types_of(work).live.get(type_id)
    if type is None:
        raise NotFound()
    require_seen(work, other)
    if task.id == other.id:
        raise Conflict("A task has no relation to itself.")
    require_open(work, *task.project_ids)
    own, others = relations_of(work, task), relations_of(work, other)
    present = own.between(type_id, other.id)
    if present is not None and (present.direction == "outward" or type.symmetric):
        return present
    if present is not None:
        raise Conflict(f"It is related the other way round: {task.code} {type.in_words('inward')} {other.code}.")
    for one, name in ((own, task.code), (others, other.code)):
        if len(one.links) >= MAX_RELATIONS:
            raise QuotaExceeded(f"A task has at most {MAX_RELATIONS} relations, and {name} has them.")
    outward = _add(work, own, task, other, type_id, "outward", type.in_words("outward"))
    _add(work, others, other, task, type_id, "inward", type.in_words("inward"))
    return outward


def unrelate_tasks(work: Work, task: Task, other: Task, type_id: str) -> None:
    """Take a relation away, from either side, and also for a task that one cannot see.

    Raises NotFound where there is none, Conflict in an archived project.
    """
    own, others = relations_of(work, task), relations_of(work, other)
    relation = own.between(type_id, other.id)
    if relation is None:
        raise NotFound()
    require_open(work, *task.project_ids)
    type = types_of(work).live.get(type_id)
    for one, the_other in ((own, other), (others, task)):
        link = one.between(type_id, the_other.id)
        if link is None:
            continue
        stored = work.save(replace(one, links=tuple(one.without(type_id, the_other.id))))
        words = type.in_words(link.direction) if type is not None else None
        context = {"type_id": type_id, "other_id": the_other.id, "direction": link.direction, "words": words}
        work.emit(RELATION_REMOVED, stored, before=one, **context)


def _add(
    work: Work, relations: Relations, task: Task, other: Task, type_id: str, direction: Direction, words: str
) -> Relation:
    link = Relation(type_id=type_id, other_id=other.id, direction=direction, project_id=other.project_id)
    stored = work.put(replace(relations, links=(*relations.links, link)))
    before = relations if relations.version else None
    context = {"type_id": type_id, "other_id": other.id, "direction": direction, "words": words}
    work.emit(RELATION_ADDED, stored, before=before, **context)
    return link
