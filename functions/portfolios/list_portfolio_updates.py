"""The route listPortfolioUpdates."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioUpdateView
from onetick.portfolios.targets import portfolio_of_path
from onetick.projects.reporting import list_status_updates
from onetick.projects.schemas import StatusUpdateFilter


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/status-updates",
    can="portfolio:view",
    endpoint="B",
    on=portfolio_of_path,
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, portfolio: Portfolio, query: StatusUpdateFilter, paging: Paging) -> Page[PortfolioUpdateView]:
    """List the status updates of a portfolio.

    How it stood, newest first. `filter[trashed]=true` lists the trash.
    """
    page = list_status_updates(work, portfolio, paging, trashed=query.trashed)
    return Page([PortfolioUpdateView.of(found) for found in page.data], page.next_cursor)
