"""The route updatePortfolioUpdate."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.portfolios.events import OF_PORTFOLIOS
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioUpdateView
from onetick.portfolios.targets import portfolio_with_headlines, update_of_path
from onetick.projects.model import StatusUpdate
from onetick.projects.schemas import StatusUpdateChanges
from onetick.projects.update_status_update import update_status_update


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/status-updates/{portfolio_update_id}",
    can="portfolio:edit",
    endpoint="C",
    on=[update_of_path, portfolio_with_headlines],
    emits=[OF_PORTFOLIOS.status_edited],
    problems=[Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, update: StatusUpdate, portfolio: Portfolio, body: StatusUpdateChanges) -> PortfolioUpdateView:
    """Change a status update of a portfolio.

    The health of the latest one is shown on the portfolio; each one says when it was edited.
    """
    return PortfolioUpdateView.of(update_status_update(work, OF_PORTFOLIOS, update, portfolio, body))
