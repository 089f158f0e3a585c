"""Whoever wants to be reminded of a task is, at their time, once, and nobody else learns of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from functions.schedules.bring_reminders import handler as bring_reminders
from tests.service import Answer, Person
from tests.unit.tasks.desk import Desk, a_desk
from tests.unit.trash.searching import everything


def in_hours(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="milliseconds")


def remind(desk: Desk, task: dict[str, Any], *, by: Person | None = None, **when: Any) -> Answer:
    return (by or desk.ann).post(desk.url(task, "/reminders"), when)


def own(desk: Desk, task: dict[str, Any], *, by: Person | None = None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (by or desk.ann).get(desk.url(task, "/reminders")).expect(200)["data"]
    return rows


def tick(desk: Desk, **by: float) -> None:
    desk.service.deliver(times=2)
    desk.service.clock.advance(**by)
    bring_reminders({}, None)
    bring_reminders({}, None)
    desk.service.deliver(times=2)
    desk.ann.at(desk.team.organization_id)  # the clock was moved, so the token has expired


def inbox(desk: Desk, *, by: Person | None = None) -> list[str]:
    person = (by or desk.ann).at(desk.team.organization_id)
    rows = person.get(f"{desk.team.w}/notifications").expect(200)["data"]
    return [row["task_title"] for row in rows if row["reason"] == "reminded"]


def editor(desk: Desk) -> Person:
    ben = desk.team.join("Ben")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    return ben


def test_a_reminder_comes_at_its_time_and_once(desk: Desk) -> None:
    task = desk.task("Call them")
    made = remind(desk, task, at=in_hours(2)).expect(201)
    assert made["remind_at"] == made["at"]
    tick(desk, hours=1)
    assert inbox(desk) == []
    tick(desk, hours=1, minutes=1)
    assert inbox(desk) == ["Call them"]
    tick(desk, hours=5)
    assert inbox(desk) == ["Call them"]
    assert [row["remind_at"] for row in own(desk, task)] == [None]


def test_a_reminder_before_the_due_date_moves_along_with_it(desk: Desk) -> None:
    task = desk.task("Call them", due_at=in_hours(10))
    remind(desk, task, before_minutes=60).expect(201)
    desk.service.deliver()
    desk.change(task, due_at=in_hours(30))
    tick(desk, hours=10)
    assert inbox(desk) == []
    desk.change(task, due_at=in_hours(12))
    tick(desk, hours=1, minutes=1)
    assert inbox(desk) == ["Call them"]
    desk.change(task, due_at=in_hours(40))
    tick(desk, hours=2)
    assert inbox(desk) == ["Call them"]
    tick(desk, hours=27)
    assert inbox(desk) == ["Call them", "Call them"]


def test_it_waits_for_a_due_date_and_comes_at_once_when_that_is_near(desk: Desk) -> None:
    task = desk.task("Call them")
    assert remind(desk, task, before_minutes=24 * 60).expect(201)["remind_at"] is None
    tick(desk, hours=1)
    assert inbox(desk) == []
    desk.change(task, due_at=in_hours(3))
    tick(desk, minutes=1)
    assert inbox(desk) == ["Call them"]


def test_what_is_due_all_day_counts_from_nine_in_its_zone(desk: Desk) -> None:
    task = desk.task(due_at="2035-07-10T00:00:00+02:00", all_day=True, timezone="Europe/Berlin")
    assert remind(desk, task, before_minutes=60).expect(201)["remind_at"] == "2035-07-10T06:00:00.000Z"


def test_several_come_one_after_the_other(desk: Desk) -> None:
    task = desk.task("Call them", due_at=in_hours(10))
    for minutes in (60, 120, 180):
        remind(desk, task, before_minutes=minutes).expect(201)
    for count in (1, 2, 3):
        tick(desk, hours=7.1 if count == 1 else 1)
        assert len(inbox(desk)) == count


def test_a_reminder_is_changed_and_taken_away(desk: Desk) -> None:
    task = desk.task("Call them")
    made = remind(desk, task, at=in_hours(1)).expect(201)
    path = desk.url(task, f"/reminders/{made['id']}")
    later = in_hours(5)
    changed = desk.ann.put(path, {"at": later}).expect(200)
    assert changed["remind_at"] == later.replace("+00:00", "Z")
    tick(desk, hours=2)
    assert inbox(desk) == []
    desk.ann.delete(path).expect(204)
    desk.ann.delete(path).expect(404)
    tick(desk, hours=4)
    assert (inbox(desk), own(desk, task)) == ([], [])


def test_nobody_else_sees_a_reminder_or_learns_of_it(desk: Desk) -> None:
    task = desk.task("Call them")
    ben = editor(desk)
    made = remind(desk, task, at=in_hours(1), by=ben).expect(201)
    assert own(desk, task) == []
    desk.ann.delete(desk.url(task, f"/reminders/{made['id']}")).expect(404)
    desk.service.deliver()
    told = desk.ann.get(desk.url(task, "/history")).expect(200)["data"]
    assert all("reminder" not in row["type"] for row in told)
    [event] = [one for one in desk.service.events() if one["type"] == "onetick.reminders.changed.v1"]
    assert made["at"] not in str(event)
    tick(desk, hours=2)
    assert (inbox(desk), inbox(desk, by=ben)) == ([], ["Call them"])


def test_it_passes_in_silence_where_the_task_is_done_gone_or_hidden(desk: Desk) -> None:
    ben = editor(desk)
    done, gone, hidden = desk.task("Done"), desk.task("Gone"), desk.task("Hidden")
    for task in (done, gone, hidden):
        remind(desk, task, at=in_hours(1), by=ben).expect(201)
    desk.change(done, status="done")
    desk.ann.delete(desk.url(gone)).expect(204)
    desk.ann.patch(f"{desk.team.w}/projects/{desk.project['id']}", {"visibility": "private"}).expect(200)
    desk.ann.delete(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}").expect(204)
    tick(desk, hours=2)
    assert inbox(desk, by=ben) == []
    desk.ann.post(desk.url(gone, "/restore")).expect(200)
    tick(desk, hours=1)
    assert inbox(desk, by=ben) == []


def test_what_one_has_set_is_listed_over_all_tasks(desk: Desk) -> None:
    first, second = desk.task("First"), desk.task("Second")
    for task in (first, second):
        remind(desk, task, at=in_hours(1)).expect(201)
    remind(desk, first, before_minutes=5).expect(201)
    rows = desk.ann.get(f"{desk.team.w}/reminders").expect(200)["data"]
    assert [(row["task"]["title"], len(row["reminders"])) for row in rows] == [("First", 2), ("Second", 1)]
    desk.ann.delete(desk.url(first)).expect(204)
    rows = desk.ann.get(f"{desk.team.w}/reminders").expect(200)["data"]
    assert [row["task"]["title"] for row in rows] == ["Second"]


def test_what_is_over_or_makes_no_sense_is_refused(desk: Desk) -> None:
    task = desk.task(due_at=in_hours(1))
    cases: list[tuple[dict[str, Any], int]] = [
        ({"at": in_hours(-1)}, 422),
        ({"before_minutes": 90}, 422),
        ({"at": in_hours(1), "before_minutes": 5}, 400),
        ({}, 400),
        ({"before_minutes": -1}, 400),
        ({"before_minutes": 10**9}, 400),
    ]
    for body, status in cases:
        assert remind(desk, task, **body).status == status, body
    for _ in range(10):
        remind(desk, task, before_minutes=5).expect(201)
    assert remind(desk, task, before_minutes=5).json["code"] == "quota_exceeded"
    other = a_desk(desk.team, visibility="private", key="HID").task()
    ben = editor(desk)
    assert remind(desk, other, before_minutes=5, by=ben).status == 403


def test_whoever_does_not_want_it_in_the_inbox_gets_none(desk: Desk) -> None:
    task = desk.task("Call them")
    channels = {"reminded": {"inbox": False, "mail": False}}
    desk.ann.put(f"{desk.team.w}/notification-preferences", {"channels": channels}).expect(200)
    remind(desk, task, at=in_hours(1)).expect(201)
    tick(desk, hours=2)
    assert inbox(desk) == []


def test_nothing_is_left_of_the_reminders_on_a_purged_task(desk: Desk) -> None:
    task = desk.task()
    remind(desk, task, at=in_hours(24 * 60)).expect(201)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver()
    purge = f"{desk.team.w}/trash/task/{task['id']}"
    desk.ann.delete(purge, headers={"If-Match": "*"}).expect(204)
    desk.service.deliver(rounds=20)
    assert [item for item in everything(desk.service) if item.kind == "reminders"] == []
