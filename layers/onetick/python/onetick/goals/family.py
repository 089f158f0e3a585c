"""The goals above and below one another."""

from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work

from .changing import change
from .model import MAX_CHILDREN, Goal, Link
from .upward import require_no_circle


def require_no_circle_above(work: Work, goal: Goal, parent: Goal) -> None:
    """Raises DependencyCycle when the goal could not be under this one, QuotaExceeded when too many are above."""
    require_no_circle(work, goal, parent, written={goal.id, parent.id, goal.parent_id or ""})


def enter(work: Work, parent: Goal, goal: Goal) -> None:
    """Count a goal under another, or with another weight. Raises QuotaExceeded when too many are there."""
    link = Link(target_id=goal.id, weight=goal.weight, share=goal.share)
    after = parent.with_child(link)
    if len(after.children) > MAX_CHILDREN:
        raise QuotaExceeded(f"A goal has at most {MAX_CHILDREN} goals directly below it.")
    change(work, parent, after)


def leave(work: Work, parent: Goal, goal: Goal) -> None:
    """Count a goal under another no more."""
    change(work, parent, parent.without(goal.id))
