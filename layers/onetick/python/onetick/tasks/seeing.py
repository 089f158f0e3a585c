"""Which of the things in a list the caller sees: by the projects that they are in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from onetick.fields.targets import field_set_key
from onetick.kernel.access import ProjectAccess, Subject, VisibleProjects, scope
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work

from .guesses import LISTED, recent_of, visited
from .model import Summary, Task
from .sorting import field_named
from .targets import access_key

Row = TypeVar("Row", bound=Task | Summary)


def seen(work: Work, visible: VisibleProjects, rows: Sequence[Row], *, project_id: str | None = None) -> list[Row]:
    """Those of the rows that are in a project which the caller sees, and which is neither deleted nor archived.

    Rows of one project are seen when that one is, archived or not.
    """
    projects = [one for row in rows for one in _projects(row, project_id)]
    shown = seen_projects(work, visible, projects, archived=project_id is not None)
    return [row for row in rows if not shown.isdisjoint(_projects(row, project_id))]


def seen_projects(work: Work, visible: VisibleProjects, projects: Sequence[str], *, archived: bool = True) -> set[str]:
    """Those of the projects that the caller sees, and that are not deleted; archived ones only where they count.

    They are remembered as where the caller was last, for `project_keys` of the next list.
    """
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    keys = {project: ProjectAccess.key(**place, project_id=project) for project in dict.fromkeys(projects)}
    work.prefetch(keys.values())
    for project in list(keys)[-LISTED:]:
        visited(work.org_id, work.principal.id, project)

    def sees(project: str) -> bool:
        access = work.find(ProjectAccess, keys[project])
        if access is None or access.deleted or (access.archived and not archived):
            return False
        return visible.sees(project, access)

    return {project for project in keys if sees(project)}


def project_keys(at: Arrival) -> Sequence[Key]:
    """The access facts of the project that a list is asked for, or of those the caller was in lately."""
    named = at.query.project_id
    if named and field_named(getattr(at.query, "sort", None)) is not None:
        return [access_key(at, named), field_set_key(at, named)]
    return [access_key(at, project) for project in ((named,) if named else recent_of(at.org, at.principal.id))]


def _projects(row: Task | Summary, project_id: str | None) -> Sequence[str]:
    return row.project_ids if project_id is None else (project_id,)


def is_live(work: Work, task: Task) -> bool:
    """Whether one of the projects of a task is not deleted."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    keys = [ProjectAccess.key(**place, project_id=project_id) for project_id in task.project_ids]
    return any(not access.deleted for access in work.find_many(ProjectAccess, keys))


def path_of(work: Work, ids: Sequence[str]) -> list[dict[str, str] | None]:
    """Tasks by their ids and keys, for a problem that names them; None for one that the caller does not see."""
    tasks = work.find_many(Task, [Task.key(org_id=work.org_id, id=one) for one in ids])
    names = {task.id: task.code for task in seen(work, scope(work.standing), tasks)}
    return [{"id": one, "key": names[one]} if one in names else None for one in ids]


def in_words(path: Sequence[dict[str, str] | None]) -> str:
    """A path for people."""
    return " → ".join(step["key"] if step else "a task that you do not see" for step in path)


def subject_in(task: Task, project_id: str) -> Subject:
    """A task as it lies in one of its projects, for what needs a right in that very project."""
    return replace(Subject.of(task), project_id=project_id, other_projects=())
