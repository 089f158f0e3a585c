"""Rollups: what a task's fields make of its subtasks, kept when these change."""

from typing import Any

import pytest

from onetick.tasks import recompute

from .bench import Bench, faults


def rollup(bench: Bench, function: str, source: str | None = None, **more: Any) -> dict[str, Any]:
    """A rollup that the project uses."""
    return bench.field("rollup", f"{function} of {source}"[:80], function=function, source=source, **more)


def family(bench: Bench, *values: dict[str, Any], **more: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A task and its subtasks with these values."""
    parent = bench.task()
    children = [bench.task(one, parent_id=parent["id"], **more) for one in values]
    bench.service.deliver(rounds=30)
    return parent, children


def value(bench: Bench, task: dict[str, Any], field: dict[str, Any]) -> Any:
    """What a rollup is worth, once everything is delivered."""
    bench.service.deliver(rounds=30)
    return bench.values(task).get(field["id"])


def test_numbers_are_rolled_up_and_follow_every_change(bench: Bench) -> None:
    cost = bench.field("number", "Cost")
    fields = {name: rollup(bench, name, cost["id"], precision=2) for name in ("sum", "average", "min", "max", "count")}
    parent, [one, two, three] = family(bench, {cost["id"]: 1}, {cost["id"]: 4}, {})

    def values() -> dict[str, Any]:
        return {name: value(bench, parent, field) for name, field in fields.items()}

    assert values() == {"sum": 5, "average": 2.5, "min": 1, "max": 4, "count": 2}
    bench.give(three, {cost["id"]: 10}).expect(200)
    assert values() == {"sum": 15, "average": 5, "min": 1, "max": 10, "count": 3}
    bench.ann.delete(bench.url(two)).expect(204)
    assert values() == {"sum": 11, "average": 5.5, "min": 1, "max": 10, "count": 2}
    bench.ann.post(bench.url(two, "/restore")).expect(200)
    assert values()["sum"] == 15
    bench.give(one, {cost["id"]: None}).expect(200)
    assert values() == {"sum": 14, "average": 7, "min": 4, "max": 10, "count": 2}


def test_dates_and_what_every_task_has_are_rolled_up(bench: Bench) -> None:
    day = bench.field("date", "Day")
    first, last = rollup(bench, "earliest", day["id"]), rollup(bench, "latest", "due_at")
    points, minutes = rollup(bench, "sum", "points"), rollup(bench, "max", "estimate_minutes")
    assert (first["result_type"], last["result_type"], points["result_type"]) == ("date", "datetime", "number")
    parent = bench.task()
    soon = bench.task({day["id"]: "2030-01-02"}, parent_id=parent["id"], points=3, due_at="2030-01-01T00:00:00Z")
    bench.task({day["id"]: "2030-01-01"}, parent_id=parent["id"], points=2, estimate_minutes=30)
    assert value(bench, parent, first) == "2030-01-01"
    assert value(bench, parent, last) == "2030-01-01T00:00:00.000Z"
    bench.ann.patch(bench.url(soon), {"due_at": "2030-02-01T00:00:00Z", "points": 5}).expect(200)
    assert value(bench, parent, last) == "2030-02-01T00:00:00.000Z"
    assert (value(bench, parent, points), value(bench, parent, minutes)) == (7, 30)


def test_the_share_that_is_done_may_be_weighed(bench: Bench) -> None:
    plain, weighed, count = (
        rollup(bench, "percent_done"),
        rollup(bench, "percent_done", "points"),
        rollup(bench, "count"),
    )
    parent = bench.task()
    big = bench.task(parent_id=parent["id"], points=9)
    bench.task(parent_id=parent["id"], points=1)
    assert [value(bench, parent, field) for field in (plain, weighed, count)] == [0, 0, 2]
    bench.ann.post(bench.url(big, "/transition"), {"status": "done"}).expect(200)
    assert [value(bench, parent, field) for field in (plain, weighed, count)] == [50, 90, 2]


def test_a_subtask_that_moves_to_another_parent_takes_its_value_along(bench: Bench) -> None:
    cost = bench.field("number", "Cost")
    total = rollup(bench, "sum", cost["id"])
    one, [child, _] = family(bench, {cost["id"]: 3}, {cost["id"]: 4})
    two = bench.task()
    bench.ann.patch(bench.url(child), {"parent_id": two["id"]}).expect(200)
    assert (value(bench, one, total), value(bench, two, total)) == (4, 3)


def test_a_rollup_goes_through_formulas_from_level_to_level(bench: Bench) -> None:
    own = bench.field("number", "Own")
    below = rollup(bench, "sum", own["id"])
    label = bench.field("formula", "Label", expression=f"if_empty({{{below['id']}}}, 0) * 2")
    above = bench.field("rollup", "Above", function="sum", source=label["id"])
    top = bench.task()
    middle = bench.task({own["id"]: 1}, parent_id=top["id"])
    leaf = bench.task({own["id"]: 5}, parent_id=middle["id"])
    assert value(bench, middle, label) == 10
    assert value(bench, top, above) == 10
    bench.give(leaf, {own["id"]: 6}).expect(200)
    assert value(bench, top, above) == 12


def test_a_rollup_that_would_need_itself_is_refused(bench: Bench) -> None:
    cost = bench.define("number", "Cost")
    total = bench.define("rollup", "Total", function="sum", source=cost["id"])
    whole = bench.define("formula", "Whole", expression=f"{{{cost['id']}}} + {{{total['id']}}}")
    circular = bench.ann.patch(f"{bench.fields}/{total['id']}", {"source": whole["id"]})
    assert faults(circular) == {"/source": "circular"}
    assert circular.json["errors"][0]["message"] == "needs itself: Total → Whole → Total"
    itself = bench.ann.patch(f"{bench.fields}/{total['id']}", {"source": total["id"]})
    assert faults(itself) == {"/source": "circular"}


@pytest.mark.parametrize(
    ("settings", "pointer", "code"),
    [
        ({}, "/function", "missing"),
        ({"function": "sum"}, "/source", "type"),
        ({"function": "sum", "source": "due_at"}, "/source", "type"),
        ({"function": "latest", "source": "points"}, "/source", "type"),
        ({"function": "sum", "source": "title"}, "/source", "unknown"),
        ({"function": "sum", "source": "fld_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}, "/source", "unknown"),
        ({"function": "count", "expression": "1"}, "/expression", "unsupported"),
    ],
)
def test_a_rollup_that_cannot_stand_is_pointed_at(bench: Bench, settings: Any, pointer: str, code: str) -> None:
    answer = bench.ann.post(bench.fields, {"name": "x", "type": "rollup", **settings})
    assert faults(answer) == {pointer: code}


def test_nobody_gives_a_rollup_a_value(bench: Bench) -> None:
    field = rollup(bench, "count")
    assert faults(bench.create({field["id"]: 3})) == {f"/custom_fields/{field['id']}": "read_only"}


def test_events_delivered_twice_change_nothing(bench: Bench) -> None:
    cost = bench.field("number", "Cost")
    total = rollup(bench, "sum", cost["id"])
    parent = bench.task()
    bench.task({cost["id"]: 3}, parent_id=parent["id"])
    bench.service.deliver(times=2, rounds=30)
    version = bench.ann.get(bench.url(parent)).expect(200)["version"]
    assert value(bench, parent, total) == 3
    assert bench.ann.get(bench.url(parent)).expect(200)["version"] == version


def test_existing_tasks_follow_when_fields_are_attached_changed_and_detached(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recompute, "TASKS_AT_ONCE", 2)
    monkeypatch.setattr(recompute, "WINDOWS", 1)
    number = bench.field("number", "Number")
    parent, children = family(bench, *[{number["id"]: one} for one in range(4)])
    double = bench.field("formula", "Double", expression=f"{{{number['id']}}} * 2")
    total = rollup(bench, "sum", double["id"])
    assert value(bench, parent, total) == 12
    assert [value(bench, child, double) for child in children] == [0, 2, 4, 6]
    bench.ann.patch(f"{bench.fields}/{double['id']}", {"expression": f"{{{number['id']}}} * 3"}).expect(200)
    assert [value(bench, child, double) for child in children] == [0, 3, 6, 9]
    assert value(bench, parent, total) == 18
    bench.ann.delete(f"{bench.p}/custom-fields/{number['id']}").expect(204)
    assert [value(bench, child, double) for child in children] == [None] * 4
    told = [event for event in bench.service.events() if event["type"] == "onetick.field_set.recomputed.v1"]
    assert told[-1]["data"]["context"] == {"after": None, "field_id": number["id"]}


def test_a_change_nothing_follows_from_walks_no_tasks(bench: Bench) -> None:
    number = bench.field("number", "Number")
    bench.field("formula", "Double", expression=f"{{{number['id']}}} * 2")
    bench.service.deliver(rounds=30)
    before = len(bench.service.events())
    bench.ann.patch(f"{bench.fields}/{number['id']}", {"name": "Other", "maximum": 5}).expect(200)
    bench.service.deliver(rounds=30)
    told = [event["type"] for event in bench.service.events()[before:]]
    assert told == ["onetick.field.updated.v1", "onetick.field_set.refreshed.v1"]


def test_a_restored_task_has_what_follows_from_the_fields_of_today(bench: Bench) -> None:
    number = bench.field("number", "Number")
    double = bench.field("formula", "Double", expression=f"{{{number['id']}}} * 2")
    task = bench.task({number["id"]: 1})
    bench.ann.delete(bench.url(task)).expect(204)
    bench.ann.patch(f"{bench.fields}/{double['id']}", {"expression": f"{{{number['id']}}} * 3"}).expect(200)
    bench.service.deliver(rounds=30)
    restored = bench.ann.post(bench.url(task, "/restore")).expect(200)
    assert restored["custom_fields"][double["id"]] == 3


def test_all_levels_below_are_rolled_up_and_follow_every_change(bench: Bench) -> None:
    points, count, share, direct = (
        rollup(bench, "sum", "points", levels="all"),
        rollup(bench, "count", levels="all"),
        rollup(bench, "percent_done", levels="all"),
        rollup(bench, "max", "points"),
    )
    top = bench.task()
    middle = bench.task(parent_id=top["id"], points=1)
    low = bench.task(parent_id=middle["id"], points=2)
    deep = bench.task(parent_id=low["id"], points=4)

    def values(task: dict[str, Any]) -> list[Any]:
        return [value(bench, task, one) for one in (points, count, share, direct)]

    assert [values(one) for one in (top, middle, low)] == [[7, 3, 0, 1], [6, 2, 0, 2], [4, 1, 0, 4]]
    bench.ann.patch(bench.url(deep), {"points": 10, "status": "done"}).expect(200)
    assert values(top) == [13, 3, pytest.approx(100 / 3), 1]
    bench.ann.put(bench.url(low, "/parent"), {"parent_id": None}).expect(200)
    assert [values(one)[:2] for one in (top, middle, low)] == [[1, 1], [None, None], [10, 1]]
    bench.ann.put(bench.url(low, "/parent"), {"parent_id": top["id"]}).expect(200)
    assert values(top)[:2] == [13, 3]
    bench.ann.delete(bench.url(low)).expect(204)
    assert values(top)[:2] == [1, 1]
    bench.ann.post(bench.url(low, "/restore")).expect(200)
    assert values(top)[:2] == [13, 3]


def test_tasks_that_are_there_get_all_levels_when_a_project_takes_the_field(bench: Bench) -> None:
    top = bench.task()
    middle = bench.task(parent_id=top["id"])
    bench.task(parent_id=middle["id"], points=4)
    bench.service.deliver(rounds=30)
    points = rollup(bench, "sum", "points", levels="all")
    assert [value(bench, one, points) for one in (top, middle)] == [4, 4]
    bench.ann.patch(f"{bench.team.w}/custom-fields/{points['id']}", {"levels": "direct"}).expect(200)
    assert [value(bench, one, points) for one in (top, middle)] == [None, 4]
    bench.ann.patch(f"{bench.team.w}/custom-fields/{points['id']}", {"levels": "all"}).expect(200)
    assert [value(bench, one, points) for one in (top, middle)] == [4, 4]


def test_only_a_rollup_has_levels_and_none_needs_itself_over_them(bench: Bench) -> None:
    body = {"name": "Cost", "type": "number", "project_id": bench.project["id"], "levels": "all"}
    refused = bench.ann.post(f"{bench.team.w}/custom-fields", body)
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/levels")
    one = rollup(bench, "sum", "points", levels="all")
    other = rollup(bench, "sum", one["id"], levels="all")
    circle = bench.ann.patch(f"{bench.team.w}/custom-fields/{one['id']}", {"source": other["id"]})
    assert circle.status in (409, 422), circle.text
