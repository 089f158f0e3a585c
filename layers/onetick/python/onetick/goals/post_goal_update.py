"""Say how a goal stands."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.work import Work

from .changing import write
from .events import GOAL_STATUS_POSTED
from .model import Goal, GoalUpdate
from .schemas import NewGoalUpdate
from .targets import require_open


def post_goal_update(work: Work, goal: Goal, new: NewGoalUpdate) -> GoalUpdate:
    """A status update; the goal takes its health. Raises Conflict when the goal is closed."""
    require_open(work, goal)
    update = GoalUpdate(
        org_id=goal.org_id,
        workspace_id=goal.workspace_id,
        goal_id=goal.id,
        id=new_id("stu"),
        health=new.health,
        text=new.text,
        progress=goal.progress,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
    )
    stored = write(work, replace(goal, health=new.health, updated_at=work.now), goal)
    work.emit(GOAL_STATUS_POSTED, stored, before=goal, update_id=update.id, health=new.health, text=new.text)
    return work.create(update)
