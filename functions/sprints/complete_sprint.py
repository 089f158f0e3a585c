"""The route completeSprint."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.jobs.events import JOB_QUEUED, path_of
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.sprints.complete_sprint import complete_sprint
from onetick.sprints.events import SPRINT_COMPLETED
from onetick.sprints.model import Sprint
from onetick.sprints.schemas import CompletedSprintView, SprintEnd, SprintView
from onetick.sprints.targets import sprint_to_complete
from onetick.tasks.events import TASK_UPDATED


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/complete",
    can="sprint:manage",
    endpoint="E",
    on=sprint_to_complete,
    emits=[SPRINT_COMPLETED, TASK_UPDATED, JOB_QUEUED],
    problems=[Conflict, Gone, Unprocessable],
    also=(202,),
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, sprint: Sprint, body: SprintEnd) -> Reply[CompletedSprintView]:
    """Complete a sprint.

    What is still open goes to the backlog, to the next planned sprint or to another one, in its order. Some
    ten tasks go at once; where there are more the answer is 202, and a job takes the others along.
    """
    completed = complete_sprint(work, sprint, body)
    job = completed.job
    view = CompletedSprintView.model_construct(
        **dict(SprintView.of(completed.sprint)), carried=completed.carried, job_id=job.id if job else None
    )
    if job is None:
        return Reply(view)
    return Reply(view, status=202, headers={"Location": path_of(job.workspace_id, job.id)})
