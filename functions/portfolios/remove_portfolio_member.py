"""The route removePortfolioMember."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.portfolios.events import OF_PORTFOLIOS
from onetick.portfolios.model import Portfolio
from onetick.portfolios.targets import portfolio_with_member
from onetick.projects.remove_member import remove_member


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/members/{principal_id}",
    can="portfolio:manage_members",
    endpoint="C",
    on=portfolio_with_member,
    emits=[OF_PORTFOLIOS.member_removed],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, portfolio: Portfolio, principal_id: str) -> None:
    """Take a role in a portfolio away.

    What a team or the visibility of the portfolio gives them, they keep. The last admin stays unless an admin of the
    workspace decides otherwise. `If-Match` means the version of the portfolio.
    """
    remove_member(work, OF_PORTFOLIOS, portfolio, principal_id)
