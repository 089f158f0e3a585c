"""The route putWorkflow."""

from typing import Literal

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.jobs.events import JOB_QUEUED, path_of
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.projects.events import SECTION_UPDATED, WORKFLOW_UPDATED
from onetick.projects.model import Project, Workflow
from onetick.projects.put_workflow import Changed, put_workflow
from onetick.projects.targets import project_with_fields, workflow_of_path
from onetick.projects.workflow_schemas import CountView, PlanStepView, WorkflowBody, WorkflowChangeView, WorkflowView
from onetick.tasks.remap_statuses import count_by_status


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/workflow",
    can="workflow:manage",
    endpoint="C",
    on=[workflow_of_path, project_with_fields],
    emits=[WORKFLOW_UPDATED, SECTION_UPDATED, JOB_QUEUED],
    problems=[Conflict, Gone, Unprocessable],
    grants=[grants.query(TableName.TENANT, Index.GSI2)],
    needs_if_match=True,
    also=(202,),
)
def handler(work: Work, workflow: Workflow, project: Project, body: WorkflowBody) -> Reply[WorkflowChangeView]:
    """Change the workflow of a project.

    Takes the whole workflow. Statuses can be added, renamed and put into another order, and the
    transitions changed. A status can go when `remap` says which one its tasks get: sections follow at
    once, and a job takes the tasks along, with the answer 202. A status can change its category when
    `recategorize` names it: the same job finishes or reopens its tasks, and what follows from them. `plan` says
    what happens to the tasks of each status, with `dry_run=true` also to how many, of the oldest 500. At most
    50 statuses; one must be completed and one open.

    `rules` say what a task must fulfil to take a transition: which fields must have a value, and who may
    take it. They hold on every way to the status: an edit, the board, a bulk, an import, an undo. A
    task that is made in a status that is not the first one, or finds a new home here, must fulfil what all
    ways into it ask. Needs `If-Match`.
    """
    changed = put_workflow(work, workflow, project, body)
    job = changed.job
    shown = WorkflowChangeView.model_construct(
        **dict(WorkflowView.of(changed.workflow)), plan=_shown(work, changed), job_id=job.id if job else None
    )
    if job is None:
        return Reply(shown)
    return Reply(shown, status=202, headers={"Location": path_of(job.workspace_id, job.id)})


def _shown(work: Work, changed: Changed) -> tuple[PlanStepView, ...]:
    """The plan, in a preview with how many tasks it is about."""
    if not changed.plan or not work.previews:
        return tuple(PlanStepView.of(step.before, step.after, None) for step in changed.plan)
    counts, whole = count_by_status(work, changed.workflow.project_id)
    relation: Literal["eq", "gte"] = "eq" if whole else "gte"
    return tuple(
        PlanStepView.of(step.before, step.after, CountView(value=counts[step.before.id], relation=relation))
        for step in changed.plan
    )
