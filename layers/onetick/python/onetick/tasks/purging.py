"""What a task leaves: its partition, and the rows of its summary wherever it was listed."""

from onetick.kernel.purging import Bin, Place, leaves

from .copies import copies
from .events import TASK_DELETED, TASK_RESTORED
from .family import TrashedSubtask
from .model import Task

TASKS = Bin(
    "task",
    Task,
    deleted=[TASK_DELETED],
    restored=[TASK_RESTORED],
    key=lambda at: Task.key(org_id=at.org_id, id=at.id),
)

leaves(Task, copies=copies, places=lambda task: [Place(f"{task.org_id}#tsk#{task.id}")])
# What went to the trash with a task can come back only with it.
leaves(TrashedSubtask, things=lambda row: [("task", Task.key(org_id=row.org_id, id=row.task_id))])
