"""How routes, of this area and of others, find projects and what is in them.

A project comes with its access facts, so that a decision needs no second read, and with what else
the route names.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from onetick.fields.model import FieldSet
from onetick.kernel.access import ProjectAccess, WorkspaceAccess
from onetick.kernel.entity import Entity
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.tasktypes.targets import types_beside

from .model import Headlines, Outline, Project, Section, Shared, StatusUpdate, Workflow
from .owners import owner_keys

E = TypeVar("E", bound=Entity)
Naming = Callable[[Arrival], str]
Beside = Callable[[Arrival, str], Key]


def project_target(
    naming: Naming,
    *beside: Beside,
    more: Callable[[Arrival], Sequence[Key]] = lambda at: (),
    trashed: bool = False,
) -> Target[Project]:
    """The project that a request names; `more` and what is `beside` it are read in the same call, for the use case."""

    def keys(at: Arrival) -> Sequence[Key]:
        project_id = naming(at)
        around = (key(at, project_id) for key in beside)
        return [*_project_keys(at.org, at.workspace, project_id), *around, *more(at)]

    def find(work: Work, at: Arrival) -> Project | None:
        return work.find(Project, keys(at)[0])

    return Target("project", Project, keys, find=find, trashed=trashed)


def place_target(*beside: Beside, more: Callable[[Arrival], Sequence[Key]] = lambda at: ()) -> Target[Entity]:
    """The project that the body names as the place of something new, with what is `beside` it; else the workspace."""

    def keys(at: Arrival) -> Sequence[Key]:
        project_id = at.body.project_id
        if project_id is None:
            return more(at)
        of_project = _project_keys(at.org, at.workspace, project_id)
        return [*of_project, *(key(at, project_id) for key in beside), *more(at)]

    def find(work: Work, at: Arrival) -> Entity | None:
        if at.body.project_id is None:
            return work.find(WorkspaceAccess, WorkspaceAccess.key(org_id=at.org, workspace_id=at.workspace))
        return work.find(Project, keys(at)[0])

    return Target("place", Entity, keys, find=find)


def belonging_target(name: str, cls: type[E], key: Callable[[Arrival], Key | None]) -> Target[E]:
    """Something that belongs to a project, found by its own id: without the project it is not there either.

    `key` says where it is, or None for what is nothing's id. The decision is about its project, which is
    read with it where this process has seen it, or something else of its kind that the caller was at.
    """

    def caller(at: Arrival) -> str:
        return f"{cls.kind.name} {at.principal.id}"

    def keys(at: Arrival) -> Sequence[Key]:
        own = key(at)
        if own is None:
            return []
        guessed = _seen.get((at.org, own.pk)) or _seen.get((at.org, caller(at)))
        return [own] if guessed is None else [own, *_project_keys(at.org, at.workspace, guessed)]

    def find(work: Work, at: Arrival) -> E | None:
        own = key(at)
        found = work.find(cls, own) if own is not None else None
        if own is None or found is None or getattr(found, "workspace_id", None) != at.workspace:
            return None
        project_id = getattr(found, "project_id", "")
        for seen in (own.pk, caller(at)):
            _remember(at.org, seen, project_id)
        around = _project_keys(at.org, at.workspace, project_id)
        work.prefetch(around)
        project = work.find(Project, around[0])
        return None if project is None or project.deleted_at else found

    return Target(name, cls, keys, find=find)


def in_path(at: Arrival) -> str:
    """The project of the path."""
    return at.path["project_id"]


def in_body(at: Arrival) -> str:
    """The project of the body."""
    found: str = at.body.project_id
    return found


def outline_key(at: Arrival, project_id: str) -> Key:
    """Where a project's sections are."""
    return Outline.key(org_id=at.org, project_id=project_id)


def workflow_key(at: Arrival, project_id: str) -> Key:
    """Where a project's workflow is."""
    return Workflow.key(org_id=at.org, project_id=project_id)


def headlines_key(at: Arrival, project_id: str) -> Key:
    """Where the newest status updates of a project are in short."""
    return Headlines.key(org_id=at.org, project_id=project_id)


def _field_set_key(at: Arrival, project_id: str) -> Key:
    return FieldSet.key(org_id=at.org, project_id=project_id)


def outline_of(work: Work, project: Project) -> Outline:
    """The sections of a project, in order."""
    return work.load(Outline, Outline.key(org_id=project.org_id, project_id=project.id))


def workflow_of(work: Work, project: Project) -> Workflow:
    """The workflow of a project."""
    return work.load(Workflow, Workflow.key(org_id=project.org_id, project_id=project.id))


def rights_keys(work: Work, places: Sequence[Shared]) -> list[Key]:
    """What tells the rights in projects, where they do not tell themselves: when they are those of then."""
    return [place.access.own_key for place in places] if work.then is not None else []


def rights_in(work: Work, place: Shared) -> ProjectAccess | None:
    """The access facts of a project or a portfolio. Also who looks back has only today's rights."""
    return place.access if work.then is None else work.find(ProjectAccess, place.access.own_key)


def project_of_section(work: Work, section: Section) -> Project:
    """The project that a section is in; `section_of_path` has read it."""
    return work.load(Project, _project_keys(section.org_id, section.workspace_id, section.project_id)[0])


def _project_keys(org_id: str | None, workspace_id: str | None, project_id: str) -> list[Key]:
    place = {"org_id": org_id, "workspace_id": workspace_id}
    return [Project.key(**place, id=project_id), ProjectAccess.key(**place, project_id=project_id)]


def _status_update_key(at: Arrival) -> Key:
    return StatusUpdate.key(org_id=at.org, project_id=in_path(at), id=at.path["status_update_id"])


MAX_SEEN = 10_000
_seen: dict[tuple[str | None, str], str] = {}
"""In which project each thing is that this process has seen, which never changes: so they are read together."""


def _remember(org: str | None, name: str, project_id: str) -> None:
    if len(_seen) >= MAX_SEEN:
        _seen.clear()
    _seen[org, name] = project_id


def _section_keys(at: Arrival) -> list[Key]:
    named = at.path["section_id"]
    project_id = _seen.get((at.org, named))
    beside = [] if project_id is None else _around_section(at, project_id)
    return [Section.key(org_id=at.org, id=named), *beside]


def _around_section(at: Arrival, project_id: str) -> list[Key]:
    """The project of a section, with all that a change needs of it."""
    place = _project_keys(at.org, at.workspace, project_id)
    return [*place, outline_key(at, project_id), workflow_key(at, project_id)]


def _section_of_path(work: Work, at: Arrival) -> Section | None:
    """The section of the path; where this process never saw it, its project takes one more call."""
    section = work.find(Section, _section_keys(at)[0])
    if section is None:
        return None
    _remember(at.org, section.id, section.project_id)
    around = _around_section(at, section.project_id)
    work.prefetch(around)
    project = work.find(Project, around[0])
    return None if project is None or project.deleted_at else section


project_of_path = project_target(in_path)
project_in_trash = project_target(in_path, trashed=True)
project_to_change = project_target(in_path, types_beside, more=owner_keys)
"""The project of the path, read together with the types of tasks and the membership of the owner in the body."""
project_with_sections = project_target(in_path, outline_key, workflow_key)
"""The project of the path, read together with its sections and workflow."""
project_of_body = project_target(in_body, outline_key, workflow_key)
"""The project of the body, read together with its sections and workflow."""
section_of_path = Target("section", Section, _section_keys, find=_section_of_path)
workflow_of_path = Target("workflow", Workflow, lambda at: [workflow_key(at, in_path(at))])
project_with_fields = project_target(in_path, outline_key, _field_set_key)
"""The project of the path, read together with its sections and the fields that it uses."""
project_with_headlines = project_target(in_path, headlines_key)
"""The project of the path, read together with its newest status updates in short."""
status_update_of_path = Target("update", StatusUpdate, lambda at: [_status_update_key(at)])
status_update_in_trash = Target("update", StatusUpdate, lambda at: [_status_update_key(at)], trashed=True)
