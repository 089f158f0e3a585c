"""Fill in the fields of a task: read what was given, keep the rest, add defaults, and see to what is required."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from onetick.kernel.problems import Fault, Unprocessable

from .model import COMPUTED, Attached, CustomField, FieldSet, Value
from .values import Unfit, read

MAX_BYTES = 16_384
"""All values of a task, as JSON: they are in each of its copies and events."""

Values = Mapping[str, Value]


def fill(
    fields: FieldSet,
    given: Mapping[str, Any],
    current: Values,
    *,
    definition: Callable[[str], CustomField | None],
    creating: bool = False,
    type_id: str | None = None,
    retyped: bool = False,
) -> Values:
    """The values of a task with what was given; null takes one away.

    When `creating`, every required field needs a value, and defaults fill those that nobody speaks
    of. One that is `retyped` needs what its new type requires. `definition` reads a field as it is now,
    for a value that the project's copy does not take: the copy may be behind. Raises Unprocessable,
    pointing at each field that was given wrongly.
    """
    values, faults = dict(current), []
    for field_id, value in given.items():
        try:
            stored = _read(fields.find(field_id), value, current.get(field_id), definition)
        except Unfit as unfit:
            faults.append(Fault(f"/custom_fields/{field_id}", unfit.code, unfit.message))
            continue
        if stored is None:
            values.pop(field_id, None)
        else:
            values[field_id] = stored
    if creating:
        values = dict(_defaults(fields, given)) | values
    wrong = {fault.pointer for fault in faults}
    faults += [
        fault
        for fault in _missing(fields, values, given, type_id, creating=creating, retyped=retyped)
        if fault.pointer not in wrong
    ]
    if not faults and len(json.dumps(values, ensure_ascii=False).encode()) > MAX_BYTES:
        faults.append(Fault("/custom_fields", "too_large", f"take more than {MAX_BYTES} bytes together"))
    if faults:
        raise Unprocessable("Not every custom field can have this value.", errors=faults)
    return values


def _read(
    one: Attached | None, value: Any, kept: Value | None, definition: Callable[[str], CustomField | None]
) -> Value | None:
    if one is None:
        raise Unfit("unknown", "is no field of the project")
    field = one.field
    try:
        return _taken(field, value, kept)
    except Unfit:
        newer = definition(field.id)
        if newer is None or newer.version <= field.version:
            raise
    return _taken(newer, value, kept)


def _taken(field: CustomField, value: Any, kept: Value | None) -> Value | None:
    if field.deleted_at is not None:
        raise Unfit("unknown", "is no field of the project")
    if field.archived_at is not None:
        raise Unfit("archived", f"is archived: {field.name} takes no values any more")
    if field.type in COMPUTED:
        raise Unfit("read_only", f"is worked out: {field.name} takes no values")
    return read(field, value, kept)


def _defaults(fields: FieldSet, given: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    """What fields have that nobody speaks of. A default that the field takes no longer is none."""
    for one in fields.attached:
        if one.default is None or one.field.id in given or not one.field.usable:
            continue
        try:
            value = read(one.field, one.default)
        except Unfit:
            continue
        if value is not None:
            yield one.field.id, value


def _missing(
    fields: FieldSet,
    values: Values,
    given: Mapping[str, Any],
    type_id: str | None,
    *,
    creating: bool,
    retyped: bool,
) -> Iterator[Fault]:
    """The required fields without a value: all of them for a new task, else those that were just emptied.

    A task with another type than before needs those that this type requires.
    """
    for one in fields.attached:
        if not one.field.usable or one.field.id in values:
            continue
        by_type = type_id in one.required_for
        if (one.required or by_type) and (creating or one.field.id in given or (by_type and retyped)):
            yield Fault(f"/custom_fields/{one.field.id}", "required", f"{one.field.name} must have a value")
