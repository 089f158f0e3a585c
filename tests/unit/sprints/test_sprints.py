"""Planning, starting and deleting sprints."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.ids import new_id
from onetick.kernel.requests.rate import Limiter
from onetick.sprints import model, opening
from tests.service import Answer

from .board import Board

ELSEWHERE = "tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"


def test_a_sprint_is_planned_with_what_was_given(board: Board) -> None:
    made = board.sprint(
        goal="  Ship it ", start_on="2030-01-07", end_on="2030-01-20", timezone="Europe/Berlin", capacity_points=30
    )
    assert (made["state"], made["goal"], made["started_at"]) == ("planned", "Ship it", None)
    found = board.ann.get(board.url(made)).expect(200)
    assert found == made | {"totals": found["totals"]}
    assert found["totals"]["scope"] == {"tasks": 0, "points": 0.0, "minutes": 0}


@pytest.mark.parametrize(
    ("more", "status", "pointer"),
    [
        ({"start_on": "2030-01-07", "end_on": "2030-01-06"}, 422, "/end_on"),
        ({"start_on": "2030-01-07", "end_on": "2031-02-06"}, 422, "/end_on"),
        ({"start_on": "2030-02-30"}, 400, "/start_on"),
        ({"start_on": 20300107}, 400, "/start_on"),
        ({"timezone": "Mars/Olympus"}, 400, "/timezone"),
        ({"capacity_points": -1}, 400, "/capacity_points"),
        ({"name": " "}, 400, "/name"),
        ({"goal": "x" * 2001}, 400, "/goal"),
        ({"state": "active"}, 400, "/state"),
    ],
)
def test_what_makes_no_sprint_is_pointed_at(board: Board, more: dict[str, Any], status: int, pointer: str) -> None:
    body = {"project_id": board.desk.project["id"], "name": "No", **more}
    problem = board.ann.post(f"{board.team.w}/sprints", body).expect(status)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]


def test_a_sprint_starts_today_for_as_long_as_usual_unless_somebody_says_otherwise(board: Board) -> None:
    board.ann.put(f"{board.project_url}/sprint-settings", {"parallel": True, "duration_days": 7}).expect(200)
    usual, given = board.start(board.sprint()), board.start(board.sprint("2", start_on="2030-01-07"))
    today = board.service.clock().date()
    assert usual["start_on"] == today.isoformat()
    assert (given["start_on"], given["end_on"]) == ("2030-01-07", "2030-01-13")
    assert board.start(board.sprint("3"), end_on="2031-01-01", start_on="2030-12-30")["end_on"] == "2031-01-01"


def test_one_sprint_is_active_at_a_time_unless_several_may_be(board: Board) -> None:
    one, two = board.sprint(), board.sprint("Sprint 2")
    board.start(one)
    problem = board.ann.post(board.url(two, "/start"), {}).expect(409)
    assert problem["active"] == [one["id"]]
    board.ann.put(f"{board.project_url}/sprint-settings", {"parallel": True}).expect(200)
    assert board.start(two)["state"] == "active"
    assert "already" in board.ann.post(board.url(two, "/start"), {}).expect(409)["detail"]


def test_of_two_who_start_sprints_at_once_one_wins(board: Board) -> None:
    sprints = [board.sprint(str(number)) for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda sprint: board.ann.post(board.url(sprint, "/start"), {}), sprints))
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409, 409, 409]


def test_settings_say_which_sprints_are_planned_and_active(board: Board) -> None:
    path = f"{board.project_url}/sprint-settings"
    assert board.ann.get(path).expect(200)["version"] == 0
    one, two = board.sprint(), board.sprint("Sprint 2")
    board.start(two)
    answer = board.ann.get(path)
    found = answer.expect(200)
    assert (found["planned"], found["active"], found["duration_days"]) == ([one["id"]], [two["id"]], 14)
    stale = {"If-Match": '"v1"'}
    assert board.ann.put(path, {"duration_days": 10}, headers=stale).expect(412)["current_version"] == 3
    board.ann.put(path, {"duration_days": 10}, headers={"If-Match": answer.headers["ETag"]}).expect(200)


def test_a_sprint_changes_but_not_the_days_on_record(board: Board) -> None:
    sprint = board.sprint()
    changed = board.ann.patch(board.url(sprint), {"timezone": "Asia/Tokyo", "goal": "Other"}).expect(200)
    assert (changed["timezone"], changed["version"]) == ("Asia/Tokyo", 2)
    board.start(sprint)
    board.ann.patch(board.url(sprint), {"timezone": "UTC"}).expect(409)
    board.ann.patch(board.url(sprint), {"end_on": "1999-01-01"}).expect(422)
    again = board.ann.patch(board.url(sprint), {"timezone": "Asia/Tokyo", "name": "Sprint 1"}).expect(200)
    assert again["version"] == 3


def test_sprints_are_listed_by_project_and_over_the_workspace(board: Board) -> None:
    one, two = board.sprint(), board.sprint("Sprint 2")
    other = board.team.project("Other", "OTH", visibility="private")
    body = {"project_id": other["id"], "name": "Secret"}
    secret = board.ann.post(f"{board.team.w}/sprints", body).expect(201)
    board.start(one)
    ben = board.team.join("Ben")

    def listed(query: str, by: Any = board.ann) -> list[str]:
        return [row["id"] for row in by.get(f"{board.team.w}/sprints{query}").expect(200)["data"]]

    of_project = f"?filter[project_id]={board.desk.project['id']}"
    assert listed(of_project) == [two["id"], one["id"]]
    assert listed(f"{of_project}&sort=created_at&filter[state]=active") == [one["id"]]
    assert listed("") == [secret["id"], two["id"], one["id"]]
    assert listed("", ben) == [two["id"], one["id"]]
    assert listed(f"?filter[project_id]={other['id']}", ben) == []
    board.ann.get(f"{board.team.w}/sprints?filter[trashed]=true").expect(400)
    board.ann.delete(board.url(two)).expect(204)
    assert listed(of_project) == [one["id"]]
    assert listed(f"{of_project}&filter[trashed]=true") == [two["id"]]


def test_a_deleted_sprint_gives_its_tasks_back_and_takes_them_along_when_restored(board: Board) -> None:
    sprint, task = board.sprint(), board.desk.task("Planned")
    board.plan(sprint, task)
    assert board.backlog() == []
    board.ann.delete(board.url(sprint)).expect(204)
    assert board.backlog() == ["Planned"]
    assert board.ann.get(board.url(sprint)).status == 410
    assert board.ann.post(board.url(sprint, "/start"), {}).status == 410
    board.ann.post(board.url(sprint, "/restore")).expect(200)
    assert (board.backlog(), board.titles(sprint)) == ([], ["Planned"])
    board.ann.post(board.url(sprint, "/restore")).expect(409)
    board.ann.delete(board.url(sprint)).expect(204)
    board.later(days=31)
    assert board.ann.post(board.url(sprint, "/restore")).status == 410


def test_an_active_sprint_is_not_deleted(board: Board) -> None:
    sprint = board.sprint()
    board.start(sprint)
    board.ann.delete(board.url(sprint)).expect(409)


def test_a_project_has_a_bounded_number_of_open_sprints(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_OPEN", 2)
    one = board.sprint()
    board.sprint("2")
    body = {"project_id": board.desk.project["id"], "name": "3"}
    assert board.ann.post(f"{board.team.w}/sprints", body).expect(422)["code"] == "quota_exceeded"
    board.ann.delete(board.url(one)).expect(204)
    board.sprint("3")
    assert board.ann.post(board.url(one, "/restore")).expect(422)["code"] == "quota_exceeded"
    assert model.MAX_OPEN == 50


def test_in_an_archived_project_nothing_is_planned(board: Board) -> None:
    sprint, task = board.sprint(), board.desk.task()
    board.plan(sprint, task)
    board.ann.post(f"{board.project_url}/archive").expect(200)
    refused = [
        board.ann.post(board.url(sprint, "/start"), {}),
        board.ann.patch(board.url(sprint), {"name": "No"}),
        board.ann.put(board.url(sprint, f"/tasks/{task['id']}"), {}),
        board.drop(sprint, task),
        board.ann.delete(board.url(sprint)),
        board.ann.put(f"{board.project_url}/sprint-settings", {"parallel": True}),
        board.ann.post(f"{board.team.w}/sprints", {"project_id": board.desk.project["id"], "name": "No"}),
    ]
    assert [answer.status for answer in refused] == [409] * 7
    assert board.titles(sprint) == ["Write it down"]


def test_only_those_who_may_manage_sprints_do_and_editors_plan_tasks(board: Board) -> None:
    ben = board.team.join("Ben")
    board.ann.put(f"{board.project_url}/members/{ben.id}", {"role": "editor"}).expect(200)
    sprint, task = board.sprint(), board.desk.task()
    assert ben.post(board.url(sprint, "/start"), {}).status == 403
    assert ben.patch(board.url(sprint), {"name": "Mine"}).status == 403
    assert ben.put(board.url(sprint, f"/tasks/{task['id']}"), {}).status == 200
    cat = board.team.join("Cat")
    assert cat.get(board.url(sprint)).status == 200
    assert cat.put(board.url(sprint, f"/tasks/{task['id']}"), {}).status == 403


def test_tasks_enter_a_sprint_in_the_order_that_was_asked_for(board: Board) -> None:
    sprint = board.sprint()
    one, two, three, four = board.desk.tasks(4)
    board.plan(sprint, one, two, three)
    board.plan(sprint, four, after_id=one["id"])
    assert board.titles(sprint) == ["1", "4", "2", "3"]
    board.plan(sprint, three, before_id=one["id"])
    board.plan(sprint, two, after_id=one["id"], before_id=four["id"])
    assert board.titles(sprint) == ["3", "1", "2", "4"]
    board.plan(sprint, one)
    assert board.titles(sprint) == ["3", "1", "2", "4"]
    swapped = {"after_id": four["id"], "before_id": three["id"]}
    assert board.ann.put(board.url(sprint, f"/tasks/{one['id']}"), swapped).status == 409


def test_a_task_keeps_its_place_while_it_moves_over_the_board(board: Board) -> None:
    sprint = board.sprint()
    one, two, three = board.desk.tasks(3)
    board.plan(sprint, one, two, three)
    board.desk.change(one, status="in_progress")
    assert board.titles(sprint) == ["1", "2", "3"]
    board.desk.change(one, status="done")
    assert board.titles(sprint) == ["2", "3", "1"]
    assert board.titles(sprint, "?filter[state]=done") == ["1"]
    assert board.titles(sprint, "?filter[state]=open") == ["2", "3"]
    board.desk.change(one, status="todo")
    assert board.titles(sprint) == ["1", "2", "3"]


def test_what_cannot_be_planned_is_refused(board: Board) -> None:
    sprint, task = board.sprint(), board.desk.task()
    other = board.team.task(board.team.project("Other", "OTH"))
    assert board.ann.put(board.url(sprint, f"/tasks/{other['id']}"), {}).status == 422
    assert board.ann.put(board.url(sprint, f"/tasks/{ELSEWHERE}"), {}).status == 404
    assert board.ann.put(board.url({"id": new_id("spr")}, f"/tasks/{task['id']}"), {}).status == 404
    outside = {"before_id": board.desk.task("Outside")["id"]}
    problem = board.ann.put(board.url(sprint, f"/tasks/{task['id']}"), outside).expect(422)
    assert problem["errors"][0]["pointer"] == "/before_id"
    assert board.drop(sprint, task).status == 404


def test_a_task_is_in_one_sprint_at_a_time(board: Board) -> None:
    one, two, task = board.sprint(), board.sprint("Sprint 2"), board.desk.task()
    board.plan(one, task)
    board.plan(two, task)
    assert (board.titles(one), board.titles(two)) == ([], ["Write it down"])
    assert board.desk.now(task)["sprint_id"] == two["id"]
    assert board.drop(two, task).status == 204
    found = board.desk.now(task)
    assert (found["sprint_id"], found["sprint_rank"]) == (None, None)
    [event] = board.desk.events_of(lambda: board.plan(one, task))
    assert event["type"] == "onetick.task.updated.v1"
    assert event["data"]["previous"]["sprint_id"] is None


def test_a_deleted_task_leaves_its_sprint_and_comes_back_into_it(board: Board) -> None:
    sprint, task = board.sprint(), board.desk.task()
    board.plan(sprint, task)
    board.ann.delete(board.desk.url(task)).expect(204)
    assert board.titles(sprint) == []
    board.ann.post(board.desk.url(task, "/restore")).expect(200)
    assert board.titles(sprint) == ["Write it down"]


def test_a_copy_of_a_planned_task_is_in_the_backlog(board: Board) -> None:
    sprint, task = board.sprint(), board.desk.task("Original")
    board.plan(sprint, task)
    board.ann.post(board.desk.url(task, "/duplicate"), {"title": "Copy"}).expect(201)
    assert (board.titles(sprint), board.backlog()) == (["Original"], ["Copy"])


def test_the_backlog_is_what_is_open_and_planned_for_no_open_sprint(board: Board) -> None:
    sprint = board.sprint()
    tasks = board.desk.tasks(7)
    board.plan(sprint, tasks[1], tasks[3])
    board.desk.change(tasks[2], status="done")
    board.desk.change(tasks[5], status="in_progress")
    assert board.backlog() == ["1", "5", "7", "6"]
    board.desk.move(tasks[6], before_id=tasks[0]["id"]).expect(200)
    assert board.backlog() == ["7", "1", "5", "6"]


def test_the_backlog_is_walked_in_pages_that_miss_nothing(board: Board) -> None:
    path = f"{board.team.w}/projects/{board.desk.project['id']}/sections"
    for name in "abcdef":
        board.ann.post(path, {"name": name}).expect(201)
    listed = {row["name"]: row["id"] for row in board.ann.get(path).expect(200)["data"]}
    expected = []
    for name in ("To do", "In progress", "c", "f"):
        for number in range(3):
            board.desk.task(f"{name} {number}", section_id=listed[name])
            expected.append(f"{name} {number}")
    found: list[str] = []
    query = "?limit=2"
    while True:
        answer = board.ann.get(f"{board.project_url}/backlog{query}").expect(200)
        assert len(answer["data"]) <= 2
        found += [row["title"] for row in answer["data"]]
        if not answer["page"]["has_more"]:
            break
        query = f"?limit=2&cursor={answer['page']['next_cursor']}"
    assert found == expected


def test_the_backlog_is_in_the_order_of_the_board_however_that_was_rearranged(board: Board) -> None:
    path = f"{board.team.w}/projects/{board.desk.project['id']}/sections"
    for name in "abc":
        board.ann.post(path, {"name": name}).expect(201)
    listed = {row["name"]: row["id"] for row in board.ann.get(path).expect(200)["data"]}
    moved = f"{board.team.w}/sections/{listed['b']}/move"
    board.ann.post(moved, {"before_id": listed["To do"]}).expect(200)
    for name in ("a", "b", "c", "To do", "In progress"):
        board.desk.task(name, section_id=listed[name])
    board.desk.task("Done", section_id=listed["Done"])
    expected = ["b", "To do", "In progress", "a", "c"]
    assert [row["name"] for row in board.ann.get(path).expect(200)["data"] if row["name"] != "Done"] == expected
    for limit in (1, 2, 50):
        found: list[str] = []
        query = f"?limit={limit}"
        while query:
            answer = board.ann.get(f"{board.project_url}/backlog{query}").expect(200)
            found += [row["title"] for row in answer["data"]]
            cursor = answer["page"]["next_cursor"]
            query = f"?limit={limit}&cursor={cursor}" if cursor else ""
        assert found == expected


@pytest.fixture
def _unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})


def calls(answer: Answer) -> int:
    """How many calls to the database a request took."""
    assert answer.status < 300, answer.text
    return meter.snapshot().calls


@pytest.mark.usefixtures("_unlimited")
def test_each_request_keeps_its_budget_of_calls(board: Board) -> None:
    sprint, (one, two, three) = board.sprint(), board.desk.tasks(3)
    put = board.url(sprint, "/tasks/")
    assert calls(board.ann.put(f"{put}{one['id']}", {})) == 2
    assert calls(board.ann.put(f"{put}{two['id']}", {})) == 2
    assert calls(board.ann.put(f"{put}{three['id']}", {"before_id": two["id"]})) == 3
    assert calls(board.ann.put(f"{put}{two['id']}", {"after_id": one["id"], "before_id": three["id"]})) == 2
    assert calls(board.ann.get(board.url(sprint))) == 1
    assert calls(board.ann.get(board.url(sprint, "/tasks"))) == 2
    assert calls(board.ann.get(f"{board.team.w}/sprints?filter[project_id]={board.desk.project['id']}")) == 2
    assert calls(board.ann.get(f"{board.team.w}/sprints")) == 2
    assert calls(board.ann.delete(f"{put}{one['id']}")) == 2
    assert calls(board.ann.post(board.url(sprint, "/start"), {})) == 2
    assert calls(board.ann.patch(board.url(sprint), {"goal": "New"})) == 2
    assert calls(board.ann.get(board.url(sprint, "/burndown"))) == 2
    assert calls(board.ann.get(board.url(sprint, "/scope-changes"))) == 2
    assert calls(board.ann.get(f"{board.project_url}/sprint-settings")) == 1
    assert calls(board.ann.get(f"{board.project_url}/backlog")) == 2
    assert calls(board.ann.get(f"{board.project_url}/velocity")) == 2
