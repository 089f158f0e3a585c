"""The route listScopeChanges."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.sprints.list_scope_changes import list_scope_changes
from onetick.sprints.model import Sprint
from onetick.sprints.schemas import ScopeChangeView
from onetick.sprints.targets import sprint_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/scope-changes",
    can="project:view",
    endpoint="B",
    on=sprint_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, sprint: Sprint, paging: Paging) -> Page[ScopeChangeView]:
    """List the scope changes of a sprint.

    Which tasks entered or left it after its start, and whose points or estimate changed: by whom, when,
    and from what to what. Latest first.
    """
    return list_scope_changes(work, sprint, paging)
