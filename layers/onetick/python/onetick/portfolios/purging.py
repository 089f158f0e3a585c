"""What a portfolio leaves: what it holds, its members, and what was reported of it. The projects in it stay."""

from onetick.kernel.purging import Bin, Place, leaves
from onetick.projects.purging import STATUS_UPDATES
from onetick.tenancy.model import Workspace

from .events import OF_PORTFOLIOS, PORTFOLIO_DELETED, PORTFOLIO_RESTORED
from .model import Portfolio

PORTFOLIOS = Bin("portfolio", Portfolio, deleted=[PORTFOLIO_DELETED], restored=[PORTFOLIO_RESTORED])
STATUS_UPDATES.also(deleted=[OF_PORTFOLIOS.status_deleted], restored=[OF_PORTFOLIOS.status_restored])


def _places(portfolio: Portfolio) -> list[Place]:
    # Members and status updates lie where those of a project do.
    shared = f"{portfolio.org_id}#prj#{portfolio.id}"
    access = Place(f"{portfolio.org_id}#wsp#{portfolio.workspace_id}", prefix=f"access#{portfolio.id}", exact=True)
    return [Place(f"{portfolio.org_id}#pfl#{portfolio.id}"), Place(shared), Place(f"{shared}#status"), access]


leaves(Portfolio, places=_places)
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#portfolios")])
