"""Take a goal out of the trash."""

from dataclasses import replace

from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .changing import write
from .events import GOAL_RESTORED
from .family import enter
from .model import MAX_CHILDREN, Goal
from .targets import require_live


def restore_goal(work: Work, goal: Goal) -> Goal:
    """The goal as it was, under the goal that was above it if that is there still, or at the top.

    Raises Conflict when it is not in the trash or its project is archived, Gone after 30 days.
    """
    require_in_trash("goal", goal.purge_at, work.now)
    require_live(work, goal)
    back = replace(goal, deleted_at=None, deleted_by=None, updated_at=work.now)
    parent = _parent(work, goal)
    if parent is None:
        back = replace(back, parent_id=None)
    else:
        enter(work, parent, back)
    stored = write(work, back, goal)
    work.emit(GOAL_RESTORED, stored, before=goal)
    return stored


def _parent(work: Work, goal: Goal) -> Goal | None:
    """The goal that was above it, if it can take it back. While it was in the trash nothing could be put below it."""
    if goal.parent_id is None:
        return None
    parent = work.find(Goal, Goal.key(org_id=goal.org_id, id=goal.parent_id))
    usable = parent is not None and parent.deleted_at is None and parent.state == "open"
    return parent if usable and parent is not None and len(parent.children) < MAX_CHILDREN else None
