"""The keys that tasks are sorted by are in the order of the values that they stand for."""

import re
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onetick.fields.model import CustomField, Option
from onetick.fields.sorting import sort_key
from tests.property.test_custom_fields import a_field

NUMBERS = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))


def key(type: str, value: Any) -> str:
    return sort_key(a_field(type, 1), value)


@given(NUMBERS, NUMBERS)
def test_numbers_sort_as_numbers(one: float, other: float) -> None:
    keys = key("number", one), key("number", other)
    assert (keys[0] < keys[1]) == (float(one) < float(other))
    assert (keys[0] == keys[1]) == (float(one) == float(other)), "minus nought is nought"
    assert re.fullmatch("[0-9a-f]{16}", keys[0])


@given(st.datetimes(), st.datetimes())
def test_days_sort_as_days(one: Any, other: Any) -> None:
    keys = [key("date", day.date().isoformat()) for day in (one, other)]
    assert (keys[0] < keys[1]) == (one.date() < other.date())


@given(st.text("abcdefgh !-#Z", max_size=12), st.text("abcdefgh !-#Z", max_size=12))
def test_texts_sort_by_their_letters_whatever_the_case_and_a_shorter_one_first(one: str, other: str) -> None:
    shown = [text.casefold().replace("#", "").strip() or "!" for text in (one, other)]
    rows = [f"set#{key('text', text)}#tsk_" for text in (one, other)]
    assert (rows[0] < rows[1]) == (shown[0] < shown[1])


@given(st.text())
def test_no_text_gets_out_of_its_part_of_a_key(text: str) -> None:
    made = key("text", text)
    assert made.isprintable() and "#" not in made and len(made) == 64


@given(st.permutations(["opt_a", "opt_b", "opt_c"]))
def test_options_sort_by_their_places(ids: list[str]) -> None:
    field = _with_options(ids)
    assert [sort_key(field, id) for id in ids] == ["000", "001", "002"]
    assert sort_key(field, "opt_gone") == ""


@given(st.sampled_from(["number", "checkbox", "date", "single_select"]), st.sampled_from([None, {"error": "x"}, ["a"]]))
def test_what_is_no_value_of_the_field_has_no_place(type: str, value: Any) -> None:
    assert key(type, value) == ""


def _with_options(ids: list[str]) -> CustomField:
    return replace(a_field("single_select", 1), options=tuple(Option(id=id, name=id) for id in ids))
