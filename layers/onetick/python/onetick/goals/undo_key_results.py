"""Undo what a change set did to the key results of a goal."""

from dataclasses import replace
from typing import Any

from onetick.kernel.history.reverting import Overtaken, following
from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work

from .key_results import keep_check_in
from .model import MAX_KEY_RESULTS, Goal, KeyResult

_SAID = ("name", "measure", "start", "target", "current", "currency", "weight")


def undo_key_results(work: Work, before: Goal, after: Goal, now: Goal) -> tuple[KeyResult, ...] | None:
    """The key results as they are to be; None where nothing is to change.

    Each is undone for itself. Where one is again, is kept as a check-in. Raises Overtaken for what was
    changed since.
    """
    was, left = ({one.id: one for one in goal.key_results} for goal in (before, after))
    back = {one.id: _set_back(work, was.get(one.id), left.get(one.id), one) for one in now.key_results}
    results = [one for one in back.values() if one is not None]
    for id, one in was.items():
        if id not in left and id not in back:
            ids = [other.id for other in results]
            follower = following(list(was), id, ids)
            results.insert(len(ids) if follower is None else ids.index(follower), one)
    if any(id in left and id not in back and was[id] != left[id] for id in was):
        raise Overtaken(("key_results",))
    if tuple(results) == now.key_results:
        return None
    if len(results) > MAX_KEY_RESULTS:
        raise Overtaken(why=f"A goal has at most {MAX_KEY_RESULTS} key results.")
    present = {one.id: one.current for one in now.key_results}
    for one in results:
        if present.get(one.id) != one.current:
            keep_check_in(work, now, one, "")
    return tuple(results)


def _set_back(work: Work, was: KeyResult | None, left: KeyResult | None, now: KeyResult) -> KeyResult | None:
    if left is None or was == left:
        return now
    if was is None:
        if _said(now) != _said(left):
            raise Overtaken(("key_results",))
        return None
    changes: dict[str, Any] = {}
    for name in _SAID:
        old, made, present = (getattr(one, name) for one in (was, left, now))
        if old in (made, present):
            continue
        if present != made:
            raise Overtaken(("key_results",))
        changes[name] = old
    return replace(now, **changes, updated_at=work.now, updated_by=PrincipalId(work.principal.id)) if changes else now


def _said(result: KeyResult) -> tuple[Any, ...]:
    return tuple(getattr(result, name) for name in _SAID)
