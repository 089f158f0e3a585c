"""The route getPortfolioSummary."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.portfolios.looking import summary_of
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioSummaryView, SummaryFilter
from onetick.portfolios.targets import portfolio_with_contents


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/summary",
    can="portfolio:view",
    endpoint="D",
    on=portfolio_with_contents,
    problems=[Gone, Unprocessable],
)
def handler(work: Work, portfolio: Portfolio, query: SummaryFilter) -> PortfolioSummaryView:
    """Get what a portfolio comes to.

    How many of its projects have which health, how much of their work is done, and how many are overdue: of all that
    you see. Of the others it says only how many there are. As of a moment it is for at most 100 projects: list more.
    """
    return summary_of(work, portfolio, query.today)
