"""Put a custom field into the trash, and take it out."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .events import FIELD_DELETED, FIELD_RESTORED
from .model import CustomField


def delete_custom_field(work: Work, field: CustomField) -> None:
    """Put a field into the trash: no project shows it. What tasks have of it stays, for when it is restored."""
    gone = work.save(
        replace(field, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), updated_at=work.now)
    )
    work.emit(FIELD_DELETED, gone, before=field)


def restore_custom_field(work: Work, field: CustomField) -> CustomField:
    """The field as it was, in every project that used it.

    Raises Conflict unless it is in the trash, Gone after 30 days.
    """
    require_in_trash("field", field.purge_at, work.now)
    stored = work.save(replace(field, deleted_at=None, deleted_by=None, updated_at=work.now))
    work.emit(FIELD_RESTORED, stored, before=field)
    return stored
