"""The route getPortfolio."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioView
from onetick.portfolios.targets import portfolio_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}",
    can="portfolio:view",
    endpoint="A",
    on=portfolio_of_path,
    problems=[Gone],
)
def handler(portfolio: Portfolio) -> PortfolioView:
    """Get a portfolio.

    `GET …/projects` shows what it holds, `GET …/summary` what that comes to.
    """
    return PortfolioView.of(portfolio)
