"""Put a custom field aside, and take it back."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import FIELD_ARCHIVED, FIELD_UNARCHIVED
from .model import CustomField


def archive_custom_field(work: Work, field: CustomField) -> CustomField:
    """The field, which tasks are given no values of any more; those they have stay. Nothing when it is so already."""
    if field.archived_at is not None:
        return field
    stored = work.save(replace(field, archived_at=work.now, updated_at=work.now))
    work.emit(FIELD_ARCHIVED, stored, before=field)
    return stored


def unarchive_custom_field(work: Work, field: CustomField) -> CustomField:
    """The field as it was, in every project that used it. Nothing when it is not archived."""
    if field.archived_at is None:
        return field
    stored = work.save(replace(field, archived_at=None, updated_at=work.now))
    work.emit(FIELD_UNARCHIVED, stored, before=field)
    return stored
