"""The consumer that counts the tasks of each section."""

from onetick.kernel.consuming import Occurrence
from onetick.kernel.entry import on_event
from onetick.kernel.work import Work
from onetick.tasks.count_columns import count_columns
from onetick.tasks.events import (
    TASK_ADDED_TO_PROJECT,
    TASK_CREATED,
    TASK_DELETED,
    TASK_MOVED,
    TASK_REMOVED_FROM_PROJECT,
    TASK_RESTORED,
)


@on_event(
    "column-counts",
    [
        TASK_CREATED,
        TASK_MOVED,
        TASK_DELETED,
        TASK_RESTORED,
        TASK_ADDED_TO_PROJECT,
        TASK_REMOVED_FROM_PROJECT,
    ],
    derives=True,
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Keep the number of tasks in each section of a project."""
    count_columns(work, occurrence)
