"""What people were told of a task."""

from onetick.kernel.purging import Place, events_of, leaves
from onetick.kernel.table import Index
from onetick.tasks.model import Task

from .model import Notification

leaves(Task, places=lambda task: [Place(f"{task.org_id}#tsk#{task.id}#notifications", index=Index.GSI1)])
leaves(Notification, places=lambda told: [events_of(told.org_id, told.id)])
