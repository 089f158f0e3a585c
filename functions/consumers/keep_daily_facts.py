"""The consumer that keeps the daily sums that reports are made of."""

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.reports.keep_facts import keep_facts
from onetick.reports.keep_time import keep_time
from onetick.tasks.events import (
    TASK_ADDED_TO_PROJECT,
    TASK_CREATED,
    TASK_DELETED,
    TASK_REMOVED_FROM_PROJECT,
    TASK_RESTORED,
    TASK_STATUS_CHANGED,
)
from onetick.timekeeping.events import (
    TIME_ENTRY_CREATED,
    TIME_ENTRY_DELETED,
    TIME_ENTRY_RESTORED,
    TIME_ENTRY_UPDATED,
)


@on_event(
    "daily-facts",
    [
        TASK_CREATED,
        TASK_STATUS_CHANGED,
        TASK_DELETED,
        TASK_RESTORED,
        TASK_ADDED_TO_PROJECT,
        TASK_REMOVED_FROM_PROJECT,
        TIME_ENTRY_CREATED,
        TIME_ENTRY_UPDATED,
        TIME_ENTRY_DELETED,
        TIME_ENTRY_RESTORED,
    ],
    derives=True,
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Keep what happened in a project day by day: what was made, finished, how long it took, and what was logged."""
    if occurrence.name.startswith("time_entry."):
        keep_time(work, occurrence)
    else:
        keep_facts(work, occurrence)
