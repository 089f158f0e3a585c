"""The route postPortfolioUpdate."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.portfolios.events import OF_PORTFOLIOS
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioUpdateView
from onetick.portfolios.targets import portfolio_with_headlines
from onetick.projects.post_status_update import post_status_update
from onetick.projects.schemas import NewStatusUpdate


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/status-updates",
    can="portfolio:edit",
    endpoint="C",
    on=portfolio_with_headlines,
    emits=[OF_PORTFOLIOS.status_posted],
    problems=[Gone],
    status=201,
)
def handler(work: Work, portfolio: Portfolio, body: NewStatusUpdate) -> PortfolioUpdateView:
    """Say how a portfolio stands.

    Its health is shown on the portfolio from then on.
    """
    return PortfolioUpdateView.of(post_status_update(work, OF_PORTFOLIOS, portfolio, body))
