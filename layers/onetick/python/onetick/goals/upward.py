"""What a goal counts for: those above it, and those that it is linked to. No goal ever counts for itself.

Whoever ties a goal to another reads the goals above, and commits only if none of them changes
meanwhile. So of two people who would close a circle from two sides at once, one starts again and
finds it closed.
"""

from collections.abc import Collection, Mapping, Sequence

from onetick.kernel.problems import DependencyCycle, QuotaExceeded
from onetick.kernel.work import Work

from .model import MAX_ABOVE, Goal

MAX_LOOKED_AT = 40
"""How many goals are looked at above one at most."""


def require_no_circle(work: Work, goal: Goal, above: Goal, *, written: Collection[str]) -> None:
    """Make sure that `above` does not count for `goal`, whichever way, now and when this is committed.

    `written` are the goals that this work writes, which guard themselves. Raises DependencyCycle with the
    goals of the circle, QuotaExceeded when too many goals are above one another.
    """
    came_from: dict[str, str] = {above.id: goal.id}
    level, depth = [above], 0
    while level:
        for one in level:
            if one.id == goal.id:
                raise _circle(goal, came_from)
            if one.id not in written:
                work.require(one)
        depth += 1
        following = _following(level, came_from)
        if depth >= MAX_ABOVE and following:
            raise QuotaExceeded(f"At most {MAX_ABOVE} goals are above one another.")
        level = work.find_many(Goal, [Goal.key(org_id=goal.org_id, id=id) for id in following])
        if len(came_from) > MAX_LOOKED_AT:
            raise QuotaExceeded(f"More than {MAX_LOOKED_AT} goals would be above this one.")


def _following(level: Sequence[Goal], came_from: dict[str, str]) -> list[str]:
    """The goals above those of a level that were not met before; the goal itself may be met again."""
    found = []
    for one in level:
        for id in one.above:
            if id not in came_from:
                came_from[id] = one.id
                found.append(id)
    return found


def _circle(goal: Goal, came_from: Mapping[str, str]) -> DependencyCycle:
    path = [goal.id]
    while (before := came_from[path[-1]]) != goal.id:
        path.append(before)
    path.append(goal.id)
    return DependencyCycle("A goal would count for itself.", extra={"path": path[::-1]})
