"""Tasks have values of their project's fields: read by type, kept, required, defaulted and told."""

from typing import Any

import pytest

from tests.service import Team

from .bench import Bench, a_bench, faults

NOBODY = "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"
NO_TASK = "tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"

TAKEN: list[tuple[str, dict[str, Any], Any, Any]] = [
    ("text", {}, "  Acme  ", "Acme"),
    ("text", {"pattern": "AA-99*"}, "QX-04b", "QX-04b"),
    ("long_text", {}, "One\ntwo", "One\ntwo"),
    ("number", {}, 3, 3),
    ("number", {}, 3.0, 3),
    ("number", {"precision": 1}, 0.25, 0.2),
    ("number", {"minimum": -1, "maximum": 1}, -1, -1),
    ("currency", {"currency_code": "EUR", "precision": 2}, 19.999, 20),
    ("percent", {}, 12.5, 12.5),
    ("date", {"earliest": "2030-01-01"}, "2030-01-31", "2030-01-31"),
    ("datetime", {}, "2030-01-31T09:00:00+02:00", "2030-01-31T07:00:00.000Z"),
    ("checkbox", {}, False, False),
    ("url", {}, "HTTPS://Example.COM", "https://example.com/"),
    ("email", {}, " Ann@Example.com ", "ann@example.com"),
    ("phone", {}, "0049 (30) 123-456", "+4930123456"),
    ("rating", {"scale": 10}, 10, 10),
]
REFUSED: list[tuple[str, dict[str, Any], Any, str]] = [
    ("text", {}, "One\ntwo", "multiple_lines"),
    ("text", {"pattern": "AA-99*"}, "Q-04b", "pattern_mismatch"),
    ("text", {"max_length": 3}, "four", "string_too_long"),
    ("text", {"min_length": 3}, "ab", "string_too_short"),
    ("text", {}, 3, "string_type"),
    ("long_text", {}, "x" * 5_001, "string_too_long"),
    ("number", {}, "3", "number_type"),
    ("number", {}, True, "number_type"),
    ("number", {"minimum": 0}, -1, "out_of_range"),
    ("number", {}, 1e16, "out_of_range"),
    ("number", {}, 10**400, "out_of_range"),
    ("date", {}, "2030-02-30", "date"),
    ("date", {}, "20300131", "date"),
    ("date", {"latest": "2030-01-01"}, "2030-01-02", "out_of_range"),
    ("datetime", {}, "2030-01-31T09:00:00", "datetime"),
    ("checkbox", {}, "true", "bool_type"),
    ("url", {}, "javascript:alert(1)", "url"),
    ("url", {}, "https://user@example.com/", "url"),
    ("url", {}, "https://exa mple.com/", "url"),
    ("email", {}, "ann", "email"),
    ("phone", {}, "call me", "phone"),
    ("rating", {}, 6, "out_of_range"),
    ("rating", {}, 2.5, "out_of_range"),
    ("people", {}, [NOBODY], "not_a_member"),
    ("people", {}, ["ann"], "unknown"),
    ("reference", {}, [NO_TASK], "unknown"),
    ("reference", {}, {"a": 1}, "malformed"),
]


@pytest.mark.parametrize(("type", "settings", "given", "stored"), TAKEN)
def test_a_value_is_stored_in_one_spelling(bench: Bench, type: str, settings: Any, given: Any, stored: Any) -> None:
    field = bench.field(type, **settings)
    task = bench.task({field["id"]: given})
    assert task["custom_fields"] == {field["id"]: stored}
    assert bench.give(task, {field["id"]: stored}).expect(200) == task, "it is that spelling already"
    assert bench.give(task, {field["id"]: None}).expect(200)["custom_fields"] == {}


@pytest.mark.parametrize(("type", "settings", "given", "code"), REFUSED)
def test_a_value_that_does_not_fit_is_pointed_at(bench: Bench, type: str, settings: Any, given: Any, code: str) -> None:
    field = bench.field(type, **settings)
    task = bench.task()
    for answer in (bench.create({field["id"]: given}), bench.give(task, {field["id"]: given})):
        if code == "malformed":
            assert answer.status == 400
            continue
        [(pointer, found)] = faults(answer).items()
        assert (pointer.removesuffix("/0"), found) == (f"/custom_fields/{field['id']}", code)
    assert bench.values(task) == {}


@pytest.mark.parametrize("given", ["", "   "])
@pytest.mark.parametrize("type", ["text", "long_text", "url", "email", "phone", "date", "datetime"])
def test_an_empty_text_is_no_value(bench: Bench, type: str, given: str) -> None:
    field = bench.field(type)
    assert bench.task({field["id"]: given})["custom_fields"] == {}


def test_options_are_chosen_by_id_or_name_and_shown_in_the_fields_order(bench: Bench) -> None:
    single, ids = bench.select("Low", "High")
    several, more = bench.select("Red", "Green", "Blue", type="multi_select")
    task = bench.task({single["id"]: "high", several["id"]: ["blue", more["Red"], "BLUE"]})
    assert task["custom_fields"] == {single["id"]: ids["High"], several["id"]: [more["Red"], more["Blue"]]}
    assert faults(bench.give(task, {single["id"]: "Middle"})) == {f"/custom_fields/{single['id']}": "unknown_option"}
    assert bench.give(task, {several["id"]: []}).expect(200)["custom_fields"] == {single["id"]: ids["High"]}


def test_an_archived_option_stays_with_those_who_have_it_and_is_chosen_no_more(bench: Bench) -> None:
    field, ids = bench.select("Low", "High", type="multi_select")
    one, two = bench.task({field["id"]: ["Low"]}), bench.task()
    bench.ann.patch(f"{bench.fields}/{field['id']}/options/{ids['Low']}", {"archived": True}).expect(200)
    bench.service.deliver()
    both = bench.give(one, {field["id"]: ["Low", "High"]}).expect(200)
    assert both["custom_fields"] == {field["id"]: [ids["Low"], ids["High"]]}
    assert faults(bench.give(two, {field["id"]: ["Low"]})) == {f"/custom_fields/{field['id']}": "unknown_option"}


def test_an_option_can_be_chosen_the_moment_it_is_there(bench: Bench) -> None:
    field, _ = bench.select("Low")
    bench.service.deliver()
    bench.ann.post(f"{bench.fields}/{field['id']}/options", {"name": "High"}).expect(201)
    bench.task({field["id"]: "High"})
    bench.ann.patch(f"{bench.fields}/{field['id']}", {"name": "Level"}).expect(200)
    bench.task({field["id"]: "High"})


def test_people_must_be_able_to_see_the_project(team: Team) -> None:
    bench = a_bench(team, visibility="private")
    ben, cat = team.join("Ben"), team.join("Cat")
    bench.ann.put(f"{bench.p}/members/{ben.id}", {"role": "viewer"}).expect(200)
    one, several = bench.field("people", "Owner"), bench.field("people", "Helpers", multiple=True)
    task = bench.task({one["id"]: ben.id, several["id"]: [bench.ann.id, ben.id, ben.id]})
    assert task["custom_fields"] == {one["id"]: [ben.id], several["id"]: [bench.ann.id, ben.id]}
    assert faults(bench.give(task, {one["id"]: [cat.id]})) == {f"/custom_fields/{one['id']}/0": "not_a_member"}
    assert faults(bench.give(task, {one["id"]: [ben.id, bench.ann.id]})) == {f"/custom_fields/{one['id']}": "too_long"}
    bench.ann.delete(f"{bench.p}/members/{ben.id}").expect(204)
    assert bench.give(task, {one["id"]: None}).expect(200)["custom_fields"] == {several["id"]: [bench.ann.id, ben.id]}


def test_a_reference_names_what_the_caller_can_see(team: Team) -> None:
    bench = a_bench(team)
    ben = team.join("Ben")
    bench.ann.put(f"{bench.p}/members/{ben.id}", {"role": "editor"}).expect(200)
    field = bench.field("reference", multiple=True)
    open_one = bench.task()
    secret = a_bench(team, key="SEC", visibility="private").task()
    task = bench.task({field["id"]: [open_one["id"], secret["id"]]})
    assert task["custom_fields"] == {field["id"]: [open_one["id"], secret["id"]]}
    other = bench.task()
    refused = ben.patch(bench.url(other), {"custom_fields": {field["id"]: [secret["id"]]}})
    assert faults(refused) == {f"/custom_fields/{field['id']}": "unknown"}
    ben.patch(bench.url(task), {"custom_fields": {field["id"]: [secret["id"]]}}).expect(200)
    projects = bench.field("reference", "Project", reference_to="project")
    assert bench.task({projects["id"]: bench.project["id"]})["custom_fields"] == {projects["id"]: [bench.project["id"]]}
    assert faults(bench.create({projects["id"]: task["id"]})) == {f"/custom_fields/{projects['id']}": "unknown"}


def test_only_the_fields_of_the_project_take_values(bench: Bench) -> None:
    unused, archived, deleted = bench.define("text"), bench.field("text"), bench.field("text")
    bench.ann.post(f"{bench.fields}/{archived['id']}/archive").expect(200)
    bench.ann.delete(f"{bench.fields}/{deleted['id']}").expect(204)
    bench.service.deliver()
    for field, code in ((unused, "unknown"), (archived, "archived"), (deleted, "unknown")):
        for value in ("x", None):
            assert faults(bench.create({field["id"]: value})) == {f"/custom_fields/{field['id']}": code}
    assert bench.create({"nonsense": "x"}).status == 400


def test_what_a_task_has_outlives_the_field_being_put_aside(bench: Bench) -> None:
    field = bench.field("text")
    task = bench.task({field["id"]: "Acme"})
    bench.ann.post(f"{bench.fields}/{field['id']}/archive").expect(200)
    bench.service.deliver()
    changed = bench.ann.patch(bench.url(task), {"title": "Another"}).expect(200)
    assert changed["custom_fields"] == {field["id"]: "Acme"}
    bench.ann.delete(f"{bench.p}/custom-fields/{field['id']}").expect(204)
    assert bench.values(task) == {field["id"]: "Acme"}


def test_what_is_required_is_required_of_new_tasks_and_when_it_is_taken_away(bench: Bench) -> None:
    before = bench.task()
    field = bench.field("text", required=True)
    pointer = {f"/custom_fields/{field['id']}": "required"}
    assert faults(bench.create({})) == pointer
    assert faults(bench.create({field["id"]: " "})) == pointer
    task = bench.task({field["id"]: "Acme"})
    assert faults(bench.give(task, {field["id"]: None})) == pointer
    bench.ann.patch(bench.url(before), {"title": "Goes on"}).expect(200)
    bench.use(field, required=False)
    bench.task()


def test_a_checkbox_that_is_not_ticked_is_a_value(bench: Bench) -> None:
    field = bench.field("checkbox", required=True)
    assert bench.task({field["id"]: False})["custom_fields"] == {field["id"]: False}


def test_new_tasks_have_the_defaults_of_their_project(bench: Bench) -> None:
    field, ids = bench.select("Low", "High")
    bench.use(field, default="Low", required=True)
    assert bench.task()["custom_fields"] == {field["id"]: ids["Low"]}
    assert bench.task({field["id"]: "High"})["custom_fields"] == {field["id"]: ids["High"]}
    assert faults(bench.create({field["id"]: None})) == {f"/custom_fields/{field['id']}": "required"}
    bench.ann.patch(f"{bench.fields}/{field['id']}/options/{ids['Low']}", {"archived": True}).expect(200)
    bench.service.deliver()
    assert faults(bench.create({})) == {f"/custom_fields/{field['id']}": "required"}, "nobody chooses it any more"


def test_each_changed_value_is_told_once_and_nothing_else_is(bench: Bench) -> None:
    text, number = bench.field("text", "Text"), bench.field("number", "Number")
    task = bench.task({text["id"]: "Old", number["id"]: 1})
    before = len(bench.service.events())
    bench.give(task, {text["id"]: "New", number["id"]: 1}).expect(200)
    [event] = bench.service.events()[before:]
    assert event["type"] == "onetick.task.custom_field_changed.v1"
    assert event["data"]["context"] == {"field_id": text["id"], "from": "Old", "to": "New"}
    assert event["data"]["changed"] == ["custom_fields"]
    assert event["data"]["previous"]["custom_fields"] == {text["id"]: "Old", number["id"]: 1}


def test_lists_boards_and_copies_show_values(bench: Bench) -> None:
    text, long = bench.field("text", "Short"), bench.field("long_text", "Long")
    task = bench.task({text["id"]: "Acme", long["id"]: "x" * 1_001}, assignee_ids=[bench.ann.id])
    for query in (f"filter[project_id]={bench.project['id']}", "filter[assignee_id]=me"):
        [row] = bench.ann.get(f"{bench.team.w}/tasks?{query}").expect(200)["data"]
        assert row["custom_fields"] == {text["id"]: "Acme"}, "long texts come with the task alone"
    columns = bench.ann.get(f"{bench.p}/board").expect(200)["columns"]
    assert [row["custom_fields"] for column in columns for row in column["tasks"]] == [{text["id"]: "Acme"}]
    copy = bench.ann.post(bench.url(task, "/duplicate"), {}).expect(201)
    assert copy["custom_fields"] == bench.values(task)


def test_values_that_are_too_much_together_are_refused(bench: Bench) -> None:
    fields = [bench.field("long_text", str(number)) for number in range(4)]
    assert faults(bench.create({field["id"]: "ä" * 4_000 for field in fields})) == {"/custom_fields": "too_large"}
    bench.task({field["id"]: "x" * 4_000 for field in fields})


def test_so_many_values_are_changed_at_once_and_no_more(bench: Bench) -> None:
    fields = [bench.field("number", str(number)) for number in range(21)]
    everything = {field["id"]: 1 for field in fields}
    task = bench.task(everything)
    assert bench.give(task, everything).status == 400
    bench.give(task, {field["id"]: 2 for field in fields[:20]}).expect(200)
