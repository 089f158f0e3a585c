"""The route listTags."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tags.list_tags import list_tags
from onetick.tags.schemas import TagFilter, TagView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tags",
    can="task:view",
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: TagFilter, paging: Paging) -> Page[TagView]:
    """List tags.

    Those of the workspace, oldest first. Archived ones are left out unless asked for, and those in the
    trash are listed on their own. A page may be short, even empty, and not be the last: go on while there
    is a cursor.

    """
    page = list_tags(work, query, paging)
    return Page([TagView.of(tag) for tag in page.data], page.next_cursor)
