"""List who watches a task."""

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .model import Task
from .schemas import WatcherView


def list_watchers(work: Work, task: Task, paging: Paging) -> Page[WatcherView]:
    """One page of the watchers, by id."""
    page = paging.cut(task.watcher_ids)
    place = {"org_id": task.org_id, "workspace_id": task.workspace_id}
    keys = [WorkspaceGrants.key(**place, principal_id=one) for one in page.data]
    names: dict[str, str] = {grants.principal_id: grants.name for grants in work.find_many(WorkspaceGrants, keys)}
    return Page([WatcherView(user_id=one, name=names.get(one, "")) for one in page.data], page.next_cursor)
