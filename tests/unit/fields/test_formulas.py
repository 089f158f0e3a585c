"""Formula fields: worked out when a task is written, from its own fields, and never wrong without saying why."""

import re
from pathlib import Path
from typing import Any

import pytest

from onetick.fields.expressions import BUILT_IN
from onetick.formulas.functions import FUNCTIONS, LAZY
from onetick.formulas.parsing import SIGNS
from tests.service import Team

from .bench import Bench, a_bench, faults


def formula(bench: Bench, expression: str, name: str = "Result", **more: Any) -> dict[str, Any]:
    """A formula that the project uses."""
    return bench.field("formula", name, expression=expression, **more)


def test_a_formula_follows_the_fields_it_names(bench: Bench) -> None:
    net, rate = bench.field("currency", "Net", currency_code="EUR"), bench.field("percent", "Rate")
    gross = formula(bench, f"{{{net['id']}}} * (1 + {{{rate['id']}}} / 100)", precision=2)
    assert (gross["result_type"], gross["precision"]) == ("number", 2)
    task = bench.task({net["id"]: 99.99, rate["id"]: 19})
    assert task["custom_fields"][gross["id"]] == 118.99
    assert bench.give(task, {rate["id"]: 7}).expect(200)["custom_fields"][gross["id"]] == 106.99
    assert gross["id"] not in bench.give(task, {rate["id"]: None}).expect(200)["custom_fields"], "empty in, empty out"


def test_a_formula_follows_what_every_task_has(bench: Bench) -> None:
    field = formula(bench, '{key} & ": " & {title} & " is " & {status} & if({milestone}, "!", "")')
    task = bench.task(title="Ship")

    def value() -> Any:
        return bench.values(task)[field["id"]]

    assert value() == "LAU-1: Ship is todo"
    bench.ann.patch(bench.url(task), {"milestone": True}).expect(200)
    assert value() == "LAU-1: Ship is todo!"
    bench.ann.post(bench.url(task, "/transition"), {"status": "done"}).expect(200)
    assert value() == "LAU-1: Ship is done!"
    copy = bench.ann.post(bench.url(task, "/duplicate"), {"title": "Again"}).expect(201)
    assert copy["custom_fields"][field["id"]] == "LAU-2: Again is done!"


def test_dates_options_and_people_can_be_worked_with(bench: Bench) -> None:
    start, end = bench.field("date", "Start"), bench.field("date", "End")
    level, _ = bench.select("Low", "High", name="Level")
    tags, _ = bench.select("Red", "Green", name="Colours", type="multi_select")
    days = formula(bench, f"days_between({{{start['id']}}}, {{{end['id']}}})", "Days")
    urgent = formula(bench, f'{{{level["id"]}}} = "High" and count({{assignees}}) > 0', "Urgent")
    listed = formula(bench, f'join({{{tags["id"]}}}, "+")', "Listed")
    week = formula(bench, f"add_days({{{end['id']}}}, 7)", "Later")
    given = {start["id"]: "2030-01-01", end["id"]: "2030-03-01", level["id"]: "High", tags["id"]: ["Green", "Red"]}
    found = bench.task(given, assignee_ids=[bench.ann.id])["custom_fields"]
    assert found[days["id"]] == 59
    assert found[urgent["id"]] is True
    assert found[listed["id"]] == "Red+Green"
    assert found[week["id"]] == "2030-03-08"


def test_a_formula_may_stand_on_others_in_any_order(bench: Bench) -> None:
    number = bench.field("number", "Number")
    double = bench.define("formula", "Double", expression=f"{{{number['id']}}} * 2")
    fourfold = bench.define("formula", "Fourfold", expression=f"{{{double['id']}}} * 2")
    bench.use(fourfold)
    assert bench.task({number["id"]: 1})["custom_fields"] == {number["id"]: 1}, "what the project does not use is empty"
    bench.use(double)
    found = bench.task({number["id"]: 1})["custom_fields"]
    assert (found[double["id"]], found[fourfold["id"]]) == (2, 4)


def test_what_goes_wrong_is_a_value_that_says_why(bench: Bench) -> None:
    number = bench.field("number", "Number")
    share = formula(bench, f"1 / {{{number['id']}}}", "Share")
    onwards = formula(bench, f"{{{share['id']}}} + 1", "Onwards")
    caught = formula(bench, f"if_error({{{share['id']}}}, 0)", "Caught")
    found = bench.task({number["id"]: 0})["custom_fields"]
    assert found[share["id"]] == found[onwards["id"]] == {"error": "division_by_zero"}
    assert found[caught["id"]] == 0


def test_nobody_gives_a_formula_a_value(bench: Bench) -> None:
    field = formula(bench, "1 + 1")
    for value in (3, None):
        assert faults(bench.create({field["id"]: value})) == {f"/custom_fields/{field['id']}": "read_only"}
    assert bench.ann.put(f"{bench.p}/custom-fields/{field['id']}", {"required": True}).status == 422
    body = {"name": "x", "type": "formula", "expression": "1"}
    assert faults(bench.ann.post(bench.fields, {**body, "required": True})) == {"/required": "unsupported"}
    assert faults(bench.ann.post(bench.fields, {**body, "default": 1})) == {"/default": "unsupported"}
    assert faults(bench.ann.post(bench.fields, {"name": "x", "type": "formula"})) == {"/expression": "missing"}
    assert faults(bench.ann.post(bench.fields, {**body, "type": "text"})) == {"/expression": "unsupported"}


@pytest.mark.parametrize(
    ("expression", "position", "code"),
    [
        ("1 +", 3, "syntax"),
        ("1 2", 2, "syntax"),
        ('"never ends', 0, "syntax"),
        ("1 + lenght({title})", 4, "unknown"),
        ("1 + {tilte}", 4, "unknown"),
        ("{fld_01JD4Y6QW8M3Z5T7V9X1B2C3D4}", 0, "unknown"),
        ("{title} + 1", 8, "type"),
        ('if(true, 1, "x")', 12, "type"),
        ("if(1, 2)", 3, "type"),
        ("{assignees}", 0, "type"),
        ("now()", 0, "unknown"),
        ("-" * 60 + "1", 10, "too_deep"),
        ("max(" + ",".join(["1"] * 160) + ")", 0, "too_long"),
    ],
)
def test_what_is_no_formula_is_pointed_at(bench: Bench, expression: str, position: int, code: str) -> None:
    answer = bench.ann.post(bench.fields, {"name": "x", "type": "formula", "expression": expression})
    assert faults(answer) == {"/expression": code}
    assert answer.json["position"] == position
    assert f"character {position + 1}" in answer.json["errors"][0]["message"]


@pytest.mark.parametrize(
    "expression",
    [
        "9" * 15 + "*" + "9" * 15,
        'replace(replace(replace({title}, "x", "xxxxxxxxxx"), "x", "xxxxxxxxxx"), "x", "xxxxxxxxxx")',
        "&".join(["{title}"] * 49),
        "date(9999, 12, 31) = add_days(date(9999, 12, 31), 10)",
        "round(1, 100)",
    ],
)
def test_bombs_are_failures_and_harmless(bench: Bench, expression: str) -> None:
    field = formula(bench, expression)
    value = bench.task(title="x" * 500)["custom_fields"][field["id"]]
    assert set(value) == {"error"}


def test_a_circle_is_refused_and_named(bench: Bench) -> None:
    one = bench.define("formula", "One", expression="1")
    two = bench.define("formula", "Two", expression=f"{{{one['id']}}} + 1")
    three = bench.define("formula", "Three", expression=f"{{{two['id']}}} + 1")
    answer = bench.ann.patch(f"{bench.fields}/{one['id']}", {"expression": f"{{{three['id']}}} + 1"})
    assert faults(answer) == {"/expression": "circular"}
    assert answer.json["errors"][0]["message"] == "needs itself: One → Three → Two → One"
    itself = bench.ann.patch(f"{bench.fields}/{one['id']}", {"expression": f"{{{one['id']}}} + 1"})
    assert itself.json["errors"][0]["message"] == "needs itself: One → One"


def test_a_tower_of_formulas_is_only_so_high(bench: Bench) -> None:
    last = bench.define("formula", "0", expression="1")
    for number in range(1, 10):
        last = bench.define("formula", str(number), expression=f"{{{last['id']}}} + 1")
    body = {"name": "Too high", "type": "formula", "expression": f"{{{last['id']}}} + 1"}
    assert faults(bench.ann.post(bench.fields, body)) == {"/expression": "too_deep"}


def test_a_formula_others_stand_on_keeps_the_type_of_its_result(bench: Bench) -> None:
    one = bench.define("formula", "One", expression="1")
    path = f"{bench.fields}/{one['id']}"
    assert bench.ann.patch(path, {"expression": '"text"'}).expect(200)["result_type"] == "text"
    bench.ann.patch(path, {"expression": "1"}).expect(200)
    bench.define("formula", "Two", expression=f"{{{one['id']}}} + 1")
    refused = bench.ann.patch(path, {"expression": '"text"'})
    assert faults(refused) == {"/expression": "in_use"} and "Two" in refused.json["errors"][0]["message"]
    bench.ann.patch(path, {"expression": "2"}).expect(200)


def test_a_formula_names_only_what_its_projects_have(team: Team) -> None:
    bench, other = a_bench(team), a_bench(team, key="OTH")
    local = other.define("number", "Local", project_id=other.project["id"])
    body = {"name": "x", "type": "formula", "expression": f"{{{local['id']}}} + 1"}
    assert faults(bench.ann.post(bench.fields, body)) == {"/expression": "unknown"}
    bench.ann.post(bench.fields, {**body, "project_id": other.project["id"]}).expect(201)


def test_a_changed_formula_is_told_with_the_change_that_moved_it(bench: Bench) -> None:
    number = bench.field("number", "Number")
    double = formula(bench, f"{{{number['id']}}} * 2")
    task = bench.task({number["id"]: 1})
    before = len(bench.service.events())
    bench.give(task, {number["id"]: 2}).expect(200)
    told = {event["data"]["context"]["field_id"]: event["data"]["context"] for event in bench.service.events()[before:]}
    assert told[double["id"]] == {"field_id": double["id"], "from": 2, "to": 4}
    assert told.keys() == {number["id"], double["id"]}


def test_an_archived_formula_stays_as_it_was(bench: Bench) -> None:
    number = bench.field("number", "Number")
    double = formula(bench, f"{{{number['id']}}} * 2")
    task = bench.task({number["id"]: 1})
    bench.ann.post(f"{bench.fields}/{double['id']}/archive").expect(200)
    bench.service.deliver()
    assert bench.give(task, {number["id"]: 2}).expect(200)["custom_fields"] == {number["id"]: 2, double["id"]: 2}


def test_the_guide_names_every_function_and_every_field() -> None:
    guide = (Path(__file__).parents[3] / "docs/how-to/write-formulas.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", guide))
    operators = set(SIGNS)
    assert words >= {*FUNCTIONS, *LAZY} - operators
    assert {f"{{{name}}}" for name in BUILT_IN} <= set(re.findall(r"\{[a-z_]+\}", guide))


def test_two_people_at_the_same_moment_do_not_close_a_circle(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    one = bench.define("formula", "One", expression="1")
    two = bench.define("formula", "Two", expression="2")
    ben = bench.team.join("Ben", role="ws_admin")
    tables = bench.service.tables
    transact, meanwhile = tables.transact, []

    def and_somebody_else_first(*args: Any, **kwargs: Any) -> None:
        monkeypatch.setattr(tables, "transact", transact)
        meanwhile.append(ben.patch(f"{bench.fields}/{two['id']}", {"expression": f"{{{one['id']}}} + 1"}))
        transact(*args, **kwargs)

    monkeypatch.setattr(tables, "transact", and_somebody_else_first)
    late = bench.ann.patch(f"{bench.fields}/{one['id']}", {"expression": f"{{{two['id']}}} + 1"})
    assert [answer.status for answer in meanwhile] == [200]
    assert faults(late) == {"/expression": "circular"}
