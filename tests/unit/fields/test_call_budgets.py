"""What fields cost: nothing in calls, however many a project has."""

from functools import partial
from typing import Any

from tests.unit.tasks.test_call_budgets import _unlimited, calls, costs

from .bench import Bench

__all__ = ["_unlimited"]


def test_tasks_are_created_and_changed_in_two_calls_with_values_of_every_kind(bench: Bench) -> None:
    ben = bench.team.join("Ben")
    select, _ = bench.select("Low", "High", name="Level")
    people, reference = bench.field("people", "Owner"), bench.field("reference", "After")
    other = bench.task()
    body = {
        "project_id": bench.project["id"],
        "title": "New",
        "custom_fields": {select["id"]: "Low", people["id"]: [ben.id], reference["id"]: [other["id"]]},
    }
    create = partial(bench.ann.post, f"{bench.team.w}/tasks", body)
    assert costs(create) == (2, 2)
    task = create().expect(201)
    changes: list[dict[str, Any]] = [
        {select["id"]: "High", people["id"]: None},
        {select["id"]: "Low", people["id"]: [ben.id]},
    ]
    values = iter(changes)
    assert costs(lambda: bench.give(task, next(values))) == (2, 3)


def test_definitions_and_the_fields_of_a_project_are_cheap(bench: Bench) -> None:
    field, ids = bench.select("Low", "High")
    path = f"{bench.fields}/{field['id']}"
    assert calls(lambda: bench.ann.get(path)) == 1
    assert calls(lambda: bench.ann.get(bench.fields)) == 2
    assert calls(lambda: bench.ann.get(f"{bench.p}/custom-fields")) == 1
    assert calls(lambda: bench.ann.post(bench.fields, {"name": "New", "type": "text"})) == 2
    assert calls(lambda: bench.ann.patch(path, {"name": "Other"})) == 2
    assert calls(lambda: bench.ann.patch(f"{path}/options/{ids['Low']}", {"name": "Lower"})) == 2
    assert calls(lambda: bench.ann.put(f"{bench.p}/custom-fields/{field['id']}", {"required": True})) == 2
