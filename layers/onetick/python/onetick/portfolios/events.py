"""What can happen to a portfolio."""

from dataclasses import dataclass

from onetick.kernel.events import EventType
from onetick.projects.events import FormerMembership, Membership, Report, RoleChange, Told

from .model import Portfolio
from .schemas import PortfolioView


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The portfolio that a new one was made after."""

    copied_from: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Which projects came in, and which one is behind them now; null at the end."""

    project_ids: tuple[str, ...]
    before_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Which projects it holds no more."""

    project_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Which project was put elsewhere, and which one is behind it now; null at the end."""

    project_id: str
    before_id: str | None


PORTFOLIO_CREATED = EventType("portfolio.created", Portfolio, PortfolioView.of, context=Origin)
PORTFOLIO_UPDATED = EventType("portfolio.updated", Portfolio, PortfolioView.of)
PORTFOLIO_DELETED = EventType("portfolio.deleted", Portfolio, PortfolioView.of)
PORTFOLIO_RESTORED = EventType("portfolio.restored", Portfolio, PortfolioView.of)
PORTFOLIO_PROJECTS_ADDED = EventType("portfolio.projects_added", Portfolio, PortfolioView.of, context=Added)
PORTFOLIO_PROJECTS_REMOVED = EventType("portfolio.projects_removed", Portfolio, PortfolioView.of, context=Removed)
PORTFOLIO_PROJECT_MOVED = EventType("portfolio.project_moved", Portfolio, PortfolioView.of, context=Moved)
PORTFOLIO_MEMBER_ADDED = EventType("portfolio.member_added", Portfolio, PortfolioView.of, context=Membership)
PORTFOLIO_MEMBER_REMOVED = EventType("portfolio.member_removed", Portfolio, PortfolioView.of, context=FormerMembership)
PORTFOLIO_MEMBER_ROLE_CHANGED = EventType(
    "portfolio.member_role_changed", Portfolio, PortfolioView.of, context=RoleChange
)
PORTFOLIO_STATUS_POSTED = EventType("portfolio.status_posted", Portfolio, PortfolioView.of, context=Report)
PORTFOLIO_STATUS_EDITED = EventType("portfolio.status_edited", Portfolio, PortfolioView.of, context=Report)
PORTFOLIO_STATUS_DELETED = EventType("portfolio.status_deleted", Portfolio, PortfolioView.of, context=Report)
PORTFOLIO_STATUS_RESTORED = EventType("portfolio.status_restored", Portfolio, PortfolioView.of, context=Report)

OF_PORTFOLIOS = Told(
    cls=Portfolio,
    prefix="pfl",
    member_added=PORTFOLIO_MEMBER_ADDED,
    member_removed=PORTFOLIO_MEMBER_REMOVED,
    role_changed=PORTFOLIO_MEMBER_ROLE_CHANGED,
    status_posted=PORTFOLIO_STATUS_POSTED,
    status_edited=PORTFOLIO_STATUS_EDITED,
    status_deleted=PORTFOLIO_STATUS_DELETED,
    status_restored=PORTFOLIO_STATUS_RESTORED,
)

UNDOING = (
    PORTFOLIO_UPDATED,
    PORTFOLIO_DELETED,
    PORTFOLIO_RESTORED,
    PORTFOLIO_PROJECTS_ADDED,
    PORTFOLIO_PROJECTS_REMOVED,
    PORTFOLIO_PROJECT_MOVED,
    PORTFOLIO_STATUS_EDITED,
    PORTFOLIO_STATUS_DELETED,
    PORTFOLIO_STATUS_RESTORED,
)
"""What undoing a change of a portfolio may tell."""
