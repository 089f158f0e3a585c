"""The consumer that empties what purged things lead to."""

from onetick.attachments.purging import FOLDERS
from onetick.goals.events import CHANGES as GOAL_CHANGES
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.planning.events import TASK_DEPENDENCY_REMOVED, TASK_UNBLOCKED
from onetick.tasks.events import CHANGES as TASK_CHANGES
from onetick.tasks.events import TASK_HOME_MOVED, TASK_REMOVED_FROM_PROJECT
from onetick.templates.model import FILES
from onetick.trash.bins import PURGED
from onetick.trash.events import PURGE_CONTINUED, PURGE_FINISHED
from onetick.trash.walking import walk


@on_event(
    "purges",
    [*PURGED, PURGE_CONTINUED],
    emits=[
        *PURGED,
        PURGE_CONTINUED,
        PURGE_FINISHED,
        TASK_DEPENDENCY_REMOVED,
        TASK_UNBLOCKED,
        TASK_HOME_MOVED,
        TASK_REMOVED_FROM_PROJECT,
        *TASK_CHANGES,
        *GOAL_CHANGES,
    ],
    derives=True,
    timeout=300,
    batch_size=1,
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI1),
        grants.query(TableName.TENANT, Index.GSI2),
        grants.remove(TableName.TENANT),
        *(grants.read_objects(folder) for folder in (*FOLDERS, FILES)),
        *(grants.erase_objects(folder) for folder in (*FOLDERS, FILES)),
    ],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Erase everything that a purged thing leads to."""
    walk(handler, work, occurrence)
