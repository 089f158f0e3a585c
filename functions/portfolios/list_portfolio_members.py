"""The route listPortfolioMembers."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.portfolios.model import Portfolio
from onetick.portfolios.targets import portfolio_of_path
from onetick.projects.members import list_members
from onetick.projects.schemas import ProjectMemberView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/members",
    can="portfolio:view",
    endpoint="B",
    on=portfolio_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, portfolio: Portfolio, paging: Paging) -> Page[ProjectMemberView]:
    """List the members of a portfolio.

    People, service accounts and teams with a role of their own in it. Members of the workspace who only reach it
    because it is public are not among them.
    """
    page = list_members(work, portfolio, paging)
    return Page([ProjectMemberView.of(found) for found in page.data], page.next_cursor)
