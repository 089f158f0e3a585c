"""Work out the formulas of a task, each after those that it names, and each once."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from onetick.formulas.evaluating import evaluate
from onetick.formulas.types import MAX_NUMBER, MAX_RESULT, Failure, Given, Result
from onetick.kernel.recording import rfc3339

from .fill import Values
from .model import COMPUTED, Attached, CustomField, FieldSet, Value
from .values import rounded


def computed(fields: FieldSet, values: Values, built_in: Mapping[str, Any]) -> Values:
    """The values with every formula as it is now; one that has nothing to say has none.

    `built_in` is what formulas may name of every task. A field that the project does not use is empty.
    """
    formulas = [one.field for one in fields.attached if one.field.type == "formula" and one.field.usable]
    if not formulas:
        return values
    worked = _Worked(fields, values, built_in)
    after = dict(values)
    for formula in formulas:
        value = stored(worked.read(formula.id), formula)
        if value is None:
            after.pop(formula.id, None)
        else:
            after[formula.id] = value
    return after


def needs(fields: FieldSet, field_id: str) -> bool:
    """Whether something that the project works out is this field, or names it."""
    return any(
        field_id in (one.field.id, one.field.source) or _names(one.field.program, field_id)
        for one in fields.attached
        if one.field.type in COMPUTED and one.field.usable
    )


def matters(before: CustomField, after: CustomField, fields: FieldSet) -> bool:
    """Whether a changed definition changes what is worked out in a project."""
    if not needs(fields, after.id):
        return False
    return any(getattr(before, name) != getattr(after, name) for name in _WORKED_WITH)


def _names(program: Any, field_id: str) -> bool:
    if not isinstance(program, list):
        return False
    return program[:2] == ["field", field_id] or any(_names(part, field_id) for part in program[2:])


_WORKED_WITH = ("program", "precision", "options", "function", "source", "levels", "archived_at", "deleted_at")


class _Worked:
    """What fields hold, worked out when somebody asks, and remembered."""

    def __init__(self, fields: FieldSet, values: Values, built_in: Mapping[str, Any]) -> None:
        self._fields = {one.field.id: one for one in fields.attached}
        self._values, self._built_in = values, built_in
        self._known: dict[str, Result] = {}

    def read(self, name: str) -> Result:
        """What a field holds. Copies that are behind may need each other: then neither has a value."""
        if name not in self._known:
            self._known[name] = Failure("circular")
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> Result:
        one = self._fields.get(name)
        if one is None:
            return of_python(self._built_in.get(name))
        if one.field.type == "formula" and one.field.usable and one.field.program is not None:
            return evaluate(one.field.program, self.read)
        return _held(one, self._values.get(name))


def stored(result: Result, field: CustomField) -> Value | None:
    """What a formula is worth, as it is stored."""
    if isinstance(result, Failure):
        return {"error": result.code}
    if isinstance(result, bool) or result is None:
        return result
    if isinstance(result, Decimal):
        return rounded(result, field.precision) if abs(result) <= MAX_NUMBER else {"error": "out_of_range"}
    if isinstance(result, datetime):
        return rfc3339(result)
    if isinstance(result, date):
        return result.isoformat()
    text = result if isinstance(result, str) else ", ".join(result)
    return (text if len(text) <= MAX_RESULT else {"error": "too_long"}) if text else None


def _held(one: Attached, value: Value | None) -> Result:
    """A stored value as formulas see it; nothing where it is not what its field says."""
    field = one.field
    if field.deleted_at is not None or value is None:
        return None
    if isinstance(value, dict):
        return Failure(str(value.get("error")))
    if field.type == "single_select":
        option = field.option(value) if isinstance(value, str) else None
        return option.name if option else None
    if field.type == "multi_select":
        chosen = value if isinstance(value, list) else []
        return tuple(option.name for option in field.options if option.id in chosen) or None
    if isinstance(value, str) and (field.result_type or field.type) in ("date", "datetime"):
        return _moment(value, field.result_type or field.type)
    return of_python(value)


def _moment(text: str, type: str) -> Given:
    try:
        return date.fromisoformat(text) if type == "date" else datetime.fromisoformat(text)
    except ValueError:
        return None


def of_python(value: Any) -> Given:
    """A plain value as formulas see it."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(repr(value))
    if isinstance(value, (list, tuple)):
        return tuple(map(str, value)) or None
    return value if isinstance(value, (str, bool, date)) else None
