"""How logged time is read: by task, or day by day of a person or a project."""

from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

from .model import TimeEntry

OF_TASK = Pattern("The time logged on a task, as it was logged", TimeEntry, pk="{org_id}#tsk#{task_id}", prefix="time#")
OF_PERSON = Pattern(
    "The time of a person in a workspace, by day",
    TimeEntry,
    pk="{org_id}#wsp#{workspace_id}#time#{user_id}",
    index=Index.GSI1,
)
OF_PROJECT = Pattern(
    "The time logged in a project, by day", TimeEntry, pk="{org_id}#prj#{project_id}#time", index=Index.GSI2
)
