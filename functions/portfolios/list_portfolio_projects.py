"""The route listPortfolioProjects."""

from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.portfolios.looking import PAGE, list_rows
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioProjectView
from onetick.portfolios.targets import portfolio_with_contents


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/projects",
    can="portfolio:view",
    endpoint="B",
    on=portfolio_with_contents,
    problems=[Gone],
    max_limit=PAGE,
)
def handler(work: Work, portfolio: Portfolio, paging: Paging) -> Page[PortfolioProjectView]:
    """List the projects of a portfolio.

    Those that you see, in the order of the portfolio, with how each of them stands; at most 20 on a page. What is
    in the trash is not shown until it is restored, so a page may be short before the last.
    """
    page = list_rows(work, portfolio, paging)
    return Page([PortfolioProjectView.of(row.project, row.done) for row in page.data], page.next_cursor)
