"""How goals are listed, and what belongs to one."""

from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

from .model import CheckIn, Goal, GoalRow, GoalUpdate

GOALS = Pattern("The goals of a workspace, under the goals above them", GoalRow, pk="{org_id}#wsp#{workspace_id}#goals")
GOALS_UNDER = Pattern(
    "The goals directly under another, or at the top, oldest first",
    GoalRow,
    pk="{org_id}#wsp#{workspace_id}#goals",
    prefix="{above}#",
)
TRASH = Pattern(
    "The deleted goals of a workspace, latest first",
    Goal,
    pk="{org_id}#wsp#{workspace_id}#goals-trash",
    index=Index.GSI2,
    ascending=False,
)
CHECK_INS = Pattern(
    "Where a key result was, latest first",
    CheckIn,
    pk="{org_id}#gol#{goal_id}",
    prefix="checkin#{key_result_id}#",
    ascending=False,
)
UPDATES = Pattern(
    "How a goal stood, latest first", GoalUpdate, pk="{org_id}#gol#{goal_id}", prefix="update#", ascending=False
)
