"""The route movePortfolioProject."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.portfolios.events import PORTFOLIO_PROJECT_MOVED
from onetick.portfolios.filling import move_project
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioView, ProjectPlace
from onetick.portfolios.targets import portfolio_with_contents


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/projects/{project_id}/move",
    can="portfolio:edit",
    endpoint="C",
    on=portfolio_with_contents,
    emits=[PORTFOLIO_PROJECT_MOVED],
    problems=[Gone, Unprocessable],
)
def handler(work: Work, portfolio: Portfolio, project_id: str, body: ProjectPlace) -> PortfolioView:
    """Move a project of a portfolio.

    Puts it directly before or behind another one of the same portfolio.
    """
    return PortfolioView.of(move_project(work, portfolio, project_id, body))
