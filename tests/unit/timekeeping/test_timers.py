"""Timers: one for each person, and what it measured is logged."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.meta.test_idempotency import Crowd
from tests.service import Person, a_team, running
from tests.unit.tasks.desk import Desk, a_desk, names

from .clockwork import listed, logged, member


def start(desk: Desk, task: dict[str, Any], *, by: Person | None = None, **more: Any) -> dict[str, Any]:
    """A timer that runs."""
    body = {"task_id": task["id"], **more}
    made: dict[str, Any] = (by or desk.ann).post(f"{desk.team.w}/timer/start", body).expect(201)
    return made


def stop(desk: Desk, *, by: Person | None = None, **more: Any) -> dict[str, Any]:
    """What a timer became."""
    made: dict[str, Any] = (by or desk.ann).post(f"{desk.team.w}/timer/stop", more).expect(201)
    return made


def test_what_a_timer_measured_is_logged_in_minutes_rounded_up(desk: Desk) -> None:
    task = desk.task()
    begun = start(desk, task, note="Call", billable=True)
    assert desk.ann.get(f"{desk.team.w}/timer").expect(200) == begun
    desk.service.clock.advance(minutes=12, seconds=1)
    entry: dict[str, Any] = {}
    events = desk.events_of(lambda: entry.update(stop(desk)))
    assert names(events) == ["task.updated", "time_entry.created", "timer.stopped"]
    assert (entry["minutes"], entry["note"], entry["billable"]) == (13, "Call", True)
    assert (entry["started_at"], entry["spent_on"]) == (begun["started_at"], begun["started_at"][:10])
    assert (logged(desk, task), listed(desk)) == (13, [13])
    desk.ann.get(f"{desk.team.w}/timer").expect(404)
    desk.ann.post(f"{desk.team.w}/timer/stop", {}).expect(404)


def test_whoever_stops_says_what_it_was_and_on_which_day(desk: Desk) -> None:
    start(desk, desk.task(), note="Call")
    entry = stop(desk, note="A longer call", spent_on="2030-01-31")
    assert (entry["note"], entry["spent_on"], entry["minutes"]) == ("A longer call", "2030-01-31", 1)


def test_a_forgotten_timer_logs_a_day_at_most(desk: Desk) -> None:
    start(desk, desk.task())
    desk.service.clock.advance(days=12)
    desk.ann.at(desk.team.organization_id)
    assert stop(desk)["minutes"] == 1440


def test_a_second_timer_is_a_conflict_that_names_the_first(desk: Desk) -> None:
    one, two = desk.tasks(2)
    start(desk, one)
    problem = desk.ann.post(f"{desk.team.w}/timer/start", {"task_id": two["id"]}).expect(409)
    assert problem["running"]["task_id"] == one["id"]
    other = desk.ann.post(f"{desk.team.o}/workspaces", {"name": "Other"}).expect(201)
    w = f"/v1/workspaces/{other['id']}"
    project = desk.ann.post(f"{w}/projects", {"name": "Else", "key": "ELS"}).expect(201)
    task = desk.ann.post(f"{w}/tasks", {"project_id": project["id"], "title": "There"}).expect(201)
    problem = desk.ann.post(f"{w}/timer/start", {"task_id": task["id"]}).expect(409)
    assert problem["running"]["workspace_id"] == desk.team.workspace_id
    desk.ann.get(f"{w}/timer").expect(404)
    desk.ann.post(f"{w}/timer/stop", {}).expect(404)
    desk.ann.delete(f"{w}/timer").expect(404)
    stop(desk)


def test_everybody_has_a_timer_of_their_own(desk: Desk) -> None:
    ben = member(desk, "Ben", "commenter")
    task = desk.task()
    start(desk, task)
    start(desk, task, by=ben)
    desk.service.clock.advance(minutes=10)
    stop(desk)
    stop(desk, by=ben)
    assert logged(desk, task) == 22


def test_of_many_starts_and_stops_at_once_one_counts() -> None:
    with running(Crowd()) as service:
        desk = a_desk(a_team(service))
        tables, tasks = service.tables, desk.tasks(8)
        assert isinstance(tables, Crowd)
        with tables.gathering(8), ThreadPoolExecutor(8) as pool:
            starts = [{"task_id": task["id"]} for task in tasks]
            begun = list(pool.map(lambda body: desk.ann.post(f"{desk.team.w}/timer/start", body), starts))
        assert sorted(answer.status for answer in begun) == [201] + [409] * 7
        with tables.gathering(8), ThreadPoolExecutor(8) as pool:
            ended = list(pool.map(lambda _: desk.ann.post(f"{desk.team.w}/timer/stop", {}), range(8)))
        assert sorted(answer.status for answer in ended) == [201] + [404] * 7
        assert listed(desk) == [1]


def test_a_discarded_timer_logs_nothing(desk: Desk) -> None:
    task = desk.task()
    start(desk, task)
    events = desk.events_of(lambda: desk.ann.delete(f"{desk.team.w}/timer").expect(204))
    assert names(events) == ["timer.discarded"]
    assert (logged(desk, task), listed(desk)) == (0, [])
    start(desk, task)


def test_whoever_may_no_longer_log_time_keeps_a_timer_that_they_can_only_discard(desk: Desk) -> None:
    ben = member(desk, "Ben", "commenter")
    start(desk, desk.task(), by=ben)
    desk.ann.patch(f"{desk.team.w}/projects/{desk.project['id']}", {"visibility": "private"}).expect(200)
    desk.ann.delete(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}").expect(204)
    ben.post(f"{desk.team.w}/timer/stop", {}).expect(403)
    ben.get(f"{desk.team.w}/timer").expect(200)
    ben.delete(f"{desk.team.w}/timer").expect(204)


@pytest.mark.parametrize(("place", "status"), [("task", 410), ("project", 410), ("archive", 409)])
def test_a_timer_outlives_its_task_until_it_is_discarded(desk: Desk, place: str, status: int) -> None:
    task, project = desk.task(), f"{desk.team.w}/projects/{desk.project['id']}"
    start(desk, task)
    match place:
        case "task":
            desk.ann.delete(desk.url(task)).expect(204)
        case "project":
            desk.ann.delete(project).expect(204)
        case _:
            desk.ann.post(f"{project}/archive").expect(200)
    desk.ann.post(f"{desk.team.w}/timer/stop", {}).expect(status)
    desk.ann.delete(f"{desk.team.w}/timer").expect(204)
