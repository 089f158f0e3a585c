"""The route listAttachments."""

from onetick.attachments.list_attachments import list_attachments
from onetick.attachments.model import THUMBNAILS
from onetick.attachments.opening import listed
from onetick.attachments.schemas import AttachmentOrder, ListedAttachmentView
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/attachments",
    can="attachment:view",
    endpoint="B",
    on=task_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT), grants.read_objects(THUMBNAILS)],
)
def handler(work: Work, task: Task, query: AttachmentOrder, paging: Paging) -> Page[ListedAttachmentView]:
    """List the attachments of a task.

    The oldest first, or the newest with `sort=-created_at`. `filter[trashed]=true` lists those that were
    deleted in the last 30 days. A page may be short before the last: go on while there is a cursor.
    """
    page = list_attachments(work, task, query, paging)
    return Page([listed(work, attachment) for attachment in page.data], page.next_cursor)
