"""The route restorePortfolioUpdate."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.portfolios.events import OF_PORTFOLIOS
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioUpdateView
from onetick.portfolios.targets import portfolio_with_headlines, update_in_trash
from onetick.projects.model import StatusUpdate
from onetick.projects.restore_status_update import restore_status_update


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/status-updates/{portfolio_update_id}/restore",
    can="portfolio:edit",
    endpoint="C",
    on=[update_in_trash, portfolio_with_headlines],
    emits=[OF_PORTFOLIOS.status_restored],
    problems=[Conflict, Gone],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, update: StatusUpdate, portfolio: Portfolio) -> PortfolioUpdateView:
    """Restore a status update of a portfolio.

    It comes back from the trash as it was.
    """
    return PortfolioUpdateView.of(restore_status_update(work, OF_PORTFOLIOS, update, portfolio))
