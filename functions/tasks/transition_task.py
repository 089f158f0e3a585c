"""The route transitionTask."""

from onetick.comments.create_comment import write_comment
from onetick.comments.events import COMMENT_CREATED
from onetick.kernel import grants
from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, InvalidTransition, RequiredFieldMissing, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import CHANGES
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskView, Transition
from onetick.tasks.targets import task_with_people
from onetick.tasks.transition_task import transition_task


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/transition",
    can="task:transition",
    endpoint="C",
    on=task_with_people,
    emits=[*CHANGES, COMMENT_CREATED],
    problems=[Conflict, Gone, InvalidTransition, RequiredFieldMissing, Unprocessable],
    grants=[grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, task: Task, body: Transition) -> TaskView:
    """Take a task to another status.

    The workflow of the project says which may follow; otherwise the answer lists those that do. The
    task goes to the section of the status, where there is one. A comment is stored together with the
    change, or neither is.
    """
    changed = transition_task(work, task, body.status)
    if body.comment is not None:
        authorize(work, "comment:create", Subject.of(task))
        write_comment(work, changed, body.comment, pointer="/comment")
    return TaskView.of(changed)
