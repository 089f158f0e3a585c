"""What can happen to a portfolio."""

from dataclasses import dataclass

from onetick.kernel.events import EventType
from onetick.projects.events import Told

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
OF_PORTFOLIOS = Told.of(Portfolio, PortfolioView.of, prefix="pfl")

UNDOING = (
    PORTFOLIO_UPDATED,
    PORTFOLIO_DELETED,
    PORTFOLIO_RESTORED,
    PORTFOLIO_PROJECTS_ADDED,
    PORTFOLIO_PROJECTS_REMOVED,
    PORTFOLIO_PROJECT_MOVED,
    OF_PORTFOLIOS.status_edited,
    OF_PORTFOLIOS.status_deleted,
    OF_PORTFOLIOS.status_restored,
)
"""What undoing a change of a portfolio may tell."""
