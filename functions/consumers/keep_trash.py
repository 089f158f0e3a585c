"""The consumer that remembers what is in the trash."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.trash.bins import MOVES
from onetick.trash.keeping import keep_trash


@on_event(
    "trash",
    MOVES,
    derives=True,
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[grants.remove(TableName.TENANT), grants.store(TableName.GLOBAL)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Keep the rows of the trash, and enter in the timetable when each is purged."""
    keep_trash(work, occurrence)
