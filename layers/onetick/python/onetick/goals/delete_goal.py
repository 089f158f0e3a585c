"""Put a goal into the trash."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .changing import write
from .events import GOAL_DELETED
from .family import leave
from .model import Goal
from .targets import require_live


def delete_goal(work: Work, goal: Goal) -> None:
    """Put a goal into the trash; what it counted for is told a moment later.

    Raises Conflict while there are goals below it, or when its project is archived.
    """
    require_live(work, goal)
    if goal.children:
        raise Conflict("There are goals below this one. Delete them, or put them under another one first.")
    gone = replace(goal, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), updated_at=work.now)
    if goal.parent_id is not None:
        parent = work.find(Goal, Goal.key(org_id=goal.org_id, id=goal.parent_id))
        if parent is not None:
            leave(work, parent, goal)
    work.emit(GOAL_DELETED, write(work, gone, goal), before=goal)
