"""How tasks are read: each list is one partition, in the order it is shown in.

Between pages a list changes. A cursor is a place in the order, so a task that stays where it is is
listed exactly once, whatever happens to others. One that is itself moved past the cursor meanwhile
is listed again, or not: by rank when it is moved, by due date when that changes. Making room in a
crowded section (`make_room`) moves ranks only towards the end, so it can repeat a task, never skip one.
"""

from onetick.kernel.events import EventRecord
from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

from .family import Subtask, TrashedSubtask
from .model import Task
from .rows import Assignment, FieldPlacement, Milestone, Placement, SprintPlacement, Tagging, Typing

_BOARD = "{org_id}#prj#{project_id}#board"

COLUMN = Pattern("The tasks of a section, in order", Placement, pk=_BOARD, prefix="{section_id}#")
BOARD = Pattern("The tasks of a project, section by section, in order", Placement, pk=_BOARD)
PROJECT_BY_DUE = Pattern(
    "The open or the finished tasks of a project, by due date",
    Placement,
    pk="{org_id}#prj#{project_id}#due",
    prefix="{state}#",
    index=Index.GSI1,
)
PROJECT_BY_AGE = Pattern(
    "The tasks of a project, oldest first", Placement, pk="{org_id}#prj#{project_id}#newest", index=Index.GSI2
)
PROJECT_BY_FIELD = Pattern(
    "The tasks of a project by the value of a field, those without one last",
    FieldPlacement,
    pk="{org_id}#prj#{project_id}#fld#{field_id}",
)
WORK_BY_DUE = Pattern(
    "The open or the finished tasks of an assignee in a workspace, by due date",
    Assignment,
    pk="{org_id}#usr#{user_id}#work",
    prefix="{workspace_id}#{state}#",
)
MILESTONES = Pattern(
    "The milestones of a project by due date, those to come first", Milestone, pk="{org_id}#prj#{project_id}#milestones"
)
MILESTONES_HALF = Pattern(
    "The milestones of a project that are to come, or were reached, by due date",
    Milestone,
    pk="{org_id}#prj#{project_id}#milestones",
    prefix="{half}#",
)
SPRINT = Pattern(
    "The tasks of a sprint in order, the open ones first", SprintPlacement, pk="{org_id}#spr#{sprint_id}#tasks"
)
SPRINT_HALF = Pattern(
    "The open or the finished tasks of a sprint, in order",
    SprintPlacement,
    pk="{org_id}#spr#{sprint_id}#tasks",
    prefix="{half}#",
)
TAG_BY_DUE = Pattern(
    "The open or the finished tasks that have a tag, by due date",
    Tagging,
    pk="{org_id}#tag#{tag_id}",
    prefix="{state}#",
)
TAGGED = Pattern("All tasks that have a tag", Tagging, pk="{org_id}#tag#{tag_id}")
TYPE_BY_DUE = Pattern(
    "The open or the finished tasks of a type, by due date",
    Typing,
    pk="{org_id}#wsp#{workspace_id}#typ#{type_id}",
    prefix="{state}#",
)
TYPED = Pattern("All tasks of a type", Typing, pk="{org_id}#wsp#{workspace_id}#typ#{type_id}")
WORKSPACE_BY_AGE = Pattern(
    "The tasks of a workspace, oldest first", Task, pk="{org_id}#wsp#{workspace_id}#tasks", index=Index.GSI1
)
TRASH = Pattern(
    "The deleted tasks of a workspace, latest first",
    Task,
    pk="{org_id}#wsp#{workspace_id}#trash",
    index=Index.GSI2,
    ascending=False,
)
SUBTASKS = Pattern("The subtasks of a task, in order", Subtask, pk="{org_id}#tsk#{parent_id}", prefix="subtask#")
TRASHED_SUBTASKS = Pattern(
    "The subtasks that went to the trash with a task",
    TrashedSubtask,
    pk="{org_id}#tsk#{parent_id}",
    prefix="trashed#",
)
HISTORY = Pattern(
    "What happened to a task and its comments, latest first",
    EventRecord,
    pk="{org_id}#tsk#{task_id}",
    prefix="event#",
    ascending=False,
)
