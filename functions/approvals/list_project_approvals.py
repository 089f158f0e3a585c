"""The route listProjectApprovals."""

from onetick.approvals.list_approvals import list_project_approvals
from onetick.approvals.schemas import ApprovalView
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import project_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/approvals",
    can="task:view",
    endpoint="B",
    on=project_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT, Index.GSI1)],
)
def handler(work: Work, project: Project, paging: Paging) -> Page[ApprovalView]:
    """List the approvals of a project.

    Newest first, whatever became of them: also those that wait for whoever has a role by their team.
    """
    page = list_project_approvals(work, project, paging)
    return Page([ApprovalView.of(one) for one in page.data], page.next_cursor)
