"""Changing a goal: its progress follows, its row in the list too, and the events say what changed."""

from dataclasses import replace

from onetick.kernel.events import EventType
from onetick.kernel.work import Work

from .events import GOAL_PROGRESS_CHANGED, GOAL_UPDATED
from .model import Goal, copies
from .progress import worked_out


def write(work: Work, goal: Goal, before: Goal | None = None) -> Goal:
    """Store a goal, new or changed, and its row in the list; the goal as stored."""
    stored = work.save(goal) if before is not None else work.create(goal)
    work.mirror(copies, stored, before)
    return stored


def change(work: Work, before: Goal, after: Goal, kind: EventType[Goal] = GOAL_UPDATED, **context: object) -> Goal:
    """Store a changed goal and tell what changed, its progress by an event of its own; nothing when nothing did."""
    after = worked_out(after)
    if after == before:
        return before
    stored = write(work, replace(after, updated_at=work.now), before)
    work.emit(kind, stored, before=replace(before, progress=stored.progress), **context)
    tell_progress(work, before, stored)
    return stored


def tell_progress(work: Work, before: Goal, stored: Goal) -> None:
    """Emit that its progress changed, if it did."""
    if stored.progress != before.progress:
        old = replace(stored, progress=before.progress)
        work.emit(GOAL_PROGRESS_CHANGED, stored, before=old, from_=before.progress, to=stored.progress)
