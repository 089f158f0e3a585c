"""Values of custom fields: every input is a value or is refused, and a value is itself when it is given again."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onetick.fields.fill import fill
from onetick.fields.masks import fits_mask
from onetick.fields.model import COMPUTED, SELECTS, Attached, CustomField, FieldSet, FieldType, Option, copied
from onetick.fields.values import MAX_NUMBER, Unfit, read
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.problems import Unprocessable

ORG, WORKSPACE, ANN = OrgId("org_1"), WorkspaceId("wsp_1"), PrincipalId("usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4")
NOW = datetime(2030, 1, 1, tzinfo=UTC)
TYPES = [one for one in get_args(FieldType) if one not in COMPUTED]
OPTIONS = tuple(Option(id=f"opt_{n:026}", name=f"Option {n}", archived=n == 3) for n in range(4))

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["2030-01-31", "2030-01-31T09:00:00+14:00", "1970-01-01T00:00:00+23:59", "HTTP://A.b:80?x#y"]),
    st.sampled_from(["ann@example.com", "+49 30 1234", "Option 1", "option 3", OPTIONS[2].id, ANN, "AB-12"]),
    st.from_regex(r"https?://[a-zA-Z0-9.:-]{1,20}[/?#a-z]{0,5}", fullmatch=True),
    st.dates().map(str),
    st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat()),
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts)
anything = st.one_of(scalars, st.lists(texts, max_size=25), st.lists(scalars, max_size=3))


def a_field(type: Any, number: int = 0, **settings: Any) -> CustomField:
    """A definition."""
    return CustomField(
        org_id=ORG,
        workspace_id=WORKSPACE,
        id=f"fld_{number:026}",
        name=f"Field {number}",
        type=type,
        options=OPTIONS if type in SELECTS else (),
        multiple=True,
        created_by=ANN,
        created_at=NOW,
        updated_at=NOW,
        version=1,
        **settings,
    )


@st.composite
def fields(draw: st.DrawFn) -> CustomField:
    """A definition of any type, with settings of its type or not."""
    low, high = sorted(draw(st.tuples(*[st.integers(-100, 100)] * 2)))
    return a_field(
        draw(st.sampled_from(TYPES)),
        minimum=draw(st.sampled_from([None, low])),
        maximum=draw(st.sampled_from([None, high])),
        precision=draw(st.sampled_from([None, 0, 2, 6])),
        max_length=draw(st.sampled_from([None, 10])),
        pattern=draw(st.sampled_from([None, "AA-99", "*\\A"])),
        latest=draw(st.sampled_from([None, "2030-01-31"])),
        scale=draw(st.sampled_from([None, 10])),
        reference_to=draw(st.sampled_from(["task", "project"])),
    )


@given(fields(), anything)
def test_every_input_is_a_value_or_is_refused_and_a_value_is_itself(field: CustomField, given: Any) -> None:
    try:
        stored = read(field, given)
    except Unfit as unfit:
        assert unfit.code and unfit.message
        return
    assert read(field, stored) == stored
    assert type(read(field, stored)) is type(stored)
    assert not (isinstance(stored, float) and not abs(stored) <= MAX_NUMBER)


@given(st.floats(-1e15, 1e15), st.sampled_from([None, 0, 1, 2, 3, 4, 5, 6]))
def test_a_number_is_the_nearest_with_so_many_decimals(number: float, precision: int | None) -> None:
    stored = read(a_field("number", precision=precision), number)
    assert isinstance(stored, (int, float))
    half = 0.5 * 10 ** -(6 if precision is None else precision)
    assert abs(stored - number) <= half * (1 + 1e-9) + abs(number) * 1e-15


@given(st.text(max_size=30), st.text(alphabet="A9*-\\x", max_size=30))
def test_a_mask_takes_every_text_and_fits_only_its_length(text: str, mask: str) -> None:
    if fits_mask(text, mask):
        assert len(text) <= len(mask)


def a_set(required: list[bool], defaults: list[Any]) -> FieldSet:
    """A project's number fields, with requirements and defaults."""
    attached = (
        Attached(field=copied(a_field("number", place)), own_required=one, own_default=default, has_own_default=True)
        for place, (one, default) in enumerate(zip(required, defaults, strict=True))
    )
    return FieldSet(org_id=ORG, workspace_id=WORKSPACE, project_id="prj_1", attached=tuple(attached))


values = st.one_of(st.none(), st.integers(0, 3))


@given(st.data())
def test_what_is_required_has_a_value_from_the_first_to_the_last_change(data: st.DataObject) -> None:
    size = 4
    fields = a_set(
        data.draw(st.lists(st.booleans(), min_size=size, max_size=size)),
        data.draw(st.lists(values, min_size=size, max_size=size)),
    )
    ids = list(fields.field_ids)
    some = st.dictionaries(st.sampled_from(ids), values, max_size=size)
    current: Any = None
    for said in data.draw(st.lists(some, min_size=1, max_size=6)):
        creating = current is None
        wanted = {**(current or {}), **said}
        if creating:
            unsaid = {one.field.id: one.default for one in fields.attached if one.field.id not in said}
            wanted = unsaid | wanted
        wanted = {id: value for id, value in wanted.items() if value is not None}
        required = {one.field.id for one in fields.attached if one.required}
        lacking = (required if creating else required & said.keys()) - wanted.keys()
        try:
            current = fill(fields, said, current or {}, definition=lambda _: None, creating=creating)
        except Unprocessable as refused:
            assert {fault.pointer.rpartition("/")[2] for fault in refused.errors} == lacking
            continue
        assert not lacking
        assert current == wanted


@given(anything, st.sampled_from(TYPES))
def test_a_copy_that_is_behind_never_refuses_what_the_definition_takes(given: Any, type: Any) -> None:
    newer = replace(a_field(type), version=2)
    older = replace(newer, options=(), minimum=1.0, maximum=0.0, max_length=0, latest="1970-01-01", version=1)
    fields = FieldSet(org_id=ORG, workspace_id=WORKSPACE, project_id="prj_1", attached=(Attached(field=copied(older)),))
    try:
        wanted = read(newer, given)
    except Unfit:
        with pytest.raises(Unprocessable):
            fill(fields, {newer.id: given}, {}, definition=lambda _: newer)
        return
    assert fill(fields, {newer.id: given}, {}, definition=lambda _: newer).get(newer.id) == wanted
