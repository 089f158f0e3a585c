"""The route getTaskDrawer."""

from onetick.attachments.model import THUMBNAILS
from onetick.comments.targets import task_and_own_reactions
from onetick.drawer.get_drawer import get_drawer
from onetick.drawer.schemas import DrawerView
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.model import Task


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/drawer",
    can="task:view",
    endpoint="B",
    on=task_and_own_reactions,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT), grants.read_objects(THUMBNAILS)],
)
def handler(work: Work, task: Task) -> DrawerView:
    """Get a task with what belongs to it.

    What one sees who opens a task: itself, its latest comments, attachments and activity, and its
    subtasks. What is behind is in `GET …/comments`, `…/attachments`, `…/subtasks` and `…/history`. As of a
    moment it is put together from these lists, which takes some calls more.
    """
    return get_drawer(work, task)
