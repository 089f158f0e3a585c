"""The route deletePortfolioUpdate."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.portfolios.events import OF_PORTFOLIOS
from onetick.portfolios.model import Portfolio
from onetick.portfolios.targets import portfolio_with_headlines, update_of_path
from onetick.projects.delete_status_update import delete_status_update
from onetick.projects.model import StatusUpdate


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/status-updates/{portfolio_update_id}",
    can="portfolio:edit",
    endpoint="C",
    on=[update_of_path, portfolio_with_headlines],
    emits=[OF_PORTFOLIOS.status_deleted],
    problems=[Gone],
    status=204,
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, update: StatusUpdate, portfolio: Portfolio) -> None:
    """Delete a status update of a portfolio.

    It goes to the trash, from where it can be restored for 30 days. The portfolio shows the health that the latest
    of the others says.
    """
    delete_status_update(work, OF_PORTFOLIOS, update, portfolio)
