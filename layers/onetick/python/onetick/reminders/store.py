"""How reminders are read."""

from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

from .model import Reminders

OF_PERSON = Pattern(
    "The tasks that somebody has reminders on, oldest first",
    Reminders,
    pk="{org_id}#wsp#{workspace_id}#reminders#{user_id}",
    prefix="task#",
)
OF_TASK = Pattern("Everybody's reminders on a task", Reminders, pk="{org_id}#tsk#{task_id}#reminders", index=Index.GSI2)
