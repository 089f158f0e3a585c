"""Reports as they are asked for: what they tell, of which days, and to whom."""

from datetime import timedelta
from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.requests.rate import Limiter
from onetick.reports.durations import ENDS, percentile, step_of
from tests.service import a_team
from tests.unit.sprints.board import Board
from tests.unit.tasks.desk import Desk

from .reading import later, report, rows


def refused(desk: Desk, key: str, query: str) -> tuple[str, str]:
    """Where and why a report is refused."""
    problem = desk.ann.get(f"{desk.team.w}/reports/{key}?{query}").expect(400)
    [fault] = problem["errors"]
    return fault["pointer"], fault["code"]


def test_how_long_tasks_took_is_told_by_percentiles_that_are_true_to_a_quarter(desk: Desk) -> None:
    waiting = [1, 2, 4, 8, 16]
    for hours in waiting:
        task = desk.task()
        later(desk, minutes=30)
        desk.change(task, status="in_progress")
        later(desk, hours=hours)
        desk.change(task, status="done")
    found = report(desk, "cycle_time", "interval=month")
    totals = found["totals"]
    assert (totals["completed"], totals["worked_on"]) == (5, 5)
    assert totals["cycle_average"] == pytest.approx(sum(waiting) / 5 * 3600, rel=0.01)
    assert 4 * 3600 <= totals["cycle_p50"] <= 4 * 3600 * 1.26
    assert 16 * 3600 <= totals["cycle_p95"] <= 16 * 3600 * 1.26
    assert totals["lead_average"] == pytest.approx(totals["cycle_average"] + 1800, rel=0.01)
    assert sum(row["values"]["worked_on"] for row in found["breakdown"]) == 5
    ends = [int(row["key"]) for row in found["breakdown"]]
    assert ends == [end for end in ENDS if ends[0] <= end <= ends[-1]]


def test_a_task_that_goes_back_to_what_is_not_started_begins_anew(desk: Desk) -> None:
    task = desk.task(status="in_progress")
    later(desk, hours=5)
    desk.change(task, status="todo")
    later(desk, hours=5)
    desk.change(task, status="in_progress")
    later(desk, hours=1)
    desk.change(task, status="done")
    straight = desk.task()
    desk.change(straight, status="done")
    totals = report(desk, "cycle_time")["totals"]
    assert (totals["completed"], totals["worked_on"]) == (2, 1)
    assert 3600 <= totals["cycle_p50"] <= 3600 * 1.26


def test_stays_are_told_by_status_in_the_order_of_the_workflow(desk: Desk) -> None:
    one, two = desk.tasks(2)
    later(desk, hours=2)
    desk.change(one, status="in_progress")
    later(desk, hours=2)
    desk.change(two, status="done")
    found = report(desk, "time_in_status")
    assert [row["key"] for row in found["data"]] == ["todo", "in_progress", "done", "cancelled"]
    values = found["data"][0]["values"]
    assert values["stays"] == 2
    assert values["seconds"] == pytest.approx(6 * 3600, rel=0.01)
    assert values["average"] == pytest.approx(3 * 3600, rel=0.01)
    assert found["data"][1]["values"] == {"stays": 0, "seconds": 0, "average": None}


def test_who_has_how_much_to_do_and_what_is_late(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    now = desk.service.clock()
    due = {days: f"{now + timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}" for days in (-2, -40, 3, 20)}
    desk.task(assignee_ids=[ben.id], due_at=due[-2], estimate_minutes=60, points=1.5)
    desk.task(assignee_ids=[ben.id, desk.ann.id], due_at=due[3], estimate_minutes=30)
    desk.task(due_at=due[-40])
    desk.task(assignee_ids=[ben.id], due_at=due[20])
    desk.change(desk.task(assignee_ids=[ben.id], due_at=due[-2]), status="done")
    found = report(desk, "workload")
    assert [row["key"] for row in found["data"]] == [ben.id, desk.ann.id, "unassigned"]
    assert found["data"][0]["values"] == {"open": 3, "overdue": 1, "due_soon": 1, "estimate": 90, "points": 1.5}
    assert found["totals"] == {"open": 4, "overdue": 2, "due_soon": 1, "estimate": 90, "points": 1.5}
    late = report(desk, "overdue")
    assert {row["key"]: row["values"]["tasks"] for row in late["data"] if row["values"]["tasks"]} == {
        "2-3": 1,
        "31+": 1,
    }
    assert {row["key"]: row["values"]["tasks"] for row in late["breakdown"]} == {ben.id: 1, "unassigned": 1}
    mine = ben.get(f"{desk.team.w}/reports/workload").expect(200)
    assert mine["totals"]["open"] == 3 and mine["project_id"] is None


def test_without_a_project_nothing_is_told_of_projects_that_one_does_not_see(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    desk.task(assignee_ids=[ben.id])
    desk.ann.patch(f"{desk.team.w}/projects/{desk.project['id']}", {"visibility": "private"}).expect(200)
    assert ben.get(f"{desk.team.w}/reports/workload").expect(200)["totals"]["open"] == 0


def test_reports_about_sprints_tell_what_their_ledgers_do(desk: Desk) -> None:
    board = Board(desk)
    sprint = board.sprint()
    task = desk.task(points=3)
    board.plan(sprint, task)
    board.start(sprint)
    desk.change(task, status="done")
    desk.service.deliver()
    down, up = (desk.ann.get(f"{desk.team.w}/reports/{key}?sprint_id={sprint['id']}").expect(200) for key in _SPRINTS)
    assert down["data"][-1]["values"]["remaining_points"] == 0 and "ideal" in down["data"][-1]["values"]
    assert (up["totals"]["scope_points"], up["totals"]["done_points"]) == (3, 3)
    board.complete(sprint).expect(200)
    speed = report(desk, "velocity")
    assert [(row["name"], row["values"]["done_points"]) for row in speed["data"]] == [("Sprint 1", 3)]
    assert refused(desk, "burndown", f"project_id={desk.project['id']}") == ("query/sprint_id", "missing")


_SPRINTS = ("burndown", "burnup")


@pytest.mark.parametrize("key", ["automation_runs", "ai_usage", "nonsense", "Throughput", "throughput~"])
def test_a_report_of_another_name_is_not_found(desk: Desk, key: str) -> None:
    problem = desk.ann.get(f"{desk.team.w}/reports/{key}?project_id={desk.project['id']}").expect(404)
    assert "throughput" in problem["detail"]


def test_days_that_do_not_fit_are_refused(desk: Desk) -> None:
    today = desk.service.clock().date()
    project = f"project_id={desk.project['id']}"
    for query, fault in (
        (f"from={today + timedelta(days=1)}", ("query/from", "too_late")),
        (f"from={today}&to={today - timedelta(days=1)}", ("query/from", "too_late")),
        (f"from={today - timedelta(days=366)}", ("query/from", "too_long")),
        (f"from={today - timedelta(days=401)}&to={today}", ("query/from", "too_early")),
        (f"to={today - timedelta(days=401)}", ("query/to", "too_early")),
    ):
        assert refused(desk, "throughput", f"{project}&{query}") == fault
    assert refused(desk, "throughput", "") == ("query/project_id", "missing")
    for query in ("from=yesterday", "interval=year", "project_id=x"):
        desk.ann.get(f"{desk.team.w}/reports/throughput?{query}").expect(400)


@pytest.mark.parametrize(("interval", "number"), [("day", 366), ("week", 53), ("month", 13)])
def test_a_year_is_one_page_by_day_week_or_month(desk: Desk, interval: str, number: int) -> None:
    today = desk.service.clock().date()
    desk.task()
    first = today - timedelta(days=365)
    found = report(desk, "throughput", f"from={first}&interval={interval}")
    assert abs(len(found["data"]) - number) <= 1
    assert (found["from"], found["to"], found["data"][0]["key"]) == (str(first), str(today), str(first))
    assert rows(found, "created") == [1]


def test_a_range_that_ended_is_told_as_it_was_at_its_end(desk: Desk) -> None:
    task, today = desk.task(), desk.service.clock().date()
    later(desk, days=3)
    desk.change(task, status="done")
    found = report(desk, "cumulative_flow", f"to={today + timedelta(days=1)}")
    assert rows(found, "todo", "done") == [(1, 0), (1, 0)]
    assert rows(report(desk, "throughput", f"to={today + timedelta(days=1)}"), "completed") == []


def test_people_beyond_the_first_twenty_share_a_series(desk: Desk) -> None:
    people: Any = [desk.team.join(f"Person{number}", "ws_admin") for number in range(22)]
    task = desk.task()
    for number, person in enumerate(people):
        body = {"task_id": task["id"], "minutes": 10 + number}
        person.post(f"{desk.team.w}/time-entries", body).expect(201)
    found = report(desk, "logged_time")
    assert len(found["series"]) == 21 and found["totals"]["others"] == 10 + 11
    assert sum(found["totals"].values()) == sum(10 + number for number in range(22))


def test_only_who_sees_the_project_sees_its_reports(desk: Desk) -> None:
    ben, eve = desk.team.join("Ben"), a_team(desk.service, "Eve", "Evil").owner
    path = f"{desk.team.w}/reports/throughput?project_id={desk.project['id']}"
    ben.get(path).expect(200)
    desk.ann.patch(f"{desk.team.w}/projects/{desk.project['id']}", {"visibility": "private"}).expect(200)
    assert ben.get(path).status in (403, 404)
    eve.get(path).expect(404)
    other = a_team(desk.service, "Zoe", "Other")
    foreign = other.project(key="ZZZ")
    desk.ann.get(f"{desk.team.w}/reports/throughput?project_id={foreign['id']}").expect(404)
    desk.ann.delete(f"{desk.team.w}/projects/{desk.project['id']}").expect(204)
    desk.ann.get(path).expect(410)


@pytest.mark.parametrize("key", ["throughput", "cycle_time", "cumulative_flow", "time_in_status", "logged_time"])
def test_a_report_takes_two_calls_however_many_tasks_there_are(
    desk: Desk, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.tasks(30)
    # The rate limit's update is leased: one in twenty reads makes it.
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    report(desk, key)
    assert meter.snapshot().calls <= 2


def test_steps_and_percentiles() -> None:
    assert (step_of(0), step_of(900), step_of(901), step_of(1e12)) == (0, 0, 1, len(ENDS) - 1)
    assert percentile({}, 50) is None
    assert percentile({"0": 1, "3": 1}, 50) == ENDS[0] and percentile({"0": 1, "3": 1}, 85) == ENDS[3]
