"""Undo what a change set did to a custom field: to its settings, or to its options, each for itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .delete_custom_field import delete_custom_field
from .events import FIELD_ARCHIVED, FIELD_DELETED, FIELD_RESTORED, FIELD_UNARCHIVED, FIELD_UPDATED
from .expressions import with_expression
from .model import CustomField, Option
from .rollups import with_rollup
from .settings import checked

_FOLLOWS = frozenset({"program", "result_type", "deleted_by"})
_STATES = frozenset({"archived_at", "deleted_at", "deleted_by"})


def undo_field(work: Work, touched: Touched[CustomField]) -> None:
    """Take back what was done to a field; what tasks have of it is not touched.

    One that was made goes to the trash, and an option that was added is archived: tasks may have it.
    Raises what `undo_task` does.
    """
    now = touched.present()
    authorize(work, "field:manage", Subject.of(now))
    if touched.before is None:
        if now.deleted_at is None:
            touched.require_unchanged(apart=_FOLLOWS)
            delete_custom_field(work, now)
        return
    assert touched.after is not None
    changes = dict(touched.changes(apart=_FOLLOWS | {"options"}))
    options = _options(touched.before.options, touched.after.options, now.options)
    if options != now.options:
        changes["options"] = options
    if not changes:
        return
    if "deleted_at" in changes:
        if changes["deleted_at"] is None:
            require_in_trash("field", now.purge_at, work.now)
        changes["deleted_by"] = touched.before.deleted_by
    _set_back(work, now, changes)


def _set_back(work: Work, now: CustomField, changes: Mapping[str, Any]) -> None:
    after = replace(now, **changes)
    if changes.keys() - _STATES:
        after = checked(after)
    if "expression" in changes:
        after = with_expression(work, after, after.expression)
    if changes.keys() & {"function", "source"}:
        after = with_rollup(work, after)
    stored = work.save(replace(after, updated_at=work.now))
    if "deleted_at" in changes:
        work.emit(FIELD_RESTORED if stored.deleted_at is None else FIELD_DELETED, stored, before=now)
    if "archived_at" in changes:
        work.emit(FIELD_UNARCHIVED if stored.archived_at is None else FIELD_ARCHIVED, stored, before=now)
    if changes.keys() - _STATES:
        work.emit(FIELD_UPDATED, stored, before=now)


def _options(before: tuple[Option, ...], after: tuple[Option, ...], now: tuple[Option, ...]) -> tuple[Option, ...]:
    """The options as they are to be; those that others added since stay where they are."""
    was, left = ({one.id: one for one in options} for options in (before, after))
    back = {one.id: _option(was.get(one.id), left.get(one.id), one) for one in now}
    known = was.keys() & left.keys() & back.keys()
    old, made, present = ([one.id for one in options if one.id in known] for options in (before, after, now))
    if old in (made, present):
        return tuple(back.values())
    if present != made:
        raise Overtaken(("options",))
    order = iter(old)
    return tuple(back[next(order)] if one.id in known else back[one.id] for one in now)


def _option(was: Option | None, left: Option | None, now: Option) -> Option:
    if left is None or was == left:
        return now
    if was is None:
        if now not in (left, replace(left, archived=True)):
            raise Overtaken(("options",))
        return replace(now, archived=True)
    changes: dict[str, Any] = {}
    for name in ("name", "color", "archived"):
        old, made, present = (getattr(one, name) for one in (was, left, now))
        if old in (made, present):
            continue
        if present != made:
            raise Overtaken(("options",))
        changes[name] = old
    return replace(now, **changes)
