"""The route duplicatePortfolio."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.portfolios.create_portfolio import duplicate_portfolio
from onetick.portfolios.events import OF_PORTFOLIOS, PORTFOLIO_CREATED
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioCopy, PortfolioView
from onetick.portfolios.targets import portfolio_with_contents


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/duplicate",
    can="portfolio:create",
    endpoint="C",
    on=portfolio_with_contents,
    emits=[PORTFOLIO_CREATED, OF_PORTFOLIOS.member_added],
    problems=[Conflict, Gone, QuotaExceeded],
    status=201,
)
def handler(work: Work, portfolio: Portfolio, body: PortfolioCopy) -> PortfolioView:
    """Duplicate a portfolio.

    The copy has its settings and, unless you leave them out, the same projects in the same order. You become its
    admin; members and status updates stay behind. You need to see the portfolio, and to be allowed to create one.
    """
    return PortfolioView.of(duplicate_portfolio(work, portfolio, body))
