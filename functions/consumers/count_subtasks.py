"""The consumer that counts subtasks."""

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tasks.count_subtasks import count_subtasks
from onetick.tasks.events import (
    TASK_CREATED,
    TASK_DELETED,
    TASK_PARENT_CHANGED,
    TASK_PROGRESS_CHANGED,
    TASK_RESTORED,
    TASK_STATUS_CHANGED,
    TASK_SUBTASKS_COMPLETED,
)


@on_event(
    "subtask-counts",
    [
        TASK_CREATED,
        TASK_STATUS_CHANGED,
        TASK_PARENT_CHANGED,
        TASK_PROGRESS_CHANGED,
        TASK_DELETED,
        TASK_RESTORED,
    ],
    emits=[TASK_PROGRESS_CHANGED, TASK_SUBTASKS_COMPLETED],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Keep the numbers of a task's subtasks, level by level."""
    count_subtasks(handler, occurrence)
