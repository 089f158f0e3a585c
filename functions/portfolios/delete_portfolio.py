"""The route deletePortfolio."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.portfolios.events import PORTFOLIO_DELETED
from onetick.portfolios.model import Portfolio
from onetick.portfolios.targets import portfolio_of_path
from onetick.portfolios.trash import delete_portfolio


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}",
    can="portfolio:delete",
    endpoint="C",
    on=portfolio_of_path,
    emits=[PORTFOLIO_DELETED],
    problems=[Gone],
    status=204,
)
def handler(work: Work, portfolio: Portfolio) -> None:
    """Delete a portfolio.

    It goes to the trash, from where it can be restored for 30 days. The projects that it holds stay as they are.
    """
    delete_portfolio(work, portfolio)
