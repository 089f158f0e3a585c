"""Restore what tasks are to each other beside waiting, in the words of the archive; missing kinds are made first."""

from collections.abc import Iterator

from onetick.archives.documents import RelationTypeDocument
from onetick.archives.task_documents import RelationDocument
from onetick.imports.relations import Place, ends, tie_step
from onetick.imports.rows import Row
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.problems import NotFound
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.relations.change_types import create_relation_type
from onetick.relations.model import Relations, RelationType, RelationTypes
from onetick.relations.relate_tasks import relate_tasks
from onetick.relations.schemas import NewRelationType
from onetick.relations.targets import relations_of, types_key, types_of
from onetick.tasks.model import Task

from .counterparts import Counterparts

RELATIONS_AT_ONCE = 20
"""One takes four writes, and two of what was before."""


def restore_relations(
    work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]
) -> Progress[Reached]:
    """The missing kinds, or as many relations as one transaction holds; comments come when all are there."""
    here, found = step.checkpoint, parts.found
    work.prefetch([types_key(work.org_id, work.workspace_id)])
    if (here.piece, here.row, here.item) == (0, 0, 0) and (made := _make_kinds(work, parts)):
        return Progress(next=here, counts={"relation_types": made})
    return tie_step(
        work,
        found,
        step,
        _relations,
        most=RELATIONS_AT_ONCE,
        keys=lambda task_id, _: [Task.key(org_id=work.org_id, id=task_id), _relations_key(work, task_id)],
        tie=lambda place: _relate(work, parts, place),
        counted="relations",
        then="remarks",
    )


def _relations(row: Row) -> Iterator[tuple[RelationDocument, str]]:
    for one in row.task.relations if row.task is not None else ():
        yield one, one.task_id


def _relations_key(work: Work, task_id: str) -> Key:
    return Relations.key(org_id=work.org_id, task_id=task_id)


def _make_kinds(work: Work, parts: Counterparts) -> int:
    """Make the kinds that the workspace lacks, as far as there is room and the caller may; how many were made."""
    missing = [one for one in parts.archived.relation_types if _kind(types_of(work), one) is None]
    if not missing or not authority.may(work, "field:manage", authority.whole_workspace(work)):
        return 0
    return len(work_through(work, missing, lambda one: _make_kind(work, one)).results)


def _make_kind(work: Work, one: RelationTypeDocument) -> RelationType:
    types = types_of(work)
    return _kind(types, one) or create_relation_type(
        work, types, NewRelationType(outward=one.outward, inward=one.inward)
    )


def _kind(types: RelationTypes, archived: RelationTypeDocument) -> RelationType | None:
    """What an archived kind is here: the one that reads the same outward, if both or neither are symmetric."""
    outward, symmetric = archived.outward.casefold(), archived.inward is None
    alike = (one for one in types.live.values() if one.outward.casefold() == outward and one.symmetric == symmetric)
    return next(alike, None)


def _relate(work: Work, parts: Counterparts, place: Place) -> bool:
    """Whether two tasks are related now that were not. Raises NotFound where the workspace has no such kind."""
    between, said = ends(work, parts.found, place), place.tie
    assert isinstance(said, RelationDocument)
    if between.own is None or between.other is None:
        return False
    authority.authorize(work, "task:edit", Subject.of(between.own))
    archived = next(one for one in parts.archived.relation_types if one.id == said.type_id)
    kind = _kind(types_of(work), archived)
    if kind is None:
        raise NotFound(f"The workspace has no kind of relations {archived.outward!r}, and it could not be made.")
    if relations_of(work, between.own).between(kind.id, between.other.id) is not None:
        return False
    relate_tasks(work, between.own, between.other, kind.id)
    return True
