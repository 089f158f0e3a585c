"""The route listCustomFields."""

from onetick.fields.list_custom_fields import list_custom_fields
from onetick.fields.schemas import FieldFilter, FieldView
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/custom-fields",
    can="field:view",
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: FieldFilter, paging: Paging) -> Page[FieldView]:
    """List custom fields.

    Those of the workspace, oldest first, and those of the projects that you can see. Archived ones are
    left out unless asked for, and those in the trash are listed on their own. A page may be short, even
    empty, and not be the last: go on while there is a cursor.

    """
    page = list_custom_fields(work, query, paging)
    return Page([FieldView.of(field) for field in page.data], page.next_cursor)
