"""Tasks that come again: by a rule, on completion or by the clock, never twice."""

import json
from datetime import date
from typing import Any

import pytest

from functions.consumers import repeat_tasks as consumer
from functions.schedules.repeat_due_tasks import handler as repeat_due_tasks
from onetick.kernel.work import Work
from tests.service import Answer
from tests.unit.tasks.desk import Desk, a_desk, names

Task = dict[str, Any]

DUE = "2030-01-31T08:00:00Z"
MONTHLY = "FREQ=MONTHLY;BYMONTHDAY=-1"


def recur(desk: Desk, task: Task, rrule: str = "FREQ=DAILY", **more: Any) -> Answer:
    """Let a task come again."""
    return desk.ann.put(desk.url(task, "/recurrence"), {"rrule": rrule, **more})


def dates(answer: Answer) -> list[str]:
    """The next dates, to the minute."""
    return [at[:16] for at in answer.expect(200)["next_dates"]]


def finish(desk: Desk, task: Task, *, times: int = 1) -> None:
    """Finish a task and let happen what follows."""
    desk.change(task, status="done")
    desk.service.deliver(times=times, rounds=30)


def open_ones(desk: Desk) -> list[Task]:
    """The open tasks of the project, by due date."""
    query = f"filter[project_id]={desk.project['id']}&sort=due_at"
    rows: list[Task] = desk.ann.get(f"{desk.team.w}/tasks?{query}").expect(200)["data"]
    return rows


def spawned(desk: Desk) -> list[dict[str, Any]]:
    """The events that say that a next task was made."""
    return [event for event in desk.service.events() if event["type"] == "onetick.task.recurrence_spawned.v1"]


def tick(desk: Desk, **by: float) -> None:
    """Let time pass and the clock do its work."""
    desk.service.clock.advance(**by)
    repeat_due_tasks({}, None)
    desk.service.deliver(rounds=30)
    desk.ann.at(desk.team.organization_id)


def test_setting_a_rule_shows_the_next_dates(desk: Desk) -> None:
    task = desk.task(due_at=DUE, timezone="Europe/Berlin")
    answer = recur(desk, task, MONTHLY)
    assert dates(answer) == [
        "2030-02-28T08:00",
        "2030-03-31T07:00",
        "2030-04-30T07:00",
        "2030-05-31T07:00",
        "2030-06-30T07:00",
    ]
    found = desk.ann.get(desk.url(task, "/recurrence?count=2")).expect(200)
    assert (found["rrule"], found["timezone"], found["anchor"]) == (MONTHLY, "Europe/Berlin", "due")
    assert (found["number"], found["next_id"], len(found["next_dates"])) == (1, None, 2)
    shown = desk.now(task)
    assert (shown["recurring"], shown["recurrence"]["rrule"]) == (True, MONTHLY)
    assert desk.board()[0]["tasks"][0]["recurring"] is True


def test_a_dry_run_previews_and_sets_nothing(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    answer = desk.ann.put(desk.url(task, "/recurrence?dry_run=true&count=3"), {"rrule": "FREQ=WEEKLY"})
    shown = answer.expect(200)["result"]["next_dates"]
    assert [at[:10] for at in shown] == ["2030-02-07", "2030-02-14", "2030-02-21"]
    desk.ann.get(desk.url(task, "/recurrence")).expect(404)


def test_weekends_are_skipped_or_moved(desk: Desk) -> None:
    task = desk.task(due_at="2030-01-31T08:00:00Z")  # a Thursday
    moved = recur(desk, task, "FREQ=DAILY", next_business_day=True)
    assert [at[:10] for at in dates(moved)][:3] == ["2030-02-01", "2030-02-04", "2030-02-05"]
    skipped = recur(desk, task, "FREQ=MONTHLY;BYMONTHDAY=2", skip_weekends=True)
    assert [at[:10] for at in dates(skipped)][:3] == ["2030-04-02", "2030-05-02", "2030-07-02"]


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "/rrule", "never"),
        ({"rrule": "FREQ=DAILY;INTERVAL=7;BYDAY=TU"}, "/rrule", "never"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=SA", "skip_weekends": True}, "/rrule", "never"),
        ({"rrule": "FREQ=DAILY;COUNT=1"}, "/rrule", "never"),
        ({"rrule": "FREQ=DAILY;UNTIL=20300131"}, "/rrule", "never"),
        ({"rrule": "FREQ=SECONDLY"}, "/rrule", "frequency"),
        ({"rrule": "FREQ=HOURLY"}, "/rrule", "frequency"),
        ({"rrule": "FREQ=DAILY;BYSECOND=0,1,2"}, "/rrule", "time"),
        ({"rrule": "FREQ=DAILY;INTERVAL=100000"}, "/rrule", "malformed"),
        ({"rrule": "every day"}, "/rrule", "malformed"),
        ({"rrule": "FREQ=DAILY;COUNT=2;UNTIL=20310101"}, "/rrule", "contradiction"),
        ({"rrule": "FREQ=DAILY", "next_business_day": True, "skip_weekends": True}, "/skip_weekends", "contradiction"),
        ({"rrule": "FREQ=DAILY", "anchor": "completion", "trigger": "schedule"}, "/trigger", "contradiction"),
    ],
)
def test_rules_that_make_no_sense_are_refused_and_say_why(
    desk: Desk, body: dict[str, Any], pointer: str, code: str
) -> None:
    task = desk.task(due_at=DUE)
    problem = desk.ann.put(desk.url(task, "/recurrence"), body).expect(422)
    assert (problem["errors"][0]["pointer"], problem["errors"][0]["code"]) == (pointer, code)
    assert desk.now(task)["version"] == 1


@pytest.mark.parametrize("body", [{}, {"rrule": ""}, {"rrule": "x" * 401}, {"rrule": "FREQ=DAILY", "timezone": "Mars"}])
def test_what_is_no_rule_at_all_is_invalid(desk: Desk, body: dict[str, Any]) -> None:
    desk.ann.put(desk.url(desk.task(due_at=DUE), "/recurrence"), body).expect(400)


def test_only_open_tasks_with_a_due_date_recur(desk: Desk) -> None:
    assert recur(desk, desk.task()).expect(422)["errors"][0]["code"] == "not_due"
    assert recur(desk, desk.task(due_at=DUE, status="done")).expect(409)["code"] == "conflict"
    ben = desk.team.join("Ben")
    task = desk.task(due_at=DUE)
    ben.put(desk.url(task, "/recurrence"), {"rrule": "FREQ=DAILY"}).expect(403)


def test_finishing_a_task_makes_the_next_one_like_it(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task(
        "Report",
        description="All **numbers**",
        due_at=DUE,
        start_at="2030-01-29T08:00:00Z",
        timezone="Europe/Berlin",
        assignee_ids=[ben.id],
        priority="high",
        status="in_progress",
    )
    recur(desk, task, MONTHLY).expect(200)
    finish(desk, task, times=2)
    [row] = open_ones(desk)
    made = desk.now(row)
    assert (made["title"], made["description"], made["assignee_ids"]) == ("Report", "All **numbers**", [ben.id])
    assert (made["due_at"][:16], made["start_at"][:16]) == ("2030-02-28T08:00", "2030-02-26T08:00")
    assert (made["status"], made["section_id"], made["priority"]) == ("todo", desk.sections["To do"], "high")
    assert (made["key"], made["recurrence"]["number"], made["recurring"]) == ("LAU-2", 2, True)
    old = desk.now(task)
    assert (old["recurrence"]["next_id"], old["recurring"]) == (made["id"], False)
    [event] = spawned(desk)
    assert (event["aggregateid"], event["data"]["context"]) == (made["id"], {"from_id": task["id"]})
    assert "assigned" in [row["reason"] for row in ben.get(f"{desk.team.w}/notifications").expect(200)["data"]]


def test_the_next_one_is_made_once_however_often_the_old_one_is_finished(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    recur(desk, task).expect(200)
    for _ in range(3):
        finish(desk, task, times=3)
        desk.change(task, status="todo")
        desk.service.deliver(times=2)
    assert len(spawned(desk)) == 1
    assert recur(desk, task).expect(409)["code"] == "conflict"


@pytest.mark.parametrize("survives", range(2))
def test_a_crash_at_any_moment_makes_one_all_the_same(desk: Desk, survives: int) -> None:
    task = desk.task(due_at=DUE)
    recur(desk, task).expect(200)
    desk.change(task, status="done")
    [event] = [event for event in desk.service.events() if event["type"] == "onetick.task.status_changed.v1"]
    commit, left = Work.commit, survives

    def breaking(self: Work, *more: object) -> None:
        nonlocal left
        if self.request.operation == consumer.handler.operation:
            if left == 0:
                left = -1
                raise ConnectionError("killed")
            left -= 1
        commit(self, *more)  # type: ignore[arg-type]

    record = {"messageId": "1", "body": json.dumps({"detail": event}), "attributes": {}}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Work, "commit", breaking)
        for _ in range(3):
            consumer.handler({"Records": [record]}, None)
    assert len(spawned(desk)) == 1


def test_a_cancelled_occurrence_is_followed_too(desk: Desk) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}/workflow"
    found = desk.ann.get(path)
    statuses = [*found.json["statuses"], {"id": "dropped", "name": "Dropped", "category": "cancelled"}]
    desk.ann.put(path, {"statuses": statuses}, headers={"If-Match": found.headers["ETag"]}).expect(200)
    task = desk.task(due_at=DUE)
    recur(desk, task).expect(200)
    desk.change(task, status="dropped")
    desk.service.deliver()
    assert len(spawned(desk)) == 1


def test_from_completion_the_rule_counts_from_that_day(desk: Desk) -> None:
    task = desk.task(due_at="2020-01-01T09:00:00Z")
    recur(desk, task, "FREQ=DAILY;INTERVAL=10", anchor="completion").expect(200)
    finish(desk, task)
    [made] = open_ones(desk)
    today = desk.service.clock().date()
    assert made["due_at"][11:16] == "09:00"
    assert (date.fromisoformat(made["due_at"][:10]) - today).days == 10


def test_missed_dates_are_made_up_for_or_skipped(desk: Desk) -> None:
    late, skipping = (desk.task(due_at="2020-01-01T09:00:00Z") for _ in range(2))
    recur(desk, late).expect(200)
    recur(desk, skipping, skip_missed=True).expect(200)
    for task in (late, skipping):
        finish(desk, task)
    first, second = open_ones(desk)
    assert first["due_at"][:10] == "2020-01-02"
    assert second["due_at"] > desk.service.clock().isoformat()


def test_a_series_ends_by_its_count_and_says_so(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    recur(desk, task, "FREQ=DAILY;COUNT=2").expect(200)
    finish(desk, task)
    [second] = open_ones(desk)
    finish(desk, second, times=2)
    assert open_ones(desk) == []
    assert desk.emitted().count("task.recurrence_ended") == 1
    last = desk.ann.get(desk.url(second, "/recurrence")).expect(200)
    assert (last["over"], last["next_dates"], desk.now(second)["recurring"]) == (True, [], False)


def test_taking_the_rule_away_ends_the_series(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    recur(desk, task).expect(200)
    [removed] = desk.events_of(lambda: desk.ann.delete(desk.url(task, "/recurrence")).expect(204))
    assert names([removed]) == ["task.recurrence_removed"]
    finish(desk, task)
    assert open_ones(desk) == []
    desk.ann.delete(desk.url(task, "/recurrence")).expect(404)


def test_the_same_rule_again_changes_nothing(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    recur(desk, task, MONTHLY).expect(200)
    assert desk.events_of(lambda: recur(desk, task, f"RRULE:{MONTHLY.lower()};").expect(200)) == []


def test_postponing_one_does_not_move_the_series(desk: Desk) -> None:
    task = desk.task(due_at="2030-01-07T09:00:00Z")
    recur(desk, task, "FREQ=WEEKLY").expect(200)
    desk.change(task, due_at="2030-01-10T09:00:00Z")
    finish(desk, task)
    assert open_ones(desk)[0]["due_at"][:10] == "2030-01-14"


def test_at_nine_it_stays_nine_when_clocks_change(desk: Desk) -> None:
    task = desk.task(due_at="2030-03-30T08:00:00Z", timezone="Europe/Berlin")
    recur(desk, task).expect(200)
    finish(desk, task)
    assert open_ones(desk)[0]["due_at"][:16] == "2030-03-31T07:00"


def test_by_the_clock_the_next_one_comes_finished_or_not(desk: Desk) -> None:
    now = desk.service.clock()
    task = desk.task(due_at=(now.replace(microsecond=0)).isoformat())
    recur(desk, task, trigger="schedule").expect(200)
    desk.service.deliver()
    tick(desk, minutes=1)
    tick(desk, minutes=1)
    assert len(spawned(desk)) == 1
    desk.change(task, status="done")
    desk.service.deliver(rounds=30)
    assert len(spawned(desk)) == 1
    tick(desk, days=1)
    tick(desk, minutes=5)
    assert [event["data"]["resource"]["recurrence"]["number"] for event in spawned(desk)] == [2, 3]


def test_a_clock_that_stood_still_makes_up_for_it_one_by_one(desk: Desk) -> None:
    task = desk.task(due_at=desk.service.clock().isoformat())
    recur(desk, task, trigger="schedule").expect(200)
    desk.service.deliver()
    desk.service.clock.advance(days=3, minutes=1)
    for _ in range(6):
        tick(desk, minutes=1)
    assert len(spawned(desk)) == 4
    assert len({row["due_at"] for row in open_ones(desk)}) == 5


def test_the_clock_leaves_alone_what_is_deleted_and_waits_for_what_is_archived(desk: Desk) -> None:
    gone, task = (desk.task(due_at=desk.service.clock().isoformat()) for _ in range(2))
    for one in (gone, task):
        recur(desk, one, trigger="schedule").expect(200)
    desk.service.deliver()
    desk.ann.delete(desk.url(gone)).expect(204)
    desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/archive").expect(200)
    tick(desk, hours=1)
    assert spawned(desk) == []
    desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/unarchive").expect(200)
    tick(desk, hours=25)
    assert [event["data"]["context"]["from_id"] for event in spawned(desk)] == [task["id"]]
    desk.ann.post(desk.url(gone, "/restore")).expect(200)
    desk.service.deliver()
    tick(desk, minutes=5)
    assert gone["id"] in [event["data"]["context"]["from_id"] for event in spawned(desk)]


def test_subtasks_of_all_levels_come_along_open_again(desk: Desk) -> None:
    task = desk.task("Month end", due_at=DUE)
    part = desk.subtask(task, "Part", due_at="2030-01-30T08:00:00Z", status="done")
    desk.subtask(part, "Deep")
    gone = desk.subtask(task, "Gone")
    desk.ann.delete(desk.url(gone)).expect(204)
    recur(desk, task, MONTHLY).expect(200)
    finish(desk, task, times=2)
    made = desk.now(task)["recurrence"]["next_id"]
    assert desk.subtasks({"id": made}) == ["Part"]
    [again] = desk.ann.get(desk.url({"id": made}, "/subtasks")).expect(200)["data"]
    assert (again["status"], again["due_at"][:10], again["recurring"]) == ("todo", "2030-02-27", False)
    assert desk.subtasks(again) == ["Deep"]
    counted = desk.now({"id": made})["subtasks"]
    assert (counted["done"], counted["total"], counted["all_total"]) == (0, 1, 2)


def test_it_stays_in_its_projects_and_below_its_parent(desk: Desk) -> None:
    other = a_desk(desk.team, name="Other", key="OTH")
    parent = desk.task("Parent")
    task = desk.subtask(parent, "Again", due_at=DUE)
    desk.ann.put(desk.url(task, f"/projects/{other.project['id']}"), {}).expect(200)
    recur(desk, task).expect(200)
    finish(desk, task)
    made = desk.now(desk.now(task) | {"id": desk.now(task)["recurrence"]["next_id"]})
    assert made["project_ids"] == [desk.project["id"], other.project["id"]]
    assert (other.column("To do"), desk.subtasks(parent)) == (["Again", "Again"], ["Again", "Again"])


def test_whoever_lost_sight_of_it_is_not_assigned_again(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task(due_at=DUE, assignee_ids=[ben.id])
    recur(desk, task).expect(200)
    desk.ann.delete(f"{desk.team.w}/members/{ben.id}").expect(204)
    finish(desk, task)
    assert open_ones(desk)[0]["assignee_ids"] == []


def test_a_copy_does_not_recur(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    recur(desk, task).expect(200)
    assert desk.ann.post(desk.url(task, "/duplicate"), {}).expect(201)["recurring"] is False
