"""The route listViews."""

from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.views.list_views import list_views
from onetick.views.schemas import SavedViewView, ViewFilter
from onetick.views.targets import shelves_of_query


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/views",
    can="view:view",
    endpoint="B",
    on=shelves_of_query,
)
def handler(work: Work, query: ViewFilter, paging: Paging) -> Page[SavedViewView]:
    """List saved views.

    Those about the whole workspace, or with `filter[project_id]` about one project: first those that are
    shared, in their order, then your own.

    """
    page = list_views(work, query, paging)
    return Page([SavedViewView.of(view) for view in page.data], page.next_cursor)
