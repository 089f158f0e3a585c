"""Change a goal."""

from dataclasses import replace
from typing import Any

from onetick.kernel.work import Work
from onetick.projects.owners import owner_named

from .changing import change
from .create_goal import check_days, check_progress
from .family import enter, leave, require_no_circle_above
from .model import Goal
from .schemas import GoalChanges
from .targets import goal_named, require_open


def update_goal(work: Work, goal: Goal, changes: GoalChanges) -> Goal:
    """The goal with these changes, under another goal when it is to be.

    Raises Conflict when it is closed or its project archived, Unprocessable for what does not fit,
    DependencyCycle when it would count for itself, Forbidden when the caller may not change the goals
    above, QuotaExceeded.
    """
    require_open(work, goal)
    given: dict[str, Any] = dict(changes.given)
    if given.get("owner_id", goal.owner_id) != goal.owner_id:
        given["owner_id"] = owner_named(work, given["owner_id"])
    after = replace(goal, **given)
    check_progress("progress" in given and after.source == "automatic")
    return rewrite(work, goal, after)


def rewrite(work: Work, goal: Goal, after: Goal) -> Goal:
    """Store a changed goal, under another one when it says so. Raises as `update_goal`."""
    check_days(after.start_on is not None and after.end_on is not None and after.end_on < after.start_on)
    if after.parent_id != goal.parent_id:
        _move(work, goal, after)
    elif after.parent_id is not None and after.weight != goal.weight:
        enter(work, goal_named(work, after.parent_id, "goal:manage", "/weight"), after)
    return change(work, goal, after)


def _move(work: Work, goal: Goal, after: Goal) -> None:
    if after.parent_id is not None:
        parent = goal_named(work, after.parent_id, "goal:manage", "/parent_id")
        require_open(work, parent)
        require_no_circle_above(work, goal, parent)
        enter(work, parent, after)
    if goal.parent_id is not None:
        old = work.find(Goal, Goal.key(org_id=goal.org_id, id=goal.parent_id))
        if old is not None:
            leave(work, old, goal)
