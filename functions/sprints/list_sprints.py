"""The route listSprints."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.sprints.list_sprints import list_sprints
from onetick.sprints.schemas import SprintFilter, SprintView
from onetick.tasks.seeing import project_keys
from onetick.tasks.targets import aside


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/sprints",
    can="project:view",
    endpoint="B",
    on=aside("projects", project_keys),
    grants=[grants.query(TableName.TENANT), grants.query(TableName.TENANT, Index.GSI1)],
)
def handler(work: Work, query: SprintFilter, paging: Paging) -> Page[SprintView]:
    """List sprints.

    Those of a project with `filter[project_id]`, otherwise of all projects that you see. The newest
    come first. `filter[trashed]=true` lists the trash of a project.
    """
    page = list_sprints(work, query, paging)
    return Page([SprintView.of(sprint) for sprint in page.data], page.next_cursor)
