"""Undo what a change set did to a form.

Its link is never undone: one that was replaced or taken away opens nothing ever again.
"""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.work import Work

from .forms import change_form, delete_form, restore_form
from .model import Form

_FOLLOWS = frozenset({"deleted_by", "nonce"})


def undo_form(work: Work, touched: Touched[Form]) -> None:
    """Take back what was done to a form. Raises Overtaken, or what keeps the caller from it."""
    now = touched.present()
    authorize(work, "form:manage", Subject.of(now))
    if touched.before is None:
        _take_away(work, touched, now)
        return
    changes = dict(touched.changes(apart=_FOLLOWS))
    if "deleted_at" in changes:
        if now.deleted_at is None:
            delete_form(work, now)
        else:
            restore_form(work, now)
    elif changes:
        change_form(work, now, replace(now, **changes))


def _take_away(work: Work, touched: Touched[Form], now: Form) -> None:
    """Delete what was made; not when it was given a link since, which strangers may have by now.

    One that came back from an archive was made with its link, and is closed.
    """
    if now.deleted_at is not None:
        return
    touched.require_unchanged(apart=_FOLLOWS)
    assert touched.after is not None
    if now.linked and now.nonce != touched.after.nonce:
        raise Overtaken(["linked"])
    delete_form(work, now)
