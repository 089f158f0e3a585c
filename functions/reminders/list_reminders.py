"""The route listReminders."""

from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.reminders.list_reminders import list_reminders
from onetick.reminders.schemas import RemindedTaskView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/reminders",
    can=Self("It lists only the caller's own reminders, on tasks that they see."),
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, paging: Paging) -> Page[RemindedTaskView]:
    """List the tasks that you have reminders on.

    Those that have come already are in it until you take them away. Tasks in the trash, and those that you do not
    see any more, are left out, so that a page may be short.
    """
    return list_reminders(work, paging)
