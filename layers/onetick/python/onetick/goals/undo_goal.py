"""Undo what a change set did to a goal; what was told of it stays on record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.work import Work

from .changing import write
from .close_goal import reopen_goal
from .delete_goal import delete_goal
from .events import GOAL_CLOSED
from .link_goal import link_goal, unlink_goal
from .model import Goal
from .restore_goal import restore_goal
from .targets import require_open
from .undo_key_results import undo_key_results
from .update_goal import rewrite

_FOLLOWS = frozenset({"deleted_by", "children", "supports", "health"})
"""What others say of it, or follows from them."""
_ENDS = frozenset({"state", "outcome", "closed_at"})
_PARTS = frozenset({"key_results", "links", "progress"})


def undo_goal(work: Work, touched: Touched[Goal]) -> None:
    """Take back what was done to a goal: its fields, its key results and its links, each for itself.

    Its progress follows, unless it is told by hand. Raises what `undo_task` does.
    """
    now = touched.present()
    authorize(work, "goal:manage", Subject.of(now))
    if touched.before is None:
        if now.deleted_at is None:
            touched.require_unchanged(apart=_FOLLOWS | {"progress", "links"})
            delete_goal(work, now)
        return
    changes = dict(touched.changes(apart=_FOLLOWS | _PARTS))
    if "deleted_at" in changes:
        _in_or_out_of_the_trash(work, now, back=changes["deleted_at"] is None)
    elif changes.keys() & _ENDS:
        _end(work, now, touched.before)
    else:
        _change_back(work, touched, now, changes)


def _in_or_out_of_the_trash(work: Work, now: Goal, *, back: bool) -> None:
    if not back:
        delete_goal(work, now)
    elif restore_goal(work, now).parent_id != now.parent_id:
        raise Overtaken(why="The goal above it cannot take it back. Restore it by hand.")


def _end(work: Work, now: Goal, before: Goal) -> None:
    """Open a goal that was closed, or close one that was opened, as it was."""
    if before.state == "open":
        reopen_goal(work, now)
        return
    require_open(work, now)
    again = replace(
        now,
        state=before.state,
        outcome=before.outcome,
        closed_at=before.closed_at,
        progress=before.progress,
        updated_at=work.now,
    )
    closed = write(work, again, now)
    work.emit(GOAL_CLOSED, closed, before=now)


def _change_back(work: Work, touched: Touched[Goal], now: Goal, changes: dict[str, Any]) -> None:
    before, after = touched.before, touched.after
    assert before is not None and after is not None
    changes |= _progress(before, after, now)
    if (results := undo_key_results(work, before, after, now)) is not None:
        changes["key_results"] = results
    links = _links(before, after, now)
    if changes:
        require_open(work, now)
        with work.part():
            rewrite(work, now, replace(now, **changes))
    for target_id, weight in links.items():
        with work.part():
            goal = work.load(Goal, now.own_key)
            if weight is None:
                unlink_goal(work, goal, target_id)
            else:
                link_goal(work, goal, target_id, weight)


def _progress(before: Goal, after: Goal, now: Goal) -> dict[str, Any]:
    """The progress as it was told by hand."""
    if before.source != "manual" or before.progress in (after.progress, now.progress):
        return {}
    if after.source == "manual" and now.progress != after.progress:
        raise Overtaken(("progress",))
    return {"progress": before.progress}


def _links(before: Goal, after: Goal, now: Goal) -> Mapping[str, float | None]:
    """What is to be linked again, with its weight; None for what is to be no longer."""
    was, left, present = ({link.target_id: link.weight for link in goal.links} for goal in (before, after, now))
    back: dict[str, float | None] = {}
    for target_id in dict.fromkeys([*was, *left]):
        weight = was.get(target_id)
        if weight in (left.get(target_id), present.get(target_id)):
            continue
        if present.get(target_id) != left.get(target_id):
            raise Overtaken(("links",))
        back[target_id] = weight
    return back
