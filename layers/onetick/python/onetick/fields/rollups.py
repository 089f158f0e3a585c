"""Rollups: one value of many subtasks, worked out when one of them changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from onetick.formulas.functions import CONTEXT
from onetick.formulas.types import MAX_NUMBER, Type
from onetick.kernel.ids import is_id
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.recording import rfc3339
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work

from .expressions import enter, graph_keys, type_of
from .model import CustomField, ResultType, RollupFunction, Value
from .totals import Totals
from .values import rounded

OF_SUBTASKS: Mapping[str, Type] = {
    "points": "number",
    "estimate_minutes": "number",
    "start_at": "datetime",
    "due_at": "datetime",
}
"""What of every subtask can be rolled up, beside custom fields."""
_TAKES: Mapping[RollupFunction, tuple[Type | None, ...]] = {
    "count": (None, "number", "text", "boolean", "date", "datetime", "list"),
    "sum": ("number",),
    "average": ("number",),
    "min": ("number",),
    "max": ("number",),
    "earliest": ("date", "datetime"),
    "latest": ("date", "datetime"),
    "percent_done": (None, "number"),
}
"""The types that each function rolls up; None: nothing but the subtasks themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A subtask, as far as it is rolled up: whether it is finished, and its values, custom fields by their ids."""

    done: bool
    values: Mapping[str, Any]


def keys_of_rollup(at: Arrival) -> Sequence[Key]:
    """The source that the body names, and the graph that it goes into."""
    source = at.body.given.get("source")
    named = [CustomField.key(org_id=at.org, workspace_id=at.workspace, id=source)] if is_id("fld", source or "") else []
    return [*graph_keys(at), *named] if source or at.body.given.get("function") else []


def with_rollup(work: Work, field: CustomField) -> CustomField:
    """A rollup field that can stand, entered in the graph.

    Raises Unprocessable for a function that does not fit its source, and for one that would need itself.
    """
    if field.function is None:
        fault = Fault("/function", "missing", "a rollup needs one")
        raise Unprocessable("There is nothing to work out.", errors=[fault])
    named = _named(work, field)
    type = OF_SUBTASKS.get(field.source or "") if named is None else type_of(named)
    if field.source is not None and type is None:
        known = ", ".join(OF_SUBTASKS)
        fault = Fault("/source", "unknown", f"must be a custom field, or one of {known}")
        raise Unprocessable("There is no such source.", errors=[fault])
    if type not in _TAKES[field.function]:
        what = "nothing" if type is None else f"a {type}"
        fault = Fault("/source", "type", f"{field.function} cannot roll up {what}")
        raise Unprocessable("The function does not fit the source.", errors=[fault])
    result: ResultType = "number"
    if field.function in ("earliest", "latest"):
        result = "date" if type == "date" else "datetime"
    changes = field.result_type not in (None, result)
    names = {named.id: named} if named is not None else {}
    enter(work, field, list(names), names, result_changes=changes, pointer="/source")
    return replace(field, result_type=result)


def totals_of(field: CustomField, parts: Iterable[Part], below: Iterable[Totals] = ()) -> Totals:
    """What a rollup makes of these subtasks, and of what is `below` them."""
    total = Totals()
    for one in (*(_of(field, part) for part in parts), *below):
        total = _joined(total, one)
    return total


def _joined(one: Totals, other: Totals) -> Totals:
    """Those of both."""
    return Totals(
        tasks=one.tasks + other.tasks,
        done=one.done + other.done,
        given=one.given + other.given,
        numbers=one.numbers + other.numbers,
        whole=_added(one.whole, other.whole),
        finished=_added(one.finished, other.finished),
        low=_chosen(min, one.low, other.low),
        high=_chosen(max, one.high, other.high),
    )


def worth(field: CustomField, totals: Totals) -> Value | None:
    """What a rollup is worth for a task with these below it; nothing where there is nothing to roll up."""
    if totals.tasks == 0:
        return None
    if field.function == "count":
        return totals.tasks if field.source is None else totals.given
    if field.function in ("earliest", "latest"):
        return totals.low if field.function == "earliest" else totals.high
    assert field.function is not None
    found = _NUMERIC[field.function](field, totals)
    if found is None:
        return None
    return rounded(found, field.precision) if abs(found) <= MAX_NUMBER else {"error": "out_of_range"}


def _of(field: CustomField, part: Part) -> Totals:
    """What a rollup makes of one task."""
    value, done = _value(part, field), int(part.done)
    if value is None:
        return Totals(tasks=1, done=done)
    if field.function in ("earliest", "latest"):
        time = value if isinstance(value, str) else None
        return Totals(tasks=1, done=done, given=1, low=time, high=time)
    if not _is_number(value):
        return Totals(tasks=1, done=done, given=1)
    number = repr(value)
    finished = number if done else "0"
    return Totals(tasks=1, done=done, given=1, numbers=1, whole=number, finished=finished, low=value, high=value)


def _value(part: Part, field: CustomField) -> Any:
    value = part.values.get(field.source or "")
    if isinstance(value, dict):
        return None
    return rfc3339(value) if isinstance(value, datetime) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _added(one: str, other: str) -> str:
    return str(CONTEXT.add(Decimal(one), Decimal(other)))


def _chosen(choose: Callable[..., Any], one: float | str | None, other: float | str | None) -> float | str | None:
    known = [value for value in (one, other) if value is not None]
    return choose(known) if known else None


def _share(field: CustomField, totals: Totals) -> Decimal | None:
    part, whole = (totals.finished, totals.whole) if field.source else (str(totals.done), str(totals.tasks))
    return CONTEXT.divide(100 * Decimal(part), Decimal(whole)) if Decimal(whole) else None


def _number(value: float | str | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


_NUMERIC: Mapping[str, Callable[[CustomField, Totals], Decimal | None]] = {
    "sum": lambda field, totals: Decimal(totals.whole) if totals.numbers else None,
    "average": lambda field, totals: (
        CONTEXT.divide(Decimal(totals.whole), Decimal(totals.numbers)) if totals.numbers else None
    ),
    "min": lambda field, totals: _number(totals.low),
    "max": lambda field, totals: _number(totals.high),
    "percent_done": _share,
}


def _named(work: Work, field: CustomField) -> CustomField | None:
    """The custom field that a rollup names, if it may: one of the workspace, or of the same project."""
    if not is_id("fld", field.source or ""):
        return None
    key = CustomField.key(org_id=field.org_id, workspace_id=field.workspace_id, id=field.source)
    found = work.find(CustomField, key)
    usable = found is not None and found.deleted_at is None and found.project_id in (None, field.project_id)
    return found if usable else None
