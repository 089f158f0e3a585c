"""What can happen to a saved view."""

from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import SavedView
from .schemas import SavedViewView


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The view that is behind it now; null at the end."""

    before_id: str | None


VIEW_CREATED = EventType("view.created", SavedView, SavedViewView.of)
VIEW_UPDATED = EventType("view.updated", SavedView, SavedViewView.of)
VIEW_MOVED = EventType("view.moved", SavedView, SavedViewView.of, context=Place)
VIEW_DELETED = EventType("view.deleted", SavedView, SavedViewView.of)
VIEW_RESTORED = EventType("view.restored", SavedView, SavedViewView.of)
