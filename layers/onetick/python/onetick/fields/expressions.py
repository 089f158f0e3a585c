"""The expressions of formula fields: what they may name, and that none needs itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from onetick.formulas.types import MAX_REFERENCES, Misformed, Type
from onetick.kernel.ids import is_id
from onetick.kernel.problems import Fault, QuotaExceeded, Unprocessable
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work

from .model import MAX_COMPUTED, CustomField, FieldGraph, ResultType

BUILT_IN: Mapping[str, Type] = {
    "key": "text",
    "title": "text",
    "status": "text",
    "status_category": "text",
    "priority": "text",
    "milestone": "boolean",
    "points": "number",
    "estimate_minutes": "number",
    "logged_minutes": "number",
    "start_at": "datetime",
    "due_at": "datetime",
    "completed_at": "datetime",
    "created_at": "datetime",
    "assignees": "list",
}
"""What formulas may name of every task."""
OF_FIELD: Mapping[str, Type] = {
    "text": "text",
    "long_text": "text",
    "url": "text",
    "email": "text",
    "phone": "text",
    "single_select": "text",
    "number": "number",
    "currency": "number",
    "percent": "number",
    "rating": "number",
    "date": "date",
    "datetime": "datetime",
    "checkbox": "boolean",
    "multi_select": "list",
    "people": "list",
    "reference": "list",
}
MAX_HEIGHT = 10
"""How many formulas are worked out one after the other."""

_NAMED = re.compile(r"\{\s*(fld_[0-9A-Z]{26})\s*\}")


def keys_of_expression(at: Arrival) -> Sequence[Key]:
    """What an expression in the body names, and the graph that it goes into."""
    expression = at.body.given.get("expression")
    if expression is None:
        return []
    place = {"org_id": at.org, "workspace_id": at.workspace}
    named = [name for name in dict.fromkeys(_NAMED.findall(expression)) if is_id("fld", name)]
    fields = [CustomField.key(**place, id=name) for name in named[:MAX_REFERENCES]]
    return [*graph_keys(at), *fields]


def graph_keys(at: Arrival) -> list[Key]:
    """Where the graph of the workspace is."""
    return [FieldGraph.key(org_id=at.org, workspace_id=at.workspace)]


def with_expression(work: Work, field: CustomField, expression: str | None) -> CustomField:
    """A formula field with this expression, entered in the graph.

    Raises Unprocessable, which says where the expression is wrong, or names the circle that it would
    close; QuotaExceeded when the workspace has too many such fields.
    """
    if expression is None:
        fault = Fault("/expression", "missing", "a formula needs one")
        raise Unprocessable("There is nothing to work out.", errors=[fault])
    named = _fields_named(work, field, expression)
    # Imported here because only those who write formulas pay for the parser.
    from onetick.formulas.checking import check

    try:
        checked = check(expression, {**BUILT_IN, **{one.id: type_of(one) for one in named.values()}})
    except Misformed as misformed:
        raise _problem(misformed) from None
    result = cast("ResultType", checked.type)
    references = tuple(name for name in checked.references if name in named)
    enter(work, field, references, named, result_changes=field.result_type not in (None, result))
    return replace(field, expression=expression, program=checked.program, result_type=result)


def type_of(field: CustomField) -> Type:
    """The type that a field has in formulas."""
    return field.result_type or OF_FIELD.get(field.type, "null")


def enter(
    work: Work,
    field: CustomField,
    references: Sequence[str],
    named: Mapping[str, CustomField],
    *,
    result_changes: bool = False,
    pointer: str = "/expression",
) -> None:
    """Note in the graph which fields a computed one names. Raises Unprocessable and QuotaExceeded as above."""
    graph = graph_of(work)
    after = replace(graph, names={**graph.names, field.id: tuple(references)})
    if len(after.names) > MAX_COMPUTED:
        raise QuotaExceeded(f"A workspace has at most {MAX_COMPUTED} formulas and rollups.")
    for name in references:
        circle = after.path(name, field.id)
        if circle is not None:
            spoken = _spoken(work, [field.id, *circle], {**named, field.id: field})
            raise _fault("circular", f"needs itself: {' → '.join(spoken)}", pointer, path=[field.id, *circle])
    if max((after.height(id) for id in (field.id, *_all_naming(after, field.id))), default=0) > MAX_HEIGHT:
        raise _fault("too_deep", f"stands on more than {MAX_HEIGHT} formulas, one on the other", pointer)
    if result_changes and (users := after.naming(field.id)):
        spoken = _spoken(work, users[:10], named)
        raise _fault("in_use", f"must go on with the same type of result, for {', '.join(spoken)}", pointer)
    if after != graph:
        work.put(after)


def graph_of(work: Work) -> FieldGraph:
    """The graph of the workspace; empty where nobody ever made a computed field."""
    assert work.org_id is not None and work.workspace_id is not None
    found = work.find(FieldGraph, FieldGraph.key(org_id=work.org_id, workspace_id=work.workspace_id))
    return found or FieldGraph(org_id=work.org_id, workspace_id=work.workspace_id)


def _all_naming(graph: FieldGraph, field_id: str) -> list[str]:
    """Every computed field that stands on this one, directly or not."""
    found = graph.naming(field_id)
    for one in found:
        found += [other for other in graph.naming(one) if other not in found]
    return found


def _fields_named(work: Work, field: CustomField, expression: str) -> dict[str, CustomField]:
    """The fields that an expression names, those that it may: of the workspace, or of the same project."""
    place = {"org_id": field.org_id, "workspace_id": field.workspace_id}
    names = [name for name in dict.fromkeys(_NAMED.findall(expression)) if is_id("fld", name)]
    found = work.find_many(CustomField, [CustomField.key(**place, id=name) for name in names[:MAX_REFERENCES]])
    return {one.id: one for one in found if one.deleted_at is None and one.project_id in (None, field.project_id)}


def _spoken(work: Work, ids: Sequence[str], known: Mapping[str, CustomField]) -> list[str]:
    keys = {
        id: CustomField.key(org_id=work.org_id, workspace_id=work.workspace_id, id=id) for id in ids if id not in known
    }
    read = {one.id: one for one in work.find_many(CustomField, list(keys.values()))}
    return [{**known, **read}[id].name if id in known or id in read else id for id in ids]


def _problem(misformed: Misformed) -> Unprocessable:
    message = f"at character {misformed.position + 1}: {misformed.message}"
    return _fault(misformed.code, message, position=misformed.position)


def _fault(code: str, message: str, pointer: str = "/expression", **extra: Any) -> Unprocessable:
    return Unprocessable("This cannot be worked out.", errors=[Fault(pointer, code, message)], extra=extra)
