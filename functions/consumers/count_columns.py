"""The consumer that counts the tasks of each section and category, and tells whom it concerns."""

from onetick.goals.events import CONTRIBUTION_CHANGED
from onetick.goals.report_work import contribution_keys, report_work
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tasks.count_columns import count_columns, counted_keys
from onetick.tasks.events import (
    TASK_ADDED_TO_PROJECT,
    TASK_CREATED,
    TASK_DELETED,
    TASK_MOVED,
    TASK_PROGRESS_CHANGED,
    TASK_REMOVED_FROM_PROJECT,
    TASK_RESTORED,
    TASK_STATUS_CHANGED,
)


@on_event(
    "column-counts",
    [
        TASK_CREATED,
        TASK_MOVED,
        TASK_STATUS_CHANGED,
        TASK_PROGRESS_CHANGED,
        TASK_DELETED,
        TASK_RESTORED,
        TASK_ADDED_TO_PROJECT,
        TASK_REMOVED_FROM_PROJECT,
    ],
    emits=[CONTRIBUTION_CHANGED],
    derives=True,
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Keep the number of tasks in each section and category of a project; tell when they count for goals."""
    work.prefetch([*counted_keys(occurrence), *contribution_keys(occurrence)])
    count_columns(work, occurrence)
    report_work(work, occurrence)
