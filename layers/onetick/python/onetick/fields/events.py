"""What can happen to custom fields, and to the fields of a project."""

from dataclasses import dataclass
from typing import Any

from onetick.kernel.events import EventType

from .model import CustomField, FieldSet
from .schemas import FieldSetView, FieldView


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Which field, and how the project uses it; whether its tasks are then to be sorted by other fields."""

    field_id: str
    required: bool
    default: Any
    resorts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """Which field it was, and whether tasks were sorted by it."""

    field_id: str
    resorts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """Which field, and whether values of tasks may follow from it."""

    field_id: str
    matters: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """Behind which task it goes on; null: these were the last. `field_id` is the field it began with."""

    after: str | None
    field_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """How many tasks."""

    count: int


FIELD_CREATED = EventType("field.created", CustomField, FieldView.of)
FIELD_UPDATED = EventType("field.updated", CustomField, FieldView.of)
FIELD_ARCHIVED = EventType("field.archived", CustomField, FieldView.of)
FIELD_UNARCHIVED = EventType("field.unarchived", CustomField, FieldView.of)
FIELD_DELETED = EventType("field.deleted", CustomField, FieldView.of)
FIELD_RESTORED = EventType("field.restored", CustomField, FieldView.of)

FIELD_ATTACHED = EventType("field_set.attached", FieldSet, FieldSetView.of, context=Used)
FIELD_USE_CHANGED = EventType("field_set.updated", FieldSet, FieldSetView.of, context=Used)
FIELD_DETACHED = EventType("field_set.detached", FieldSet, FieldSetView.of, context=Unused)
FIELD_COPIED = EventType("field_set.refreshed", FieldSet, FieldSetView.of, context=Refreshed)
"""The project's tasks go by a field's definition as it is now."""

FIELDS_SORTED = EventType("field_set.sorted", FieldSet, FieldSetView.of, context=Sorted)
"""So many tasks were put into the order of their fields; nothing that anybody said of them is another."""

FIELDS_RECOMPUTED = EventType("field_set.recomputed", FieldSet, FieldSetView.of, context=Recomputed)
"""So many of the project's tasks have the values that follow from its fields as they are now."""

DEFINITION_CHANGES = (
    FIELD_UPDATED,
    FIELD_ARCHIVED,
    FIELD_UNARCHIVED,
    FIELD_DELETED,
    FIELD_RESTORED,
)
"""After which a definition is copied anew into the sets of the projects that use it."""
