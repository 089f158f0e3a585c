"""How long a task has been in each status."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from onetick.kernel import meter
from onetick.tasks.model import Task
from onetick.tasks.stays import MAX_STAYS, seconds_by_status, timed

from .desk import Desk

MADE = datetime(2026, 3, 1, tzinfo=UTC)


def times(desk: Desk, task: dict[str, Any], query: str = "") -> dict[str, int]:
    """The minutes by status: what the test itself takes is not counted."""
    found = desk.ann.get(desk.url(task, f"/time-in-status{query}")).expect(200)
    assert found["statuses"][-1]["current"]
    return {stay["status"]: stay["seconds"] // 60 for stay in found["statuses"]}


def after(desk: Desk, **by: float) -> None:
    """Let time pass."""
    desk.service.clock.advance(**by)
    desk.ann.at(desk.team.organization_id)


def test_a_task_has_a_time_in_each_status_and_stays_add_up(desk: Desk) -> None:
    task = desk.task()
    after(desk, hours=1)
    desk.change(task, status="in_progress")
    after(desk, hours=2)
    desk.change(task, title="Another title")
    desk.change(task, status="todo")
    before_that = desk.service.clock().isoformat().replace("+00:00", "Z")
    after(desk, hours=3)
    desk.change(task, status="in_progress")
    after(desk, hours=4)
    assert times(desk, task) == {"todo": 240, "in_progress": 360}
    assert times(desk, task, f"?as_of={before_that}") == {"in_progress": 120, "todo": 60}


def test_it_is_one_read_and_comes_with_the_drawer(desk: Desk) -> None:
    task = desk.task()
    desk.now(task)
    times(desk, task)
    assert meter.snapshot().calls == 1
    after(desk, minutes=1)
    desk.change(task, status="done")
    drawer = desk.ann.get(desk.url(task, "/drawer")).expect(200)
    assert drawer["task"]["status_seconds"]["todo"] in range(60, 70)
    assert drawer["task"]["status_since"] == desk.now(task)["completed_at"]


def test_a_copy_and_an_undo_count_for_themselves(desk: Desk) -> None:
    task = desk.task()
    after(desk, hours=1)
    done = desk.ann.post(desk.url(task, "/transition"), {"status": "done"})
    after(desk, hours=1)
    copy = desk.ann.post(desk.url(task, "/duplicate"), {}).expect(201)
    assert times(desk, copy) == {"done": 0}
    desk.ann.post(f"{desk.team.w}/change-sets/{done.headers['OneTick-Change-Set']}/undo", {})
    desk.service.deliver()
    after(desk, hours=1)
    assert times(desk, task) == {"done": 60, "todo": 120}


def test_a_status_change_is_told_without_the_bookkeeping(desk: Desk) -> None:
    task = desk.task()
    [event] = [
        one
        for one in desk.events_of(lambda: desk.change(task, status="in_progress"))
        if one["type"] == "onetick.task.status_changed.v1"
    ]
    assert event["data"]["changed"] == ["status", "status_category"]


def test_a_task_from_before_counts_from_its_making_and_forgets_the_shortest_of_very_many(desk: Desk) -> None:
    made = desk.task()
    key = Task.key(org_id=desk.team.organization_id, id=made["id"])
    task = Task.kind.from_item(desk.service.tables.get_many([key])[key])
    old = replace(task, status_since=None, status_seconds={}, created_at=MADE)
    assert seconds_by_status(old, MADE + timedelta(hours=1)) == {"todo": 3600}
    many = replace(old, status_seconds={f"s{number}": number for number in range(MAX_STAYS + 5)})
    left: Task = timed(replace(many, status="done"), many, MADE + timedelta(days=1))
    assert len(left.status_seconds) == MAX_STAYS
    assert "s0" not in left.status_seconds and left.status_seconds["todo"] == 86400
