"""The route removePortfolioProject."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.portfolios.events import PORTFOLIO_PROJECTS_REMOVED
from onetick.portfolios.filling import remove_project
from onetick.portfolios.model import Portfolio
from onetick.portfolios.targets import portfolio_with_contents


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/projects/{project_id}",
    can="portfolio:edit",
    endpoint="C",
    on=portfolio_with_contents,
    emits=[PORTFOLIO_PROJECTS_REMOVED],
    problems=[Gone],
    status=204,
)
def handler(work: Work, portfolio: Portfolio, project_id: str) -> None:
    """Take a project out of a portfolio.

    The project itself stays as it is.
    """
    remove_project(work, portfolio, project_id)
