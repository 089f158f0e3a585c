"""Close a goal, and open it again."""

from dataclasses import replace

from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .changing import tell_progress, write
from .events import GOAL_CLOSED, GOAL_REOPENED
from .model import Goal, Link, Outcome
from .progress import worked_out
from .shares import share_of
from .targets import keys_of_work, require_live, require_open


def close_goal(work: Work, goal: Goal, outcome: Outcome) -> Goal:
    """The goal with how it ended; its progress stays as it is. Raises Conflict when it is closed already."""
    require_open(work, goal)
    closed = replace(goal, state="closed", outcome=outcome, closed_at=work.now, updated_at=work.now)
    stored = write(work, closed, goal)
    work.emit(GOAL_CLOSED, stored, before=goal)
    return stored


def reopen_goal(work: Work, goal: Goal) -> Goal:
    """The goal, open, with what is done by now of all that counts for it. Raises Conflict when it is not closed."""
    require_live(work, goal)
    if goal.state == "open":
        raise Conflict("The goal is open.")
    ids = [link.target_id for link in (*goal.links, *goal.children)]
    work.prefetch(key for id in ids for key in keys_of_work(work.org_id, work.workspace_id, id))
    opened = replace(
        goal,
        state="open",
        outcome=None,
        closed_at=None,
        links=tuple(_told(work, link) for link in goal.links),
        children=tuple(_told(work, link) for link in goal.children),
        updated_at=work.now,
    )
    stored = write(work, worked_out(opened), goal)
    work.emit(GOAL_REOPENED, stored, before=replace(goal, progress=stored.progress))
    tell_progress(work, goal, stored)
    return stored


def _told(work: Work, link: Link) -> Link:
    return replace(link, share=share_of(work, link.target_id))
