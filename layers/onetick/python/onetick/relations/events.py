"""What can happen to relations and their kinds."""

from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import Direction, Relations, RelationTypes
from .schemas import RelationsView, RelationTypesView


@dataclass(frozen=True, slots=True, kw_only=True)
class OfType:
    """Which kind it is."""

    type_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Which relation of the task it is, and how it reads."""

    type_id: str
    other_id: str
    direction: Direction
    words: str | None


RELATION_TYPE_CREATED = EventType("relation_type.created", RelationTypes, RelationTypesView.of, context=OfType)
RELATION_TYPE_UPDATED = EventType("relation_type.updated", RelationTypes, RelationTypesView.of, context=OfType)
RELATION_TYPE_DELETED = EventType("relation_type.deleted", RelationTypes, RelationTypesView.of, context=OfType)
RELATION_TYPE_RESTORED = EventType("relation_type.restored", RelationTypes, RelationTypesView.of, context=OfType)
RELATION_ADDED = EventType("relation.added", Relations, RelationsView.of, context=Related)
RELATION_REMOVED = EventType("relation.removed", Relations, RelationsView.of, context=Related)
