"""Carry changed definitions of custom fields into projects."""

from onetick.fields.copy_field import copy_field
from onetick.fields.events import DEFINITION_CHANGES, FIELD_COPIED
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work


@on_event(
    "field-definitions",
    [*DEFINITION_CHANGES],
    emits=[FIELD_COPIED],
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Let every project that uses a custom field go by its definition of now."""
    copy_field(handler, occurrence)
