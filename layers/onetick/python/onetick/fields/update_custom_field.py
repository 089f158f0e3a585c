"""Change the definition of a custom field."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import FIELD_UPDATED
from .expressions import with_expression
from .model import CustomField
from .rollups import with_rollup
from .schemas import FieldChanges
from .settings import checked, default_of


def update_custom_field(work: Work, field: CustomField, changes: FieldChanges) -> CustomField:
    """The field with the given settings. Values that tasks have already stay as they are.

    Raises Unprocessable for settings that do not fit the type and for an expression that cannot stand.
    """
    given = changes.given
    has_default, default = "default" in given, given.pop("default", None)
    after = checked(replace(field, **given))
    if field.type == "formula" and after.expression != field.expression:
        after = with_expression(work, after, after.expression)
    if field.type == "rollup" and (after.function, after.source) != (field.function, field.source):
        after = with_rollup(work, after)
    if has_default:
        after = replace(after, default=default_of(after, default))
    return change(work, field, after)


def change(work: Work, before: CustomField, after: CustomField) -> CustomField:
    """Store a changed definition; nothing when it is the same."""
    if after == before:
        return before
    stored = work.save(replace(after, updated_at=work.now))
    work.emit(FIELD_UPDATED, stored, before=before)
    return stored
