"""The tasks of a project are sorted by its custom fields: each type in its order, and nothing twice or left out."""

from functools import partial
from typing import Any

import pytest

from onetick.kernel.adapters.memory import MemoryTables
from onetick.tasks import recompute
from tests.service import Team
from tests.unit.tasks.test_call_budgets import _unlimited, calls, costs

from .bench import Bench, a_bench, faults

__all__ = ["_unlimited"]


def sortable(bench: Bench, type: str, name: str = "By", **more: Any) -> dict[str, Any]:
    """A field that the tasks of the project can be sorted by."""
    made = bench.define(type, name, **more)
    used = bench.use(made, sortable=True)
    assert (used["sortable"], used["sort_ready"]) == (True, False)
    bench.service.deliver()
    return made


def listed(bench: Bench, field: dict[str, Any], *, minus: str = "", limit: int = 100, more: str = "") -> list[str]:
    """The titles of the project's tasks by a field, over all pages."""
    found: list[str] = []
    cursor = ""
    while True:
        answer = bench.ann.get(f"{path(bench, field, minus)}&limit={limit}{more}{cursor}").expect(200)
        found += [row["title"] for row in answer["data"]]
        if answer["page"]["next_cursor"] is None:
            return found
        cursor = f"&cursor={answer['page']['next_cursor']}"


def path(bench: Bench, field: dict[str, Any], minus: str = "") -> str:
    """The list of the project's tasks by a field."""
    return f"{bench.team.w}/tasks?filter[project_id]={bench.project['id']}&sort={minus}field.{field['id']}"


@pytest.mark.parametrize(
    ("type", "values"),
    [
        ("number", [-1e15, -100, -2.5, 0, 0.001, 2, 10, 1e15]),
        ("percent", [-20, 3, 100]),
        ("rating", [1, 2, 5]),
        ("date", ["1999-12-31", "2030-01-02", "2030-01-10"]),
        ("datetime", ["2030-01-01T00:00:00+02:00", "2030-01-01T00:00:00Z", "2030-01-01T09:00:00-02:00"]),
        ("checkbox", [False, True]),
        ("text", ["#1 apple", "äpfel".upper(), "Apple", "apple pie", "APPLE TREE", "Zoo"]),
    ],
)
def test_values_of_each_type_sort_in_their_own_order(bench: Bench, type: str, values: list[Any]) -> None:
    field = sortable(bench, type)
    in_order = values if type != "text" else ["#1 apple", "Apple", "apple pie", "APPLE TREE", "Zoo", "ÄPFEL"]
    bench.task(title="none")
    for value in [*values[1::2], *values[::2]]:
        bench.task({field["id"]: value}, title=str(value))
    shown = [str(value) for value in in_order]
    assert listed(bench, field) == [*shown, "none"]
    assert listed(bench, field, minus="-") == [*reversed(shown), "none"], "those without a value are last either way"
    assert listed(bench, field, limit=2) == [*shown, "none"]
    assert listed(bench, field, minus="-", limit=2) == [*reversed(shown), "none"]


def test_a_value_that_is_changed_or_taken_away_takes_the_task_along(bench: Bench) -> None:
    field = sortable(bench, "number")
    one, two, three = (bench.task({field["id"]: n}, title=str(n)) for n in (1, 2, 3))
    bench.give(one, {field["id"]: 9}).expect(200)
    bench.give(two, {field["id"]: None}).expect(200)
    assert listed(bench, field) == ["3", "1", "2"]
    bench.ann.patch(bench.url(three), {"title": "three", "status": "done"}).expect(200)
    assert listed(bench, field) == ["three", "1", "2"], "as other orders, it has open and finished ones"
    assert listed(bench, field, more="&filter[completed]=false") == ["1", "2"]


def test_the_same_value_sorts_by_age_and_a_walk_neither_repeats_nor_skips(bench: Bench) -> None:
    field = sortable(bench, "number")
    tasks = [bench.task({field["id"]: n // 3}, title=f"{n}") for n in range(9)]
    assert listed(bench, field) == [str(n) for n in range(9)]
    first = bench.ann.get(f"{path(bench, field)}&limit=4").expect(200)
    bench.ann.delete(bench.url(tasks[3])).expect(204)
    bench.ann.patch(bench.url(tasks[5]), {"title": "five"}).expect(200)
    bench.task({field["id"]: 0}, title="before")
    bench.task({field["id"]: 2}, title="behind")
    rest = bench.ann.get(f"{path(bench, field)}&limit=50&cursor={first['page']['next_cursor']}").expect(200)
    assert [row["title"] for row in first["data"]] == ["0", "1", "2", "3"]
    assert [row["title"] for row in rest["data"]] == ["4", "five", "6", "7", "8", "behind"]


def test_options_sort_by_their_order_and_follow_it(bench: Bench) -> None:
    field = sortable(bench, "single_select", options=[{"name": name} for name in ("Low", "High", "Middle")])
    ids = {option["name"]: option["id"] for option in field["options"]}
    for name in ("Middle", "High", "Low"):
        bench.task({field["id"]: name}, title=name)
    before = bench.task(title="none")
    assert listed(bench, field) == ["Low", "High", "Middle", "none"]
    to_front = {"before_id": ids["High"]}
    bench.ann.patch(f"{bench.fields}/{field['id']}/options/{ids['Middle']}", to_front).expect(200)
    bench.service.deliver(times=2)
    assert listed(bench, field) == ["Low", "Middle", "High", "none"]
    assert bench.ann.get(bench.url(before)).json["updated_at"] == before["updated_at"]


def test_formulas_sort_too(bench: Bench) -> None:
    number = bench.field("number", "Number")
    field = sortable(bench, "formula", expression=f"0 - {{{number['id']}}}")
    for n in (1, 3, 2):
        bench.task({number["id"]: n}, title=str(n))
    assert listed(bench, field) == ["3", "2", "1"]


def test_the_tasks_that_there_are_get_their_places_when_a_field_is_made_sortable(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recompute, "TASKS_AT_ONCE", 2)
    monkeypatch.setattr(recompute, "WINDOWS", 1)
    field = bench.field("number")
    tasks = [bench.task({field["id"]: 5 - n}, title=str(5 - n)) for n in range(5)]
    gone = bench.task({field["id"]: 0}, title="0")
    bench.ann.delete(bench.url(gone)).expect(204)
    bench.service.deliver(rounds=20)
    assert faults(bench.ann.get(path(bench, field))) == {"query/sort": "not_sortable"}
    bench.use(field, sortable=True)
    assert bench.ann.get(path(bench, field)).status == 409, "rather than a list that lacks some"
    told = len(bench.service.events())
    bench.service.deliver(times=2, rounds=20)
    assert bench.used()[0]["sort_ready"]
    assert listed(bench, field) == ["1", "2", "3", "4", "5"]
    kinds = {event["type"] for event in bench.service.events()[told:]}
    assert kinds == {"onetick.field_set.sorted.v1", "onetick.field_set.recomputed.v1"}, "no news of any task"
    assert bench.ann.get(bench.url(tasks[0])).json["updated_at"] == tasks[0]["updated_at"]
    bench.ann.post(bench.url(gone, "/restore")).expect(200)
    assert listed(bench, field) == ["0", "1", "2", "3", "4", "5"]
    assert bench.use(field, required=True)["sort_ready"], "what is left out stays as it was"
    assert not bench.use(field, sortable=False)["sort_ready"]
    bench.service.deliver(rounds=20)
    assert rows(bench, field) == 0


def test_what_a_project_does_not_use_any_more_leaves_no_rows(bench: Bench) -> None:
    field = sortable(bench, "number")
    bench.task({field["id"]: 1})
    assert rows(bench, field) == 1
    bench.ann.delete(f"{bench.p}/custom-fields/{field['id']}").expect(204)
    bench.service.deliver()
    assert rows(bench, field) == 0
    assert bench.ann.get(path(bench, field)).status == 422
    bench.use(field, sortable=True)
    bench.service.deliver()
    bench.ann.delete(f"{bench.fields}/{field['id']}").expect(204)
    bench.service.deliver()
    assert (rows(bench, field), bench.ann.get(path(bench, field)).status) == (0, 422)
    bench.ann.post(f"{bench.fields}/{field['id']}/restore").expect(200)
    bench.service.deliver()
    assert listed(bench, field) == ["Write it down"]


def rows(bench: Bench, field: dict[str, Any]) -> int:
    """How many rows there are of a field of the project."""
    tables = bench.service.tables
    assert isinstance(tables, MemoryTables)
    pk = f"{bench.team.organization_id}#prj#{bench.project['id']}#fld#{field['id']}"
    return sum(key.pk == pk for key in tables._state.items)


def test_each_project_of_a_task_sorts_it_by_its_own_fields(team: Team) -> None:
    home, other = a_bench(team, name="Home", key="HOM"), a_bench(team, name="Other", key="OTH")
    field = home.field("number")
    sorted_there = other.use(field, sortable=True)
    assert not sorted_there["sort_ready"]
    team.owner.service.deliver()
    one, two = home.task({field["id"]: 1}, title="1"), home.task({field["id"]: 2}, title="2")
    for task in (two, one):
        team.owner.put(home.url(task, f"/projects/{other.project['id']}"), {}).expect(200)
    assert listed(other, field) == ["1", "2"]
    assert costs(lambda: home.give(one, {field["id"]: 3}))[0] == 2
    assert listed(other, field) == ["2", "1"], "its home does not sort by it"
    home.use(field, sortable=True)
    team.owner.service.deliver()
    assert listed(home, field) == ["2", "1"]
    team.owner.delete(home.url(one, f"/projects/{other.project['id']}")).expect(200)
    assert (listed(other, field), listed(home, field)) == (["2"], ["2", "1"])
    other.use(field, sortable=False)
    team.owner.service.deliver()
    assert (rows(other, field), listed(home, field)) == (0, ["2", "1"])


def test_copies_and_what_is_undone_have_their_places(bench: Bench) -> None:
    field = sortable(bench, "number")
    task = bench.task({field["id"]: 1}, title="1")
    bench.ann.post(bench.url(task, "/duplicate"), {"title": "copy"}).expect(201)
    bench.task({field["id"]: 2}, title="2")
    done = bench.give(task, {field["id"]: 9})
    assert listed(bench, field) == ["copy", "2", "1"]
    bench.ann.post(f"{bench.team.w}/change-sets/{done.headers['OneTick-Change-Set']}/undo", {}).expect(200)
    assert listed(bench, field) == ["1", "copy", "2"]
    bench.ann.delete(bench.url(task)).expect(204)
    assert listed(bench, field) == ["copy", "2"]


def test_three_fields_with_one_short_value_are_sorted_by_at_most(bench: Bench) -> None:
    for type in ("multi_select", "people", "long_text", "url", "reference"):
        made = bench.define(type, f"No {type}")
        refused = bench.ann.put(f"{bench.p}/custom-fields/{made['id']}", {"sortable": True})
        assert faults(refused) == {"/sortable": "unsupported"}
    for _ in range(3):
        sortable(bench, "number")
    fourth = bench.field("number")
    refused = bench.ann.put(f"{bench.p}/custom-fields/{fourth['id']}", {"sortable": True})
    assert refused.expect(422)["code"] == "quota_exceeded"


def test_what_cannot_be_sorted_so_is_said(bench: Bench) -> None:
    field = sortable(bench, "number")
    assert bench.ann.get(f"{bench.team.w}/tasks?sort=field.{field['id']}").status == 400
    assert bench.ann.get(f"{path(bench, field)}&filter[trashed]=true").status == 400
    assert bench.ann.get(path(bench, {"id": "fld_01JD4Y6QW8M3Z5T7V9X1B2C3D4"})).status == 422
    assert bench.ann.get(path(bench, {"id": "x"})).status == 400


def test_nobody_learns_what_fields_a_project_has_that_they_do_not_see(bench: Bench) -> None:
    field = sortable(bench, "number")
    bench.task({field["id"]: 1})
    gus = bench.team.join("Gus", role="guest")
    for id in (field["id"], "fld_01JD4Y6QW8M3Z5T7V9X1B2C3D4"):
        assert gus.get(path(bench, {"id": id})).expect(200)["data"] == []


def test_a_page_takes_two_calls(bench: Bench) -> None:
    field = sortable(bench, "number")
    for n in range(4):
        bench.task({field["id"]: n} if n else {}, title=str(n))
    for minus in ("", "-"):
        assert calls(partial(bench.ann.get, f"{path(bench, field, minus)}&limit=2")) == 2
    assert costs(lambda: bench.create({field["id"]: 1}))[0] == 2


def test_a_saved_view_keeps_the_order(bench: Bench) -> None:
    field = sortable(bench, "number")
    for n in (2, 3, 1):
        bench.task({field["id"]: n}, title=str(n))
    body = {"name": "Big first", "type": "list", "scope": "shared", "project_id": bench.project["id"]}
    view = bench.ann.post(f"{bench.team.w}/views", {**body, "sort": f"-field.{field['id']}"}).expect(201)
    results = f"{bench.team.w}/views/{view['id']}/results"
    assert [row["title"] for row in bench.ann.get(results).expect(200)["data"]] == ["3", "2", "1"]
    assert calls(lambda: bench.ann.get(results)) == 2
