"""The route addPortfolioProjects."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.portfolios.events import PORTFOLIO_PROJECTS_ADDED
from onetick.portfolios.filling import add_projects
from onetick.portfolios.model import Portfolio
from onetick.portfolios.schemas import PortfolioView, ProjectsToAdd
from onetick.portfolios.targets import portfolio_with_named


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/projects",
    can="portfolio:edit",
    endpoint="C",
    on=portfolio_with_named,
    emits=[PORTFOLIO_PROJECTS_ADDED],
    problems=[Gone, QuotaExceeded, Unprocessable],
)
def handler(work: Work, portfolio: Portfolio, body: ProjectsToAdd) -> PortfolioView:
    """Add projects to a portfolio.

    Up to 50 that you see, in this order; those that are in it already stay where they are. A portfolio holds at most
    500, and a project can be in any number of portfolios. Nobody comes to see a project by that.
    """
    return PortfolioView.of(add_projects(work, portfolio, body))
