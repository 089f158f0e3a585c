"""Completing sprints, and what becomes of what is still open."""

from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.ids import new_id
from onetick.kernel.requests.rate import Limiter

from .board import Board


def done_and_open(board: Board, **task: Any) -> dict[str, Any]:
    """An active sprint with one task done and two open."""
    sprint = board.sprint()
    one, two, three = board.desk.tasks(3, points=2, **task)
    board.plan(sprint, three, one, two)
    board.start(sprint)
    board.desk.change(one, status="done")
    board.service.deliver()
    return sprint


def test_what_is_open_goes_back_to_the_backlog_and_what_is_done_stays(board: Board) -> None:
    sprint = done_and_open(board)
    completed = board.complete(sprint).expect(200)
    assert (completed["state"], completed["carried"], completed["job_id"]) == ("completed", 2, None)
    assert completed["carried_to"] == "backlog"
    assert board.titles(sprint) == ["1"]
    assert board.backlog() == ["2", "3"]
    [event] = [event for event in board.service.events() if event["type"] == "onetick.sprint.completed.v1"]
    assert event["data"]["context"] == {"done": 1, "carried": 2}
    assert board.totals(sprint) == (6, 6, 2)
    assert board.complete(sprint).status == 409


def test_it_goes_on_to_the_next_sprint_in_its_order_before_what_is_planned_there(board: Board) -> None:
    sprint = done_and_open(board)
    later = board.sprint("Later")
    board.plan(later, board.desk.task("New"))
    board.complete(sprint, "next").expect(200)
    assert board.titles(later) == ["3", "2", "New"]
    assert board.ann.get(board.url(sprint)).expect(200)["carried_to"] == later["id"]
    assert board.totals(later, "tasks") == (3, 3, 0)


def test_it_goes_on_to_a_sprint_that_is_named(board: Board) -> None:
    sprint = done_and_open(board)
    board.sprint("Next")
    named = board.sprint("Named")
    board.complete(sprint, named["id"]).expect(200)
    assert board.titles(named) == ["3", "2"]


def test_it_does_not_go_where_it_cannot(board: Board) -> None:
    sprint = done_and_open(board)
    other = board.team.project("Other", "OTH")
    body = {"project_id": other["id"], "name": "Elsewhere"}
    elsewhere = board.ann.post(f"{board.team.w}/sprints", body).expect(201)
    assert board.complete(sprint, "next").status == 409
    for named in (elsewhere["id"], sprint["id"], new_id("spr")):
        assert board.complete(sprint, named).expect(422)["errors"][0]["pointer"] == "/carry_over_to"
    for nonsense in ("nowhere", "tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4", ""):
        assert board.complete(sprint, nonsense).status == 400
    assert board.ann.get(board.url(sprint)).json["state"] == "active"


def test_only_an_active_sprint_is_completed(board: Board) -> None:
    assert board.complete(board.sprint()).status == 409


def test_a_completed_sprint_is_closed_to_planning(board: Board) -> None:
    sprint = done_and_open(board)
    board.complete(sprint).expect(200)
    task = board.desk.task("Late")
    assert board.ann.put(board.url(sprint, f"/tasks/{task['id']}"), {}).status == 409
    [done] = board.ann.get(board.url(sprint, "/tasks")).json["data"]
    assert board.drop(sprint, done).status == 409
    assert board.ann.patch(board.url(sprint), {"end_on": "2040-01-01"}).status == 409
    # Reopened, it is somebody's to plan again.
    board.desk.change(done, status="todo")
    assert "1" in board.backlog()


def test_what_happens_after_the_end_does_not_change_what_a_sprint_came_to(board: Board) -> None:
    sprint = done_and_open(board)
    board.complete(sprint).expect(200)
    [done] = board.ann.get(board.url(sprint, "/tasks")).json["data"]
    board.desk.change(done, status="todo", points=50)
    board.ann.delete(board.desk.url(done)).expect(204)
    assert board.totals(sprint) == (6, 6, 2)
    assert board.burndown(sprint) == [(6, 2, 4)]


def test_more_than_one_transaction_holds_goes_along_with_a_job(board: Board) -> None:
    ben = board.team.join("Ben")
    sprint, later = board.sprint(), board.sprint("Later")
    tasks = board.desk.tasks(60, points=1, assignee_ids=[ben.id])
    planned = board.ann.post(board.url(sprint, "/tasks"), {"add": [task["id"] for task in tasks]})
    assert planned.status == 202 and planned.json["planned"] >= 8
    board.service.deliver(times=2)
    job = board.ann.get(planned.headers["Location"]).expect(200)
    assert (job["state"], job["counts"]["planned"] + planned.json["planned"]) == ("succeeded", 60)
    assert board.titles(sprint, "?limit=100") == [str(number) for number in range(1, 61)]
    board.start(sprint)
    completed = board.complete(sprint, "next")
    assert completed.status == 202
    assert completed.json["job_id"] in completed.headers["Location"]
    left = len(board.titles(sprint, "?limit=100"))
    assert left == 60 - completed.json["carried"]
    board.service.deliver(times=2)
    job = board.ann.get(completed.headers["Location"]).expect(200)
    assert (job["state"], job["progress"]) == ("succeeded", {"done": left, "total": left})
    assert board.titles(sprint) == []
    assert board.titles(later, "?limit=100") == [str(number) for number in range(1, 61)]
    assert board.totals(sprint) == (60, 60, 0)
    assert board.totals(later) == (60, 60, 0)


def test_what_cannot_go_on_any_more_stays_in_the_backlog(board: Board) -> None:
    sprint, later = board.sprint(), board.sprint("Later")
    tasks = board.desk.tasks(30)
    board.ann.post(board.url(sprint, "/tasks"), {"add": [task["id"] for task in tasks]})
    board.service.deliver()
    board.start(sprint)
    carried = board.complete(sprint, "next").expect(202)["carried"]
    board.ann.delete(board.url(later)).expect(204)
    board.service.deliver()
    assert board.titles(sprint) == []
    assert sorted(board.backlog(), key=int) == [str(number) for number in range(1, 31)]
    assert len([row for row in tasks if board.desk.now(row)["sprint_id"] == later["id"]]) == carried


def test_many_are_planned_each_for_itself(board: Board) -> None:
    sprint = board.sprint()
    one, two, three = board.desk.tasks(3)
    elsewhere = board.team.task(board.team.project("Other", "OTH"))
    board.plan(sprint, one)
    board.ann.delete(board.desk.url(three)).expect(204)
    body = {"remove": [one["id"], two["id"]], "add": [elsewhere["id"], three["id"], new_id("tsk")]}
    answer = board.ann.post(board.url(sprint, "/tasks"), body).expect(200)
    assert (answer["planned"], answer["job_id"]) == (1, None)
    found = [(error["index"], error["task_id"], error["code"]) for error in answer["errors"]]
    assert found == [
        (1, two["id"], "not_found"),
        (2, elsewhere["id"], "unprocessable"),
        (3, three["id"], "gone"),
        (4, body["add"][2], "not_found"),
    ]
    again = board.ann.post(board.url(sprint, "/tasks"), {"add": [two["id"], one["id"]]}).expect(200)
    assert again["planned"] == 2
    assert board.titles(sprint) == ["2", "1"]


@pytest.mark.parametrize("body", [{"add": ["x"]}, {"add": ["tsk_" + "0" * 26] * 2}])
def test_a_plan_names_tasks_each_once(board: Board, body: dict[str, Any]) -> None:
    assert board.ann.post(board.url(board.sprint(), "/tasks"), body).status == 400
    many = [new_id("tsk") for _ in range(60)]
    assert board.ann.post(board.url(board.sprint(), "/tasks"), {"add": many, "remove": many}).status == 400


def test_velocity_is_what_the_latest_sprints_got_done(board: Board) -> None:
    for number in range(3):
        sprint = board.sprint(f"Sprint {number}")
        done, left = board.desk.task("Done", points=number + 1), board.desk.task("Left", points=5)
        board.plan(sprint, done, left)
        board.start(sprint)
        board.desk.change(done, status="done")
        board.complete(sprint).expect(200)
    board.service.deliver()
    found = board.ann.get(f"{board.project_url}/velocity?sprints=2").expect(200)
    assert [row["name"] for row in found["sprints"]] == ["Sprint 1", "Sprint 2"]
    assert [(row["committed"]["points"], row["done"]["points"]) for row in found["sprints"]] == [(7, 2), (8, 3)]
    assert found["average"] == {"tasks": 1, "points": 2.5, "minutes": 0}
    assert board.ann.get(f"{board.project_url}/velocity?sprints=21").status == 400


def test_completing_and_planning_keep_their_budgets_of_calls(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    sprint = done_and_open(board)
    later = board.sprint("Later")
    ids = [task["id"] for task in board.desk.tasks(8)]
    # What was is kept by a call of its own when it does not fit beside what is.
    board.ann.post(board.url(sprint, "/tasks"), {"add": ids}).expect(200)
    assert meter.snapshot().calls == 3
    board.complete(sprint, later["id"]).expect(200)
    assert meter.snapshot().calls == 5
