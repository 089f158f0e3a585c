"""The route bulkTasks."""

from onetick.approvals.events import APPROVAL_REQUESTED
from onetick.bulk.bulk_tasks import bulk_tasks
from onetick.bulk.schemas import Bulk, BulkView
from onetick.bulk.targets import items_of_body
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.jobs.events import JOB_QUEUED, path_of
from onetick.kernel.problems import QuotaExceeded, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import CHANGES, TASK_CREATED, TASK_DELETED, TASK_PARENT_CHANGED, TASK_RESTORED


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/bulk/tasks",
    can="task:view",
    endpoint="E",
    on=items_of_body,
    emits=[*CHANGES, APPROVAL_REQUESTED, JOB_QUEUED, TASK_CREATED, TASK_DELETED, TASK_PARENT_CHANGED, TASK_RESTORED],
    problems=[QuotaExceeded, Unprocessable],
    also=[202],
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, body: Bulk) -> Reply[BulkView]:
    """Change many tasks.

    At most 500 items: an operation is one item for each task that it names. They are done in the order
    in which they are sent, each by the rules and with the permissions of its own route, and with
    `task:bulk` in its project; a later one sees what an earlier one did. One that fails is told with its
    problem, and the others are done. Where others must agree to a `transition`, they are asked if it says
    `ask`: the task waits where it is, and its outcome is `asked`.

    Up to 50 are done while you wait, and answered one by one (200). More, or such as change very much,
    are answered with a job (202). With `atomic` all are done in one transaction or none is, which limits
    them: at most 96 writes. A changed task needs three or more, one for itself, one for each list that it
    is in (projects, assignees, tags, its sprint, its parent), and one for each event; so 32 tasks of one
    project can be edited, 24 created. More are refused, and nothing is done.
    """
    done = bulk_tasks(work, body)
    if done.job is None:
        return Reply(done)
    return Reply(done, status=202, headers={"Location": path_of(done.job.workspace_id, done.job.id)})
