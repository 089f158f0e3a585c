"""What a request says, understood or pointed at."""

from datetime import date
from typing import Annotated, Any, Literal

import pytest
from pydantic import StringConstraints, ValidationError

from onetick.kernel.adapters import secrets
from onetick.kernel.fields import Body, Day, Moment, QueryParameters, View
from onetick.kernel.problems import ValidationFailed
from onetick.kernel.requests.binding import dry_run_of, paging_of, parse_body, parse_query

from .toys import list_boxes

Word = Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]


class Note(Body):
    text: str = ""
    color: Literal["any"] | dict[Word, list[int]] = "any"
    parts: tuple[dict[str, str], ...] = ()
    at: Moment | None = None


class Shown(View):
    text: str


class Asked(QueryParameters):
    text: str


def faults(raw: str) -> list[tuple[str, str]]:
    with pytest.raises(ValidationFailed) as refused:
        parse_body(Note, raw, "application/json")
    return [(fault.pointer, fault.code) for fault in refused.value.errors]


@pytest.mark.parametrize(
    ("raw", "pointer"),
    [
        (r'{"text": "a\u0000b"}', "/text"),
        (r'{"text": "a\bb"}', "/text"),
        ('{"text": "a\x7fb"}', "/text"),
        (r'{"parts": [{"a": ""}, {"b/c": "\u001b[0m"}]}', "/parts/1/b~1c"),
        (r'{"te\u0001xt": ""}', ""),
    ],
)
def test_control_characters_are_pointed_at(raw: str, pointer: str) -> None:
    assert faults(raw) == [(pointer, "control_character")]


@pytest.mark.parametrize(
    ("raw", "pointers"),
    [
        ('{"text": 1}', {"/text"}),
        ('{"parts": [{}, {"a": 1}]}', {"/parts/1/a"}),
        ('{"color": 1}', {"/color"}),
        ('{"color": {"a": ["x"]}}', {"/color", "/color/a/0"}),
        ('{"color": {"A": []}}', {"/color", "/color/A"}),
        ('{"color": {"": null}}', {"/color", "/color/"}),
        ('{"no/such": 1}', {"/no~1such"}),
    ],
)
def test_a_fault_is_pointed_at_where_it_stands_in_the_body(raw: str, pointers: set[str]) -> None:
    assert {pointer for pointer, _ in faults(raw)} == pointers


def test_what_is_missing_is_named() -> None:
    class Needy(Body):
        inner: Shown

    for raw, pointer in (("", "/inner"), ("{}", "/inner"), ('{"inner": {}}', "/inner/text")):
        with pytest.raises(ValidationFailed) as refused:
            parse_body(Needy, raw, "application/json")
        assert [fault.pointer for fault in refused.value.errors] == [pointer]


@pytest.mark.parametrize("raw", [r'{"text": "a\\u0000b"}', r'{"text": "\\bold"}', r'{"text": "a\tb\r\nc"}'])
def test_an_escaped_backslash_a_tab_and_line_breaks_are_text(raw: str) -> None:
    assert parse_body(Note, raw, "application/json")


def test_what_is_no_json_is_refused_for_that() -> None:
    [(pointer, code)] = faults(r'{"text": "\u0000"')
    assert (pointer, code) == ("", "json_invalid")


@pytest.mark.parametrize("text", ["2026-11-20T09:00:00Z", "2026-11-20t09:00:00.123456789+01:00"])
def test_a_moment_is_written_as_rfc_3339_says(text: str) -> None:
    assert parse_body(Note, f'{{"at": "{text}"}}', "application/json")


@pytest.mark.parametrize(
    "text", ["0", "1700000000", "1700000000000", "2026-11-20", "2026-11-20T09:00:00", "2026-13-20T09:00:00Z", "٢٠٢٦"]
)
def test_a_number_or_half_a_date_is_no_moment(text: str) -> None:
    assert faults(f'{{"at": "{text}"}}') == [("/at", "value_error")]
    with pytest.raises(ValidationError):
        Note.model_validate_strings({"at": text})


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1e1", "٣", "", "0001000", "0001" + "0" * 5000])
def test_a_limit_out_of_range_is_refused_however_it_is_spelt(limit: str) -> None:
    with secrets.use({"cursor-key": "test"}), pytest.raises(ValidationFailed) as refused:
        paging_of(list_boxes, {"limit": [limit]})
    assert refused.value.errors[0].pointer == "query/limit"


@pytest.mark.parametrize("asked", ["True", "1", "yes", ""])
def test_a_misspelt_dry_run_does_not_write(asked: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        dry_run_of({"dry_run": [asked]})
    assert refused.value.errors[0].pointer == "query/dry_run"


@pytest.mark.parametrize(
    ("given", "expected"), [({}, False), ({"dry_run": ["false"]}, False), ({"dry_run": ["true"]}, True)]
)
def test_a_dry_run_is_asked_for_by_true(given: dict[str, Any], expected: bool) -> None:
    assert dry_run_of(given) is expected
    assert given == {}


def test_an_error_of_a_model_that_ends_up_in_a_log_does_not_repeat_what_was_sent() -> None:
    for model in (Note, Shown, Asked):
        with pytest.raises(ValidationError) as refused:
            model.model_validate({"text": ["hunter2"]})
        assert "hunter2" not in str(refused.value)


class OnDay(QueryParameters):
    on: Day | None = None


@pytest.mark.parametrize(
    "text", ["0", "20300131", "1893456000", "2030-1-31", "2030-02-30", "1969-12-31", "2030-01-31T00:00"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValidationFailed):
        parse_query(OnDay, {"on": [text]})
    assert parse_query(OnDay, {"on": ["2030-01-31"]}) == OnDay(on=date(2030, 1, 31))
