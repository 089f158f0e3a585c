"""The route transitionTask."""

from onetick.approvals.ask_for_transition import ask_for_transition
from onetick.approvals.events import APPROVAL_REQUESTED
from onetick.comments.create_comment import write_comment
from onetick.comments.events import COMMENT_CREATED
from onetick.kernel import grants
from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, InvalidTransition, RequiredFieldMissing, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import CHANGES
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskView, Transition
from onetick.tasks.targets import task_with_people


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/transition",
    can="task:transition",
    endpoint="C",
    on=task_with_people,
    emits=[*CHANGES, COMMENT_CREATED, APPROVAL_REQUESTED],
    problems=[Conflict, Gone, InvalidTransition, RequiredFieldMissing, Unprocessable],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
    also=(202,),
)
def handler(work: Work, task: Task, body: Transition) -> Reply[TaskView]:
    """Take a task to another status.

    The workflow of the project says which may follow; otherwise the answer lists those that do. The
    task goes to the section of the status, where there is one. A comment is stored together with the
    change, or neither is.

    Where others must agree first, they are asked: the answer is 202, and the task stays where it is, with
    `approval` saying what it waits for. Only this and a `transition` of `bulkTasks` that says so ask; every
    other way to such a status is refused with `approval_required`.
    """
    changed = ask_for_transition(work, task, body.status, body.comment or "")
    if body.comment is not None:
        authorize(work, "comment:create", Subject.of(task))
        write_comment(work, changed, body.comment, pointer="/comment")
    waits = changed.status != body.status
    return Reply(TaskView.of(changed), status=202 if waits else None)
