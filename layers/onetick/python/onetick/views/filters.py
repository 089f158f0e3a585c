"""The filters of a saved view: as people write them, as a list of tasks takes them, and as of today."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from onetick.kernel.problems import Fault, ValidationFailed
from onetick.kernel.recording import rfc3339
from onetick.kernel.requests.binding import parse_query
from onetick.tasks.filters import TaskFilter

from .model import SavedView

_PARAMETER = re.compile(r"filter\[(\w+)\](?:\[(\w+)\])?")
_RELATIVE = re.compile(r"(now|today)(?:([+-])([0-9]{1,4})([dh]))?")
_OF_FIELD = "fld_"


def flat(given: Mapping[str, Any]) -> dict[str, str]:
    """A filter as the parameters of a list of tasks."""
    return dict(_flat(given))


def structured(filters: Mapping[str, str]) -> dict[str, str | dict[str, str]]:
    """The parameters as people write them."""
    found: dict[str, Any] = {}
    for parameter, value in filters.items():
        match = _PARAMETER.fullmatch(parameter)
        assert match is not None
        name, operator = match.groups()
        if operator is None and name not in found:
            found[name] = value
            continue
        operators = found.setdefault(name, {})
        found[name] = (operators if isinstance(operators, dict) else {"eq": operators}) | {operator or "eq": value}
    return found


def task_filter(view: SavedView, now: datetime) -> TaskFilter:
    """What a view lists at this moment. Raises ValidationFailed, pointing at what a list of tasks does not take."""
    parameters = {name: [_as_of(name, value, view, now)] for name, value in view.filters.items()}
    if view.project_id is not None:
        parameters["filter[project_id]"] = [view.project_id]
    if view.sort is not None:
        parameters["sort"] = [view.sort]
    parsed = parse_query(TaskFilter, parameters)
    assert isinstance(parsed, TaskFilter)
    return parsed


def pointed(problem: ValidationFailed) -> ValidationFailed:
    """The same problem, pointing into the body of a view."""
    faults = [Fault(_pointer(fault.pointer), fault.code, fault.message) for fault in problem.errors]
    return ValidationFailed("Tasks cannot be listed like this.", errors=faults)


def _flat(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if not isinstance(value, dict):
            yield f"filter[{name}]", _written(value)
            continue
        for operator, operand in value.items():
            # Only custom fields know `eq` as an operator; of all others it is what there is without one.
            spelled = "" if operator == "eq" and not name.startswith(_OF_FIELD) else f"[{operator}]"
            yield f"filter[{name}]{spelled}", _written(operand)


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_of(parameter: str, value: str, view: SavedView, now: datetime) -> str:
    match = _RELATIVE.fullmatch(value)
    if match is None:
        return value
    here = now.astimezone(ZoneInfo(view.timezone))
    start, sign, count, unit = match.groups()
    moment = here.replace(hour=0, minute=0, second=0, microsecond=0) if start == "today" else here
    if count is not None:
        steps = int(count) * (1 if sign == "+" else -1)
        moment += timedelta(days=steps) if unit == "d" else timedelta(hours=steps)
    if start == "today" and unit != "h" and parameter.startswith(f"filter[{_OF_FIELD}"):
        return moment.date().isoformat()
    return rfc3339(moment)


def _pointer(pointer: str) -> str:
    inner = pointer.removeprefix("query/")
    match = _PARAMETER.match(inner)
    if match is None:
        return f"/{inner.partition('/')[0]}"
    name, operator = match.groups()
    return f"/filter/{name}/{operator}" if operator else f"/filter/{name}"
