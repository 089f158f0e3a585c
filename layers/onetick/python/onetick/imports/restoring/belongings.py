"""Restore what belongs to a project beside its tasks: kind by kind, as many of one as one transaction holds.

A thing is known by the id that it has in the archive, since the one that it gets here follows from that and from
the project. So it comes once, however often the archive is brought in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from onetick.archives.project_document import ProjectDocument
from onetick.imports.model import ArchivedKind
from onetick.imports.start_import import BringIn, Reached, Stage
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.entity import Entity
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.identity import copied_id

from .authors import author_keys
from .counterparts import Counterparts

E = TypeVar("E", bound=Entity)

RIGHTS: dict[ArchivedKind, str] = {
    "members": "project:manage_members",
    "sprints": "sprint:manage",
    "views": "view:create",
    "forms": "form:manage",
    "status_updates": "project:edit",
}
"""What one must have the right to do to make things of a kind, in the order in which they are made."""
AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of belongings: what is in the archive of it, where each would be found here, and how it is made.

    `restore` says whether there was anything to make.
    """

    kind: ArchivedKind
    archived: Sequence[Any]
    keys: Callable[[Any], Sequence[Key]]
    restore: Callable[[Any], bool]


def part_of(
    work: Work,
    project: Project,
    parts: Counterparts,
    kind: ArchivedKind,
    cls: type[Entity],
    make: Callable[[Any], object],
) -> Part:
    """A kind of things that are entities by their ids: each is made that is not here, be it in the trash."""

    def restore(one: Any) -> bool:
        if known(work, project, parts, cls, one.id) is not None:
            return False
        make(one)
        return True

    def keys(one: Any) -> list[Key]:
        return [*keys_here(project, parts, cls, one.id), *author_keys(work, parts, one.created_by)]

    return Part(kind, getattr(parts.archived, kind), keys, restore)


def restore_part(
    work: Work, project: Project, part: Part, following: Stage, step: Step[BringIn, Reached]
) -> Progress[Reached]:
    """As many of a kind as one transaction holds; what is `following` comes behind the last."""
    here = step.checkpoint
    authority.authorize(work, RIGHTS[part.kind], Subject.of(project))
    window = part.archived[here.item : here.item + AT_ONCE]
    work.prefetch(key for one in window for key in part.keys(one))
    done = work_through(work, window, part.restore, start=here.item, name=_name)
    made = sum(done.results.values())
    reached = here.item + done.count
    behind = reached >= len(part.archived)
    return Progress(
        next=replace(here, stage=following, item=0) if behind else replace(here, item=reached),
        counts={part.kind: made} if made else {},
        errors=done.errors,
    )


def _name(one: Any) -> str:
    return str(getattr(one, "name", "") or one.id)


def stage_behind(work: Work, project: Project, archived: ProjectDocument, stage: Stage | None, *, fresh: bool) -> Stage:
    """The next kind that there is something of to make, and that the caller may make; tasks come behind all of them."""
    kinds = list(RIGHTS)
    left = kinds[kinds.index(stage) + 1 :] if stage in RIGHTS else kinds
    present = (one for one in left if getattr(archived, one) or (one == "sprints" and archived.cadence and fresh))
    wanted = (one for one in present if one != "members" or fresh)
    return next((one for one in wanted if authority.may(work, RIGHTS[one], Subject.of(project))), "tasks")


def denied(work: Work, project: Project, archived: ProjectDocument) -> Iterator[ArchivedKind]:
    """What is in an archive and the caller may not make: it stays behind."""
    for kind, right in RIGHTS.items():
        if getattr(archived, kind) and not authority.may(work, right, Subject.of(project)):
            yield kind


def copy_of(project: Project, archived_id: str) -> str:
    """What the copy of something is called in a project."""
    return copied_id(project.id, archived_id, archived_id.partition("_")[0])


def keys_here(project: Project, parts: Counterparts, cls: type[Entity], archived_id: str) -> list[Key]:
    """Where something may be found here: as its copy is called, or as in the archive, where that is of this project.

    Only where this deployment signed the archive an id means the same in both.
    """
    copy, place = copy_of(project, archived_id), {"org_id": project.org_id, "project_id": project.id}
    return [cls.key(**place, id=id) for id in ([copy, archived_id] if parts.signed else [copy])]


def known(work: Work, project: Project, parts: Counterparts, cls: type[E], archived_id: str) -> E | None:
    """What something of the archive is here, be it in the trash; None where it never was."""
    found = work.find_many(cls, keys_here(project, parts, cls, archived_id))
    return next((one for one in found if getattr(one, "project_id", None) == project.id), None)
