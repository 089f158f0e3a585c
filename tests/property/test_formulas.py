"""Formulas: every text is one or is refused at a place in it, and every one ends with a value or a failure."""

import json
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onetick.fields.computing import computed, of_python, stored
from onetick.fields.model import Attached, CustomField, FieldGraph, FieldSet, copied
from onetick.formulas.checking import check, references_of
from onetick.formulas.evaluating import evaluate
from onetick.formulas.functions import FUNCTIONS
from onetick.formulas.types import MAX_NUMBER, MAX_SOURCE, MAX_TEXT, Failure, Misformed, type_of
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId

ORG, WORKSPACE = OrgId("org_1"), WorkspaceId("wsp_1")
NOW = datetime(2030, 1, 1, tzinfo=UTC)
FIELDS: dict[str, Any] = {
    "number": "number",
    "text": "text",
    "date": "date",
    "datetime": "datetime",
    "boolean": "boolean",
    "list": "list",
}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.decimals(-MAX_NUMBER, MAX_NUMBER, allow_nan=False, places=3),
    "text": st.text(max_size=50),
    "date": st.dates(),
    "datetime": st.datetimes(timezones=st.just(UTC)),
    "boolean": st.booleans(),
    "list": st.lists(st.text(max_size=5), max_size=5).map(tuple),
}
FAILED = st.sampled_from([None, Failure("division_by_zero")])
CONSTANTS: dict[str, st.SearchStrategy[str]] = {
    "number": st.integers(0, 10**15 - 1).map(str) | st.sampled_from(["0", "0.1", "3", "-1"]),
    "text": st.text("abc 1,", max_size=8).map('"{}"'.format),
    "boolean": st.sampled_from(["true", "false", "null"]),
}


@st.composite
def expressions(draw: st.DrawFn, type: str | None = None, depth: int = 4) -> str:
    """A text that is meant to be a formula of this type."""
    wanted = type or draw(st.sampled_from(list(VALUES)))
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(st.just(f"{{{wanted}}}") | CONSTANTS.get(wanted, st.nothing()))

    def inner(type: str | None) -> str:
        return draw(expressions(type, depth - 1))

    makers = [(name, of) for name, function in FUNCTIONS.items() for of, made in function.overloads if made == wanted]
    name, types = draw(st.sampled_from([*makers, ("if", ("boolean", wanted, wanted)), ("if_error", (wanted, wanted))]))
    some = list(types)
    if some[-1].startswith("…"):
        some[-1:] = [some[-1].removeprefix("…")] * draw(st.integers(1, 3))
    return f"{name}({', '.join(inner(None if one == 'any' else one) for one in some)})"


@st.composite
def held_by_fields(draw: st.DrawFn) -> dict[str, Any]:
    """What the fields hold: values of their types, nothing, or failures."""
    return {name: draw(VALUES[type] | FAILED) for name, type in FIELDS.items()}


def worth(program: Any, held: dict[str, Any]) -> Any:
    """What a formula is worth, which takes no time."""
    before = time.process_time()
    found = evaluate(program, held.get)
    assert time.process_time() - before < 0.2
    return found


def a_formula(number: int, program: Any = None) -> CustomField:
    """A formula field."""
    return CustomField(
        org_id=ORG,
        workspace_id=WORKSPACE,
        id=f"fld_{number}",
        name=str(number),
        type="formula",
        program=program,
        created_by=PrincipalId("usr_1"),
        created_at=NOW,
        updated_at=NOW,
    )


@settings(max_examples=300, deadline=None)
@given(expressions(), held_by_fields())
def test_a_formula_is_worth_a_value_of_its_type_or_fails(source: str, held: dict[str, Any]) -> None:
    try:
        checked = check(source, FIELDS)
    except Misformed as misformed:
        assert 0 <= misformed.position <= len(source) and misformed.message
        return
    found = worth(json.loads(json.dumps(checked.program)), held)
    assert isinstance(found, Failure) or type_of(found) in (checked.type, "null")
    assert not isinstance(found, str) or len(found) <= MAX_TEXT
    kept = stored(found, a_formula(0))
    assert json.loads(json.dumps(kept)) == kept
    assert worth(checked.program, held) == found, "the same fields, the same value"
    assert set(references_of(source)) == set(checked.references) <= FIELDS.keys()


@settings(max_examples=200, deadline=None)
@given(expressions(), st.dictionaries(st.sampled_from(list(FIELDS)), st.one_of(*VALUES.values())))
def test_fields_of_other_types_than_when_it_was_written_do_no_harm(source: str, held: dict[str, Any]) -> None:
    try:
        program = check(source, FIELDS).program
    except Misformed:
        return
    stored(worth(program, held), a_formula(0))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="(){}\"'+-*/%&<>=!,.0a ifndotre", max_size=80))
def test_every_text_is_a_formula_or_is_refused_at_a_place_in_it(source: str) -> None:
    try:
        check(source, FIELDS)
    except Misformed as misformed:
        assert 0 <= misformed.position <= len(source)
        assert misformed.code and misformed.message


@pytest.mark.parametrize("bomb", ["(", "-", "not ", "1+", "if(", "{", '"', "a(", "1&", "1.", "\\", "((1)+"])
@pytest.mark.parametrize("end", ["", "1"])
def test_a_bomb_is_refused_at_once(bomb: str, end: str) -> None:
    source = (bomb * MAX_SOURCE)[: MAX_SOURCE - 1] + end
    before = time.process_time()
    with pytest.raises(Misformed):
        check(source, FIELDS)
    assert time.process_time() - before < 0.5
    with pytest.raises(Misformed, match="characters"):
        check(bomb * 100_000, FIELDS)


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), min_size=6, max_size=6))
def test_formulas_that_need_themselves_fail_and_the_others_do_not(needs: list[list[int]]) -> None:
    names = {f"fld_{place}": tuple(f"fld_{one}" for one in named) for place, named in enumerate(needs)}
    graph = FieldGraph(org_id=ORG, workspace_id=WORKSPACE, names=names)
    attached = tuple(
        Attached(field=copied(a_formula(place, ["call", "sum", ["number", "1"], *[["field", one] for one in named]])))
        for place, named in enumerate(names.values())
    )
    values = computed(FieldSet(org_id=ORG, workspace_id=WORKSPACE, project_id="prj_1", attached=attached), {}, {})
    circular = {id for id, named in names.items() if any(graph.path(name, id) for name in named)}
    for id in names:
        if not any(graph.path(id, one) for one in circular):
            assert isinstance(values[id], int)
    if circular:
        assert {"error": "circular"} in values.values()


@given(st.one_of(*VALUES.values(), st.none(), st.floats(), st.binary()))
def test_whatever_is_held_is_something_formulas_know(value: Any) -> None:
    found = of_python(value)
    assert found is None or isinstance(found, (str, bool, date, Decimal, tuple))
