"""Which of the tasks of a window are among those that were asked for."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from .comparing import compared
from .filters import TaskFilter
from .model import Summary, Task

Row = Task | Summary


def fitting(wanted: TaskFilter, caller: str) -> Callable[[Row], bool]:
    """Whether a row is among those that were asked for; it looks at what the order has seen to, too."""
    # Only what was asked for is looked at, row by row.
    checks = list(_checks(wanted, person_named(wanted.assignee_id, caller)))
    if len(checks) == 1:
        return checks[0]
    return lambda row: all(check(row) for check in checks)


def _checks(wanted: TaskFilter, person: str | None) -> Iterator[Callable[[Row], bool]]:
    choices = dict(_choices(wanted))
    if choices:
        yield lambda row: all(getattr(row, name) in values for name, values in choices.items())
    if wanted.completed is not None:
        yield lambda row: (row.completed_at is not None) == wanted.completed
    if person is not None:
        yield lambda row: person in row.assignee_ids
    if wanted.tag_id is not None:
        yield lambda row: wanted.tag_id in row.tag_ids
    if wanted.parent_id is not None:
        parent = None if wanted.parent_id == "none" else wanted.parent_id
        yield lambda row: row.parent_id == parent
    custom = [(*key.partition("][")[::2], text) for key, text in wanted.custom.items()]
    if custom:
        yield lambda row: all(
            compared(row.custom_fields.get(id), operator or "eq", text) for id, operator, text in custom
        )
    section_id = wanted.section_id
    if section_id is not None:
        yield lambda row: _is_in(row, wanted.project_id, section_id)
    elif wanted.project_id is not None:
        yield lambda row: wanted.project_id in row.project_ids
    if _bounds(wanted) != (None, None, None, None):
        yield lambda row: _is_due(wanted, row.due_at)


def _choices(wanted: TaskFilter) -> Iterator[tuple[str, frozenset[Any]]]:
    """For each field that is narrowed, the values that are wanted of it."""
    for name in ("milestone", "status", "status_category", "type_id", "priority"):
        one = getattr(wanted, name)
        several = getattr(wanted, f"{name}_in", None)
        chosen = [frozenset({one})] if one is not None else []
        chosen += [frozenset(several.split(","))] if several is not None else []
        if chosen:
            found = frozenset.intersection(*chosen)
            yield name, frozenset(None if (name, one) == ("type_id", "none") else one for one in found)


def _is_in(row: Row, project_id: str | None, section_id: str) -> bool:
    places = [slot for slot in row.slots if project_id in (None, slot.project_id)]
    return any(slot.section_id == section_id for slot in places)


def _bounds(wanted: TaskFilter) -> tuple[datetime | None, ...]:
    return (wanted.due_gt, wanted.due_gte, wanted.due_lt, wanted.due_lte)


def _is_due(wanted: TaskFilter, due_at: datetime | None) -> bool:
    return due_at is not None and (
        (wanted.due_gt is None or due_at > wanted.due_gt)
        and (wanted.due_gte is None or due_at >= wanted.due_gte)
        and (wanted.due_lt is None or due_at < wanted.due_lt)
        and (wanted.due_lte is None or due_at <= wanted.due_lte)
    )


def person_named(named: str | None, caller: str) -> str | None:
    """Whose tasks are meant: `me` is the caller."""
    return caller if named == "me" else named
