"""Put a portfolio into the trash, and take it out. The projects in it stay where they are."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work
from onetick.projects.saving import save

from .events import PORTFOLIO_DELETED, PORTFOLIO_RESTORED
from .model import Portfolio


def delete_portfolio(work: Work, portfolio: Portfolio) -> None:
    """Put a portfolio into the trash."""
    gone = replace(portfolio, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), updated_at=work.now)
    work.emit(PORTFOLIO_DELETED, save(work, gone, before=portfolio), before=portfolio)


def restore_portfolio(work: Work, portfolio: Portfolio) -> Portfolio:
    """The portfolio as it was. Raises Conflict when it is not in the trash, Gone after 30 days."""
    require_in_trash("portfolio", portfolio.purge_at, work.now)
    back = replace(portfolio, deleted_at=None, deleted_by=None, updated_at=work.now)
    stored = save(work, back, before=portfolio)
    work.emit(PORTFOLIO_RESTORED, stored, before=portfolio)
    return stored
