"""List saved views, and the tasks that one shows."""

from collections.abc import Iterator

from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work
from onetick.tasks.fitting import Row
from onetick.tasks.list_tasks import list_tasks

from .filters import task_filter
from .model import SHARED, SavedView
from .schemas import ViewFilter
from .shelves import shelf_named


def list_views(work: Work, wanted: ViewFilter, paging: Paging) -> Page[SavedView]:
    """One page of the views that were asked for: those that are shared, in their order, then one's own.

    Raises NotFound for a project that the caller does not see.
    """
    if wanted.project_id is not None and not _sees(work, wanted.project_id):
        raise NotFound()
    views = {view.id: view for view in _views(work, wanted)}
    page = paging.slice(list(views))
    return Page([views[id] for id in page.data], page.next_cursor)


def list_results(work: Work, view: SavedView, paging: Paging) -> Page[Row]:
    """One page of the tasks that a view shows the caller. Raises CursorMismatch when it was changed meanwhile."""
    return list_tasks(work, task_filter(view, work.now), paging.marked(str(view.version)))


def _views(work: Work, wanted: ViewFilter) -> Iterator[SavedView]:
    names = [wanted.project_id or SHARED] if wanted.scope in ("shared", "any") else []
    names += [work.principal.id] if wanted.scope in ("personal", "any") else []
    for view in (view for name in names for view in shelf_named(work, name).views):
        trashed = view.purge_at is not None and view.purge_at > work.now
        shown = trashed if wanted.trashed else view.deleted_at is None
        if shown and view.project_id == wanted.project_id and wanted.type in (None, view.type):
            yield view


def _sees(work: Work, project_id: str) -> bool:
    key = ProjectAccess.key(org_id=work.org_id, workspace_id=work.workspace_id, project_id=project_id)
    access = work.find(ProjectAccess, key)
    return access is not None and not access.deleted and scope(work.standing).sees(project_id, access)
