"""The route createTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import ApprovalRequired, Conflict, Gone, QuotaExceeded, RequiredFieldMissing, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.create_task import create_task
from onetick.tasks.events import TASK_ASSIGNED, TASK_CREATED, TASK_MENTIONED
from onetick.tasks.schemas import NewTask, TaskView
from onetick.tasks.targets import all_of_body, aside, project_for_new_task


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks",
    can="task:create",
    endpoint="C",
    on=[project_for_new_task, aside("people", all_of_body)],
    emits=[TASK_CREATED, TASK_ASSIGNED, TASK_MENTIONED],
    problems=[ApprovalRequired, Conflict, Gone, QuotaExceeded, RequiredFieldMissing, Unprocessable],
    status=201,
    grants=[grants.require(TableName.TENANT)],
)
def handler(work: Work, project: Project, body: NewTask) -> TaskView:
    """Create a task.

    It gets the next number of its project, such as LAU-12, and goes to the end of its section. The
    section follows from the status and the status from the section. You and the assignees watch it.
    At most 20 assignees, all of whom must be able to see the project. With `parent_id` it is a subtask
    of a task that you may change, up to 20 levels deep.
    """
    return TaskView.of(create_task(work, project, body))
