"""The consumer that lets subtasks go to the trash and come back with their parents."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tasks.events import TASK_CREATED, TASK_DELETED, TASK_PARENT_CHANGED, TASK_RESTORED
from onetick.tasks.trash_subtasks import follow_parent, restore_subtasks, trash_subtasks


@on_event(
    "subtask-trash",
    [TASK_CREATED, TASK_PARENT_CHANGED, TASK_DELETED, TASK_RESTORED],
    emits=[TASK_DELETED, TASK_RESTORED],
    timeout=300,
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Take subtasks along into the trash, and out of it."""
    if occurrence.name == TASK_DELETED.name:
        trash_subtasks(handler, work, occurrence)
        return
    follow_parent(work, occurrence)
    if occurrence.name == TASK_RESTORED.name:
        restore_subtasks(handler, work, occurrence)
