"""The consumer that works out values anew when the fields of a project change."""

from onetick.fields.events import (
    FIELD_ATTACHED,
    FIELD_COPIED,
    FIELD_DETACHED,
    FIELD_USE_CHANGED,
    FIELDS_RECOMPUTED,
    FIELDS_SORTED,
)
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CUSTOM_FIELD_CHANGED, TASK_ROLLED_UP
from onetick.tasks.recompute import recompute


@on_event(
    "computed-fields",
    [FIELD_ATTACHED, FIELD_USE_CHANGED, FIELD_DETACHED, FIELD_COPIED, FIELDS_RECOMPUTED],
    emits=[TASK_CUSTOM_FIELD_CHANGED, TASK_ROLLED_UP, FIELDS_SORTED, FIELDS_RECOMPUTED],
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI2),
        grants.remove(TableName.TENANT),
    ],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Work out formulas, rollups and orders by fields anew in all tasks of a project whose fields changed."""
    recompute(handler, work, occurrence)
