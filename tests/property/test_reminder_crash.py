"""Wherever the schedule dies that brings reminders, or loses a commit, each comes exactly once."""

from contextlib import suppress
from datetime import timedelta
from itertools import product

import pytest

from functions.consumers.plan_personal_reminders import handler as plan_reminders
from functions.schedules.bring_reminders import handler as bring_reminders
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from tests.property.test_delivery import Died, Fragile, deliver, messages
from tests.property.working_off import FAULTS
from tests.service import a_team, running
from tests.unit.tasks.desk import Desk, a_desk

HOURS = (1, 2, 5)
"""From now: the first is due, the others are still to come."""


def test_reminders_whose_schedule_is_killed_at_any_call_come_exactly_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onetick.kernel.performing.pause_before", lambda attempt: None)
    with running() as service:
        desk = a_desk(a_team(service))
        tasks = [desk.task(title) for title in ("Call them", "Write to them")]
        for task in tasks:
            for hours in HOURS:
                desk.ann.post(desk.url(task, "/reminders"), {"at": _in_hours(desk, hours)}).expect(201)
        service.deliver(times=2)
        service.clock.advance(hours=1, minutes=1)
        desk.ann.at(desk.team.organization_id)  # the clock was moved, so the token has expired
        tables = service.tables
        assert isinstance(tables, MemoryTables)
        due = tables.snapshot()
        calls = _bring(desk, {})
        assert calls > 10
        for call, fault in product(range(1, calls + 1), FAULTS):
            tables.restore(due)
            _bring(desk, {call: fault})
            # What comes in afterwards has all of a task's reminders looked at again.
            for task in tasks:
                desk.ann.post(desk.url(task, "/reminders"), {"at": _in_hours(desk, 30)}).expect(201)
            for consumer, message in messages(service):
                if consumer is plan_reminders:
                    assert deliver(consumer, message)
            _bring(desk, {})
            rows = desk.ann.get(f"{desk.team.w}/notifications").expect(200)["data"]
            found = sorted(row["task_title"] for row in rows if row["reason"] == "reminded")
            assert found == ["Call them", "Write to them"]


def _in_hours(desk: Desk, hours: int) -> str:
    return (desk.service.clock() + timedelta(hours=hours)).isoformat(timespec="milliseconds")


def _bring(desk: Desk, faults: dict[int, str]) -> int:
    """Let the schedule come three times, however often it dies; how many calls that took."""
    tables = desk.service.tables
    assert isinstance(tables, MemoryTables)
    fragile = Fragile(tables, faults)
    with use(Runtime(fragile, Limiter(fragile), desk.service.clock)):
        for _ in range(3):
            with suppress(Died):
                bring_reminders({}, None)
    return fragile.calls
