"""The route updatePortfolio."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.portfolios.events import PORTFOLIO_UPDATED
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioChanges, PortfolioView
from onetick.portfolios.targets import portfolio_with_owner
from onetick.portfolios.update_portfolio import update_portfolio


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}",
    can="portfolio:edit",
    endpoint="C",
    on=portfolio_with_owner,
    emits=[PORTFOLIO_UPDATED],
    problems=[Gone, Unprocessable],
)
def handler(work: Work, portfolio: Portfolio, body: PortfolioChanges) -> PortfolioView:
    """Change a portfolio.

    Who sees it, and what members of the workspace may do in it, only its admins change; it takes effect at once.
    """
    return PortfolioView.of(update_portfolio(work, portfolio, body))
