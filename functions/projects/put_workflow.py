"""The route putWorkflow."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.events import WORKFLOW_UPDATED
from onetick.projects.model import Project, Workflow
from onetick.projects.put_workflow import put_workflow
from onetick.projects.schemas import WorkflowBody, WorkflowView
from onetick.projects.targets import project_of_path, workflow_of_path


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/workflow",
    can="workflow:manage",
    endpoint="C",
    on=[workflow_of_path, project_of_path],
    emits=[WORKFLOW_UPDATED],
    problems=[Conflict, Gone, Unprocessable],
    needs_if_match=True,
)
def handler(work: Work, workflow: Workflow, project: Project, body: WorkflowBody) -> WorkflowView:
    """Change the workflow of a project.

    Takes the whole workflow. Statuses can be added, renamed and put into another order, and the
    transitions changed. A status can neither go nor change its category, since tasks may have it.
    At most 50 statuses; one must be completed and one open. Needs `If-Match`.
    """
    return WorkflowView.of(put_workflow(work, workflow, project, body))
