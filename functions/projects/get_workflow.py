"""The route getWorkflow."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.projects.model import Project, Workflow
from onetick.projects.targets import project_of_path, workflow_of_path
from onetick.projects.workflow_schemas import WorkflowView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/workflow",
    can="project:view",
    endpoint="A",
    on=[workflow_of_path, project_of_path],
    problems=[Gone],
)
def handler(workflow: Workflow, project: Project) -> WorkflowView:
    """Get the workflow of a project.

    The statuses of its tasks, in order, and which may follow which.
    """
    return WorkflowView.of(workflow)
