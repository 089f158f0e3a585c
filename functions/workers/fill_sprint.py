"""The worker that plans many tasks for a sprint."""

from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work
from onetick.sprints.planning import PLAN_SPRINT, Planned, PlanSprint, continue_plan
from onetick.tasks.events import TASK_UPDATED


@on_job(PLAN_SPRINT, emits=[TASK_UPDATED], grants=[grants.remove(TableName.TENANT)])
def handler(work: Work, step: Step[PlanSprint, Planned]) -> Progress[Planned]:
    """Take tasks out of a sprint, and put others into it."""
    return continue_plan(work, step)
