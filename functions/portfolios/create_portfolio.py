"""The route createPortfolio."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.portfolios.create_portfolio import create_portfolio
from onetick.portfolios.events import OF_PORTFOLIOS, PORTFOLIO_CREATED
from onetick.portfolios.schemas import NewPortfolio, PortfolioView
from onetick.portfolios.targets import owner_of_body


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/portfolios",
    can="portfolio:create",
    endpoint="C",
    on=owner_of_body,
    emits=[PORTFOLIO_CREATED, OF_PORTFOLIOS.member_added],
    problems=[Conflict, QuotaExceeded, Unprocessable],
    status=201,
)
def handler(work: Work, body: NewPortfolio) -> PortfolioView:
    """Create a portfolio.

    It holds projects side by side, in an order of your own, and shows how each of them stands. Every member of
    the workspace sees it, or only those with a role in it; in either case they see there only the projects that
    they see elsewhere. You become its admin. You can have a role of your own in at most 500 projects and
    portfolios of a workspace.
    """
    return PortfolioView.of(create_portfolio(work, body))
