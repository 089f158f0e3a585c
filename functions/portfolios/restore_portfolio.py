"""The route restorePortfolio."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.portfolios.events import PORTFOLIO_RESTORED
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioView
from onetick.portfolios.targets import portfolio_in_trash
from onetick.portfolios.trash import restore_portfolio


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/restore",
    can="portfolio:delete",
    endpoint="C",
    on=portfolio_in_trash,
    emits=[PORTFOLIO_RESTORED],
    problems=[Conflict, Gone],
)
def handler(work: Work, portfolio: Portfolio) -> PortfolioView:
    """Restore a portfolio.

    It comes back from the trash as it was.
    """
    return PortfolioView.of(restore_portfolio(work, portfolio))
