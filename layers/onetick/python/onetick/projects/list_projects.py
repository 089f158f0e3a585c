"""List the projects that somebody sees."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from onetick.kernel.access import WorkspaceGrants, scope
from onetick.kernel.ids import is_id
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Position
from onetick.kernel.work import Work

from .model import Project
from .schemas import ProjectFilter
from .store import PROJECTS
from .targets import rights_in, rights_keys

WINDOW = 100

Keep = Callable[[Project], bool]


def list_projects(work: Work, wanted: ProjectFilter, paging: Paging) -> Page[Project]:
    """One page of the projects that the caller sees, oldest first."""
    visible = scope(work.standing)
    if visible.nothing:
        return Page([])
    fits = fitting(wanted, work.now)

    def keep(project: Project) -> bool:
        return fits(project) and visible.sees(project.id, rights_in(work, project))

    grants: WorkspaceGrants | None = work.standing.workspace_grants
    if grants is not None and not visible.everything and grants.role != "member" and not grants.teams:
        return _shared(work, grants, paging, keep)
    asked = PROJECTS.of(org_id=work.org_id, workspace_id=work.workspace_id)
    return work.page(asked, paging, keep=keep, ahead=partial(rights_keys, work))


def fitting(wanted: ProjectFilter, now: datetime) -> Keep:
    """Whether a project is one of those that were asked for."""
    start = wanted.q.casefold()

    def fits(project: Project) -> bool:
        archived = "true" if project.archived_at is not None else "false"
        return (
            (project.purge_at is not None) == wanted.trashed
            and (project.purge_at is None or project.purge_at > now)
            and (wanted.trashed or wanted.archived in ("any", archived))
            and wanted.visibility in (None, project.visibility)
            and (project.name.casefold().startswith(start) or project.code.casefold().startswith(start))
        )

    return fits


def _shared(work: Work, grants: WorkspaceGrants, paging: Paging, keep: Keep) -> Page[Project]:
    """A page for somebody who sees only what they have a direct role in: a few of perhaps many, so read by id."""
    place = {"org_id": grants.org_id, "workspace_id": grants.workspace_id}
    behind = "" if paging.start is None else paging.start.sk
    ids = [id for id in sorted(grants.projects) if is_id("prj", id) and f"prj#{id}" > behind]
    window = ids[:WINDOW]
    keys = [Project.key(**place, id=id) for id in window]
    there = work.find_many(Project, keys)
    work.prefetch(rights_keys(work, there))
    found = [project for project in there if keep(project)]
    shown = found[: paging.limit]
    if len(found) > len(shown):
        last = shown[-1].id
    elif len(ids) > len(window):
        last = window[-1]
    else:
        return Page(shown)
    key = Project.key(**place, id=last)
    return Page(shown, paging.cursor(Position(key.pk, key.sk)))
