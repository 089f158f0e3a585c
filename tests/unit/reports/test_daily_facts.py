"""The daily sums: each event counted once, on its day, in whatever order events come."""

import json
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.consumers.keep_daily_facts import handler as keep_daily_facts
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.ids import OrgId
from onetick.reports.model import ReportTotal
from tests.service import Service, a_team, running
from tests.unit.tasks.desk import Desk

from .reading import a_desk_with_cancelled, facts, later, put_statuses, report, rows

_TOLD = {kind.wire_type for kind in keep_daily_facts.types}


def standing(desk: Desk, query: str = "") -> dict[str, int]:
    """How many tasks have each status at the end of today, as the report tells."""
    found = report(desk, "cumulative_flow", query)["data"][-1]["values"]
    return {status: number for status, number in found.items() if number}


def test_what_happens_to_tasks_is_counted_on_its_day(desk: Desk) -> None:
    one, two, three = desk.tasks(3)
    later(desk, days=1)
    desk.change(one, status="done")
    desk.change(two, status="in_progress")
    later(desk, days=1)
    desk.change(two, status="done")
    desk.change(one, status="todo")
    desk.change(three, status="cancelled")
    found = report(desk, "throughput")
    assert rows(found, "created", "completed", "cancelled", "reopened") == [(3, 0, 0, 0), (0, 1, 0, 0), (0, 1, 1, 1)]
    assert found["totals"] == {"created": 3, "completed": 2, "cancelled": 1, "reopened": 1}
    flow = report(desk, "cumulative_flow")
    assert rows(flow, "todo", "in_progress", "done", "cancelled") == [(3, 0, 0, 0), (1, 1, 1, 0), (1, 0, 1, 1)]


def test_an_event_that_comes_twice_counts_once(desk: Desk) -> None:
    task = desk.task()
    desk.change(task, status="done")
    desk.ann.post(f"{desk.team.w}/time-entries", {"task_id": task["id"], "minutes": 30}).expect(201)
    desk.service.deliver(times=3)
    assert report(desk, "throughput")["totals"] == {"created": 1, "completed": 1, "cancelled": 0, "reopened": 0}
    assert list(report(desk, "logged_time")["totals"].values()) == [30]


def test_a_deleted_task_stands_nowhere_and_what_was_done_stays_done(desk: Desk) -> None:
    task, _ = desk.task(), desk.task()
    desk.change(task, status="done")
    later(desk, days=1)
    desk.ann.delete(desk.url(task)).expect(204)
    assert standing(desk) == {"todo": 1}
    assert report(desk, "throughput")["totals"]["completed"] == 1
    desk.ann.post(desk.url(task, "/restore")).expect(200)
    assert standing(desk) == {"todo": 1, "done": 1}


def test_a_task_counts_in_each_of_its_projects(desk: Desk) -> None:
    other = desk.team.project("Other", "OTH")
    task = desk.task()
    desk.change(task, status="in_progress")
    desk.ann.put(desk.url(task, f"/projects/{other['id']}")).expect(200)
    desk.change(task, status="done")
    there = Desk(desk.team, other, {})
    assert standing(desk) == standing(there) == {"done": 1}
    assert report(there, "throughput")["totals"] == {"created": 0, "completed": 1, "cancelled": 0, "reopened": 0}
    desk.ann.delete(desk.url(task, f"/projects/{other['id']}")).expect(200)
    assert (standing(desk), standing(there)) == ({"done": 1}, {})


def test_a_status_that_the_workflow_has_no_more_is_told_behind_the_others(desk: Desk) -> None:
    task = desk.task(status="in_progress")
    later(desk, days=1)
    put_statuses(desk, without="in_progress", remap={"in_progress": "todo"})
    assert desk.now(task)["status"] in ("todo", "in_progress")
    found = report(desk, "cumulative_flow")
    assert standing(desk) == {"todo": 1}
    assert found["series"][-1]["key"] == "in_progress" and found["series"][-1]["category"] is None


def test_what_undo_takes_back_is_counted_as_what_it_is(desk: Desk) -> None:
    task = desk.task()
    answer = desk.ann.patch(desk.url(task), {"status": "done"})
    desk.ann.post(f"{desk.team.w}/change-sets/{answer.headers['OneTick-Change-Set']}/undo", {}).expect(200)
    assert standing(desk) == {"todo": 1}
    assert report(desk, "throughput")["totals"]["reopened"] == 1


def test_time_is_counted_for_the_day_it_was_spent_on_and_follows_every_correction(desk: Desk) -> None:
    task, today = desk.task(), f"{desk.service.clock():%Y-%m-%d}"
    w = desk.team.w
    entry = desk.ann.post(f"{w}/time-entries", {"task_id": task["id"], "minutes": 30}).expect(201)
    desk.service.deliver()
    assert rows(report(desk, "logged_time"), desk.ann.id) == [30]
    later(desk, days=1)
    desk.ann.patch(f"{w}/time-entries/{entry['id']}", {"minutes": 45}).expect(200)
    found = report(desk, "logged_time")
    assert [row["key"] for row in found["data"] if row["values"][desk.ann.id]] == [today]
    assert found["totals"] == {desk.ann.id: 45}
    desk.ann.delete(f"{w}/time-entries/{entry['id']}").expect(204)
    assert report(desk, "logged_time")["totals"] == {}


def test_a_task_of_before_anything_was_counted_stands_where_it_stood_once_it_is_met(desk: Desk) -> None:
    task = desk.task()
    desk.change(task, status="in_progress")
    desk.service.count_as_delivered()
    later(desk, days=2)
    desk.change(task, status="done")
    flow = report(desk, "cumulative_flow")
    assert rows(flow, "in_progress", "done") == [(1, 0), (1, 0), (0, 1)]
    assert report(desk, "throughput")["totals"] == {"created": 1, "completed": 1, "cancelled": 0, "reopened": 0}


def test_a_poisoned_event_changes_nothing_and_is_delivered_again(desk: Desk) -> None:
    desk.service.deliver()
    before = facts(desk.service)
    desk.task()
    [event] = [one for one in desk.service.events() if one["type"] == "onetick.task.created.v1"]
    broken = {**event, "id": "01POISON", "data": {**event["data"], "resource": {"id": "tsk_x"}}}
    record = {"messageId": "m", "body": json.dumps({"detail": broken}), "attributes": {}}
    assert keep_daily_facts({"Records": [record]}, None) == {"batchItemFailures": [{"itemIdentifier": "m"}]}
    assert facts(desk.service) == before


def test_a_crash_before_the_commit_leaves_nothing_half_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    task = desk.task()
    desk.change(task, status="done")
    events = [one for one in desk.service.events() if one["type"] in _TOLD]

    def crash(*args: Any, **more: Any) -> None:
        raise ConnectionError("gone")

    for event in events:
        record = {"messageId": "m", "body": json.dumps({"detail": event}), "attributes": {}}
        with monkeypatch.context() as broken:
            broken.setattr(MemoryTables, "transact", crash)
            assert keep_daily_facts({"Records": [record]}, None)["batchItemFailures"]
        assert keep_daily_facts({"Records": [record]}, None) == {"batchItemFailures": []}
    desk.service.count_as_delivered()
    assert report(desk, "throughput")["totals"] == {"created": 1, "completed": 1, "cancelled": 0, "reopened": 0}
    assert standing(desk) == {"done": 1}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), twice=st.booleans())
def test_every_day_is_right_in_whatever_order_events_come_and_however_often(seed: int, *, twice: bool) -> None:
    rng = random.Random(seed)
    with running() as service:
        desk = a_desk_with_cancelled(a_team(service))
        other = desk.team.project("Other", "OTH")
        tasks = desk.tasks(3)
        for _ in range(14):
            later(desk, hours=rng.choice([1, 20]))
            _something(desk, rng, other, rng.choice(tasks))
        events = [event for event in service.events() if event["type"] in _TOLD]
        assert isinstance(service.tables, MemoryTables)
        untouched = service.tables.snapshot()
        _hand_over(service, events)
        in_order = facts(service)
        service.tables.restore(untouched)
        shuffled = events * (2 if twice else 1)
        rng.shuffle(shuffled)
        _hand_over(service, shuffled)
        assert facts(service) == in_order
        service.count_as_delivered()
        for project in (desk.project, other):
            listed = desk.ann.get(f"{desk.team.w}/tasks?filter[project_id]={project['id']}").expect(200)["data"]
            there = standing(Desk(desk.team, project, {}))
            assert there == {status: sum(row["status"] == status for row in listed) for status in there}
            assert sum(there.values()) == len(listed)


def _hand_over(service: Service, events: list[dict[str, Any]]) -> None:
    for event in events:
        service._hand_over(keep_daily_facts, {"detail-type": event["type"], "detail": event}, 1)


def _something(desk: Desk, rng: random.Random, other: dict[str, Any], task: dict[str, Any]) -> None:
    found = desk.ann.get(desk.url(task))
    if found.status == 410:
        desk.ann.post(desk.url(task, "/restore")).expect(200)
        return
    match rng.randrange(6):
        case 0 | 1 | 2:
            desk.change(task, status=rng.choice(["todo", "in_progress", "done", "cancelled"]))
        case 3:
            desk.ann.put(desk.url(task, f"/projects/{other['id']}"))
        case 4:
            desk.ann.delete(desk.url(task, f"/projects/{other['id']}"))
        case 5:
            desk.ann.delete(desk.url(task)).expect(204)


def test_a_purged_project_leaves_no_sums(desk: Desk) -> None:
    desk.task()
    desk.service.deliver()
    assert facts(desk.service)
    desk.ann.delete(f"{desk.team.w}/projects/{desk.project['id']}").expect(204)
    desk.service.deliver()
    desk.ann.delete(f"{desk.team.w}/trash/project/{desk.project['id']}", headers={"If-Match": "*"})
    desk.service.deliver(rounds=50)
    assert facts(desk.service) == {}


def test_sums_of_one_shard_never_lose_against_another(desk: Desk) -> None:
    desk.tasks(12)
    desk.service.deliver()
    assert isinstance(desk.service.tables, MemoryTables)
    org = OrgId(desk.team.organization_id)
    keys = [ReportTotal.key(org_id=org, project_id=desk.project["id"], shard=shard) for shard in range(4)]
    found = desk.service.tables.get_many(keys)
    assert sum(json.loads(item.doc)["sums"]["flow:todo"] for item in found.values()) == 12
    assert len(found) > 1
