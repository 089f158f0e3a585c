"""List the portfolios that somebody sees."""

from functools import partial

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.projects.targets import rights_in, rights_keys

from .model import Portfolio
from .schemas import PortfolioFilter
from .store import PORTFOLIOS


def list_portfolios(work: Work, wanted: PortfolioFilter, paging: Paging) -> Page[Portfolio]:
    """One page of the portfolios that the caller sees, oldest first."""
    visible = scope(work.standing, "portfolio:view")
    owner = work.principal.id if wanted.owner_id == "me" else wanted.owner_id
    start = wanted.q.casefold()

    def keep(portfolio: Portfolio) -> bool:
        trashed = portfolio.purge_at is not None
        return (
            trashed == wanted.trashed
            and (portfolio.purge_at is None or portfolio.purge_at > work.now)
            and owner in (None, portfolio.owner)
            and portfolio.name.casefold().startswith(start)
            and visible.sees(portfolio.id, rights_in(work, portfolio))
        )

    asked = PORTFOLIOS.of(org_id=work.org_id, workspace_id=work.workspace_id)
    return work.page(asked, paging, keep=keep, ahead=partial(rights_keys, work))
