"""The route putPortfolioMember."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.portfolios.events import OF_PORTFOLIOS
from onetick.portfolios.model import Portfolio
from onetick.portfolios.targets import portfolio_with_member
from onetick.projects.put_member import put_member
from onetick.projects.schemas import MemberRole, ProjectMemberView


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/members/{principal_id}",
    can="portfolio:manage_members",
    endpoint="C",
    on=portfolio_with_member,
    emits=[OF_PORTFOLIOS.member_added, OF_PORTFOLIOS.role_changed],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, portfolio: Portfolio, principal_id: str, body: MemberRole) -> ProjectMemberView:
    """Give a role in a portfolio.

    To a member of the workspace or a team, instead of the role they had. Editors decide what it holds and report how
    it stands, admins also who sees it; all others look. No role here opens a project. The last admin keeps the role
    unless an admin of the workspace decides otherwise. `If-Match` means the version of the portfolio.
    """
    return ProjectMemberView.of(put_member(work, OF_PORTFOLIOS, portfolio, principal_id, body.role))
