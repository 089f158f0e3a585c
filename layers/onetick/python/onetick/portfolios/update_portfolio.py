"""Change a portfolio."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.work import Work
from onetick.projects.owners import owner_named, require_order
from onetick.projects.saving import save

from .events import PORTFOLIO_UPDATED
from .model import Portfolio
from .schemas import PortfolioChanges

_SHARING = frozenset({"visibility", "member_access"})


def update_portfolio(work: Work, portfolio: Portfolio, changes: PortfolioChanges) -> Portfolio:
    """The portfolio with these changes.

    Raises Unprocessable for an owner or days that do not fit, Forbidden for an editor who would change
    who sees it.
    """
    held = replace(portfolio, owner_id=portfolio.owner)
    given = {name: value for name, value in changes.given.items() if getattr(held, name) != value}
    if not given:
        return portfolio
    if _SHARING & given.keys():
        authorize(work, "portfolio:manage_members", Subject.of(portfolio))
    if "owner_id" in given:
        given["owner_id"] = owner_named(work, given["owner_id"])
    after = replace(portfolio, **given, updated_at=work.now)
    require_order(after.start_on, after.due_on)
    stored = save(work, after, before=portfolio)
    work.emit(PORTFOLIO_UPDATED, stored, before=portfolio)
    return stored
