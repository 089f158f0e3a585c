"""Logged time, timers and goals are undone, and what is worked out from them follows."""

from typing import Any

from tests.unit.tasks.desk import Desk

from .steps import set_of, undo

Document = dict[str, Any]


def test_logged_time_is_undone_and_its_task_counts_again(desk: Desk) -> None:
    task, url = desk.task(), f"{desk.team.w}/time-entries"
    made = desk.ann.post(url, {"task_id": task["id"], "minutes": 30, "note": "Thought"})
    entry = f"{url}/{made.json['id']}"
    longer = set_of(desk.ann.patch(entry, {"minutes": 45, "note": "Wrote"}))
    desk.ann.patch(entry, {"note": "Wrote it down"}).expect(200)
    [conflict] = undo(desk, longer).expect(409)["conflicts"]
    assert (conflict["kind"], conflict["fields"]) == ("time_entry", ["note"])
    gone = set_of(desk.ann.delete(entry))
    assert desk.now(task)["logged_minutes"] == 0
    undo(desk, gone).expect(200)
    assert desk.now(task)["logged_minutes"] == 45
    desk.ann.patch(entry, {"note": "Thought", "minutes": 30}).expect(200)
    undone = set_of(undo(desk, set_of(made)))
    assert desk.now(task)["logged_minutes"] == 0
    undo(desk, undone).expect(200)
    assert desk.now(task)["logged_minutes"] == 30


def test_a_timer_that_was_stopped_runs_on_since_it_was_started(desk: Desk) -> None:
    task, url = desk.task(), f"{desk.team.w}/timer"
    started = desk.ann.post(f"{url}/start", {"task_id": task["id"]})
    since = started.expect(201)["started_at"]
    desk.service.clock.advance(minutes=5)
    stopped = set_of(desk.ann.post(f"{url}/stop", {}))
    assert desk.now(task)["logged_minutes"] >= 5
    undo(desk, stopped).expect(200)
    assert (desk.ann.get(url).expect(200)["started_at"], desk.now(task)["logged_minutes"]) == (since, 0)
    discarded = set_of(desk.ann.delete(url))
    other = desk.ann.post(f"{url}/start", {"task_id": desk.task()["id"]})
    [conflict] = undo(desk, discarded).expect(409)["conflicts"]
    assert "Another timer" in conflict["detail"]
    undo(desk, set_of(other)).expect(200)
    undo(desk, discarded).expect(200)
    assert desk.ann.get(url).expect(200)["started_at"] == since


def _goal(desk: Desk, name: str, **more: Any) -> Document:
    made: Document = desk.ann.post(f"{desk.team.w}/goals", {"name": name, **more}).expect(201)
    return made


def test_goals_are_undone_with_their_key_results_and_links(desk: Desk) -> None:
    goal = _goal(desk, "Grow")
    url = f"{desk.team.w}/goals/{goal['id']}"
    body = {"name": "Users", "measure": "number", "start": 0, "target": 10}
    made = desk.ann.post(f"{url}/key-results", body)
    result = f"{url}/key-results/{desk.ann.get(url).json['key_results'][0]['id']}"
    told = set_of(desk.ann.post(f"{result}/check-ins", {"value": 5}))
    assert desk.ann.get(url).json["progress"] == 50
    renamed = set_of(desk.ann.put(result, {**body, "name": "People"}))
    undo(desk, told).expect(200)
    now = desk.ann.get(url).expect(200)
    assert (now["progress"], now["key_results"][0]["name"]) == (0, "People")
    [conflict] = undo(desk, set_of(made)).expect(409)["conflicts"]
    assert conflict["fields"] == ["key_results"]
    undo(desk, renamed).expect(200)
    removed = set_of(desk.ann.delete(result))
    undo(desk, removed).expect(200)
    assert desk.ann.get(url).json["key_results"][0]["name"] == "Users"
    task = desk.task()
    linked = set_of(desk.ann.put(f"{url}/links/{task['id']}", {"weight": 2}))
    undone = set_of(undo(desk, linked))
    assert desk.ann.get(url).json["links"] == []
    undo(desk, undone).expect(200)
    assert [(one["target_id"], one["weight"]) for one in desk.ann.get(url).json["links"]] == [(task["id"], 2)]


def test_a_goal_goes_back_under_the_goal_it_was_under(desk: Desk) -> None:
    top, other = _goal(desk, "Top"), _goal(desk, "Other")
    goal = _goal(desk, "Below", parent_id=top["id"])
    url = f"{desk.team.w}/goals/{goal['id']}"
    moved = set_of(desk.ann.patch(url, {"parent_id": other["id"]}))
    undo(desk, moved).expect(200)
    assert desk.ann.get(url).json["parent_id"] == top["id"]
    moved = set_of(desk.ann.patch(url, {"parent_id": None}))
    desk.ann.patch(f"{desk.team.w}/goals/{top['id']}", {"parent_id": goal["id"]}).expect(200)
    [conflict] = undo(desk, moved).expect(409)["conflicts"]
    assert "count for itself" in conflict["detail"]
    closed = set_of(desk.ann.post(f"{desk.team.w}/goals/{other['id']}/close", {"outcome": "missed"}))
    undo(desk, closed).expect(200)
    assert desk.ann.get(f"{desk.team.w}/goals/{other['id']}").json["state"] == "open"
