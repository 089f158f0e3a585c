"""The route planSprint."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.jobs.events import JOB_QUEUED, path_of
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.sprints.model import Sprint
from onetick.sprints.planning import plan_sprint
from onetick.sprints.schemas import PlanErrorView, PlanView, SprintPlan
from onetick.sprints.targets import sprint_and_tasks
from onetick.tasks.events import TASK_UPDATED


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/tasks",
    can="task:edit",
    endpoint="E",
    on=sprint_and_tasks,
    emits=[TASK_UPDATED, JOB_QUEUED],
    problems=[Conflict, Gone],
    also=(202,),
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, sprint: Sprint, body: SprintPlan) -> Reply[PlanView]:
    """Plan many tasks for a sprint.

    Takes tasks out of the sprint, and puts others at its end in the order in which they are named: up to
    100 together, each for itself; `errors` says which could not be planned. Some ten are planned at
    once; where there are more the answer is 202, and a job plans the others.
    """
    plan = plan_sprint(work, sprint, body)
    view = PlanView(
        sprint_id=sprint.id,
        planned=plan.planned,
        errors=[PlanErrorView.model_validate(error) for error in plan.errors],
        job_id=plan.job.id if plan.job else None,
    )
    if plan.job is None:
        return Reply(view)
    return Reply(view, status=202, headers={"Location": path_of(plan.job.workspace_id, plan.job.id)})
