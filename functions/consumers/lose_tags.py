"""The consumer that looks after the tags and the type of restored tasks."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CUSTOM_FIELD_CHANGED, TASK_RESTORED, TASK_TAGGED, TASK_UNTAGGED, TASK_UPDATED
from onetick.tasks.lose_tags import lose_tags


@on_event(
    "restored-tags",
    [TASK_RESTORED],
    emits=[TASK_TAGGED, TASK_UNTAGGED, TASK_UPDATED, TASK_CUSTOM_FIELD_CHANGED],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Give a restored task its tags and its type as they are by now."""
    lose_tags(work, occurrence)
