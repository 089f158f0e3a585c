"""The route createComment."""

from onetick.comments.create_comment import create_comment
from onetick.comments.events import COMMENT_CREATED
from onetick.comments.schemas import NewComment, SeenCommentView
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_MENTIONED
from onetick.tasks.model import Task
from onetick.tasks.targets import task_and_mentioned


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/comments",
    can="comment:create",
    endpoint="C",
    on=task_and_mentioned,
    emits=[COMMENT_CREATED, TASK_MENTIONED],
    problems=[Conflict, Gone, Unprocessable],
    status=201,
)
def handler(work: Work, task: Task, body: NewComment) -> SeenCommentView:
    """Comment on a task.

    In Markdown. Members who are mentioned and can see the task are told; other mentions are only text.
    """
    return SeenCommentView.seen(create_comment(work, task, body.body_md))
