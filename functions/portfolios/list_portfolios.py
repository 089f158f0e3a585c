"""The route listPortfolios."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.portfolios.list_portfolios import list_portfolios
from onetick.portfolios.schemas import PortfolioFilter, PortfolioView


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/portfolios",
    can="portfolio:view",
    endpoint="B",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, query: PortfolioFilter, paging: Paging) -> Page[PortfolioView]:
    """List portfolios.

    Those that you see, oldest first. A page may be short before the last.
    """
    page = list_portfolios(work, query, paging)
    return Page([PortfolioView.of(found) for found in page.data], page.next_cursor)
