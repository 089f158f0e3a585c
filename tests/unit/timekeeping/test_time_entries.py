"""Logged time: whose it is, what it sums up to, and how it is listed."""

from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.ids import new_id
from onetick.kernel.requests.rate import Limiter
from onetick.tasks import guesses
from tests.service import a_team
from tests.unit.tasks.desk import Desk, names

from .clockwork import listed, log, logged, member, path


def test_time_is_logged_today_and_for_oneself_unless_told_otherwise(desk: Desk) -> None:
    task = desk.task()
    made = log(desk, task)
    assert (made["user_id"], made["logged_by"], made["minutes"]) == (desk.ann.id, desk.ann.id, 30)
    assert made["spent_on"] == made["created_at"][:10]
    assert (made["task_key"], made["project_id"]) == ("LAU-1", desk.project["id"])
    assert (made["billable"], made["note"]) == (False, "")
    assert desk.ann.get(path(desk, made)).expect(200) == made


def test_the_task_says_how_much_was_logged_beside_what_was_estimated(desk: Desk) -> None:
    task = desk.task(estimate_minutes=60)
    one, two = log(desk, task, 30), log(desk, task, 45)
    assert (desk.now(task)["estimate_minutes"], logged(desk, task)) == (60, 75)
    desk.ann.patch(path(desk, one), {"minutes": 10}).expect(200)
    assert logged(desk, task) == 55
    desk.ann.delete(path(desk, two)).expect(204)
    assert logged(desk, task) == 10
    desk.ann.post(path(desk, two, "/restore")).expect(200)
    assert logged(desk, task) == 55
    [row] = desk.ann.get(f"{desk.team.w}/tasks?filter[project_id]={desk.project['id']}").expect(200)["data"]
    assert row["logged_minutes"] == 55


def test_a_copy_of_a_task_begins_at_nothing(desk: Desk) -> None:
    task = desk.task()
    log(desk, task)
    copy = desk.ann.post(desk.url(task, "/duplicate"), {}).expect(201)
    assert copy["logged_minutes"] == 0


def test_what_happens_is_told(desk: Desk) -> None:
    task = desk.task()
    made = log(desk, task, 5)
    events = desk.events_of(lambda: log(desk, task, 10))
    assert names(events) == ["task.updated", "time_entry.created"]
    [created] = [event for event in events if event["subject"].startswith("time_entry/")]
    assert created["data"]["context"] == {"minutes": 10, "logged_minutes": 15}
    events = desk.events_of(lambda: desk.ann.patch(path(desk, made), {"note": "Call"}).expect(200))
    assert names(events) == ["time_entry.updated"]
    assert desk.events_of(lambda: desk.ann.patch(path(desk, made), {"note": "Call"}).expect(200)) == []
    assert names(desk.events_of(lambda: desk.ann.delete(path(desk, made)).expect(204))) == [
        "task.updated",
        "time_entry.deleted",
    ]


def test_the_history_of_a_task_tells_of_time_once(desk: Desk) -> None:
    task = desk.task()
    log(desk, task)
    rows = desk.ann.get(desk.url(task, "/history")).expect(200)["data"]
    assert [row["type"] for row in rows] == ["onetick.time_entry.created.v1", "onetick.task.created.v1"]
    assert rows[0]["context"]["time_entry_id"].startswith("tim_")


def test_a_commenter_logs_their_own_time_and_an_editor_that_of_others(desk: Desk) -> None:
    ben, cat = member(desk, "Ben", "commenter"), member(desk, "Cat", "editor")
    task = desk.task()
    log(desk, task, by=ben)
    ben.post(f"{desk.team.w}/time-entries", {"task_id": task["id"], "minutes": 5, "user_id": cat.id}).expect(403)
    made = log(desk, task, by=cat, user_id=ben.id)
    assert (made["user_id"], made["logged_by"]) == (ben.id, cat.id)
    gus = desk.team.join("Gus", "guest")
    body = {"task_id": task["id"], "minutes": 5, "user_id": gus.id}
    problem = cat.post(f"{desk.team.w}/time-entries", body).expect(422)
    assert problem["errors"][0]["pointer"] == "/user_id"
    cat.post(f"{desk.team.w}/time-entries", {**body, "user_id": new_id("usr")}).expect(422)


def test_only_ones_own_time_is_changed_except_by_admins(desk: Desk) -> None:
    ben, cat = member(desk, "Ben", "commenter"), member(desk, "Cat", "editor")
    made = log(desk, desk.task(), by=ben)
    cat.patch(path(desk, made), {"minutes": 1}).expect(403)
    cat.delete(path(desk, made)).expect(403)
    cat.get(path(desk, made)).expect(200)
    ben.patch(path(desk, made), {"minutes": 1}).expect(200)
    desk.ann.patch(path(desk, made), {"minutes": 2}).expect(200)
    desk.ann.delete(path(desk, made)).expect(204)
    ben.post(path(desk, made, "/restore")).expect(200)


def test_time_is_listed_by_person_project_and_task_within_days(desk: Desk) -> None:
    ben = member(desk, "Ben", "commenter")
    one, two = desk.tasks(2)
    for minutes, day in enumerate(("2030-01-03", "2030-01-01", "2030-01-02", "2030-02-01"), 1):
        log(desk, one, minutes, spent_on=day)
    log(desk, two, 10, by=ben, spent_on="2030-01-02", billable=True)
    assert listed(desk) == [4, 1, 3, 2]
    assert listed(desk, "sort=spent_on") == [2, 3, 1, 4]
    assert listed(desk, "from=2030-01-02&to=2030-01-03") == [1, 3]
    assert listed(desk, f"filter[user_id]={ben.id}") == [10]
    assert listed(desk, "filter[user_id]=me", by=ben) == [10]
    assert listed(desk, f"filter[project_id]={desk.project['id']}&from=2030-01-02&to=2030-01-02") == [10, 3]
    assert listed(desk, f"filter[project_id]={desk.project['id']}&filter[billable]=true") == [10]
    assert listed(desk, f"filter[task_id]={one['id']}&sort=spent_on") == [1, 2, 3, 4]
    assert listed(desk, f"filter[task_id]={one['id']}&filter[user_id]={ben.id}") == []
    assert listed(desk, f"filter[user_id]=me&filter[project_id]={new_id('prj')}") == []


def test_a_list_is_walked_page_by_page(desk: Desk) -> None:
    task = desk.task()
    for day in range(1, 6):
        log(desk, task, day, spent_on=f"2030-01-0{day}")
    page = desk.ann.get(f"{desk.team.w}/time-entries?limit=2").expect(200)
    rest = desk.ann.get(f"{desk.team.w}/time-entries?limit=9&cursor={page['page']['next_cursor']}").expect(200)
    assert [row["minutes"] for row in page["data"] + rest["data"]] == [5, 4, 3, 2, 1]


def test_nobody_sees_time_in_projects_that_they_do_not_see(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    secret = desk.team.task(desk.team.project("Secret", "SEC", visibility="private"))
    made = log(desk, secret, 7)
    log(desk, desk.task(), 8)
    assert listed(desk, f"filter[user_id]={desk.ann.id}", by=ben) == [8]
    assert listed(desk, f"filter[task_id]={secret['id']}", by=ben) == []
    assert listed(desk, f"filter[project_id]={secret['project_id']}", by=ben) == []
    ben.get(path(desk, made)).expect(403)
    ben.post(f"{desk.team.w}/time-entries", {"task_id": secret["id"], "minutes": 1}).expect(403)
    eve = a_team(desk.service, "Eve", "Evil")
    eve.owner.get(f"{eve.w}/time-entries/{made['id']}").expect(404)
    eve.owner.post(f"{eve.w}/time-entries", {"task_id": secret["id"], "minutes": 1}).expect(404)
    assert eve.owner.get(f"{eve.w}/time-entries?filter[task_id]={secret['id']}").expect(200)["data"] == []


def test_another_workspace_of_the_same_organization_is_another_place(desk: Desk) -> None:
    made = log(desk, desk.task())
    other = desk.ann.post(f"{desk.team.o}/workspaces", {"name": "Other"}).expect(201)
    w = f"/v1/workspaces/{other['id']}"
    desk.ann.get(f"{w}/time-entries/{made['id']}").expect(404)
    desk.ann.post(f"{w}/time-entries", {"task_id": made["task_id"], "minutes": 1}).expect(404)
    assert desk.ann.get(f"{w}/time-entries?filter[task_id]={made['task_id']}").expect(200)["data"] == []


def test_in_a_deleted_task_and_an_archived_project_nothing_is_logged(desk: Desk) -> None:
    task = desk.task()
    made = log(desk, task)
    desk.ann.delete(desk.url(task)).expect(204)
    body = {"task_id": task["id"], "minutes": 1}
    desk.ann.post(f"{desk.team.w}/time-entries", body).expect(410)
    desk.ann.patch(path(desk, made), {"minutes": 1}).expect(410)
    desk.ann.post(desk.url(task, "/restore")).expect(200)
    desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/archive").expect(200)
    desk.ann.post(f"{desk.team.w}/time-entries", body).expect(409)
    desk.ann.patch(path(desk, made), {"minutes": 1}).expect(409)
    desk.ann.delete(path(desk, made)).expect(409)
    desk.ann.get(path(desk, made)).expect(200)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minutes", 0),
        ("minutes", -5),
        ("minutes", 1441),
        ("minutes", 1.5),
        ("minutes", True),
        ("minutes", "30"),
        ("spent_on", "2030-02-30"),
        ("spent_on", "0001-01-01"),
        ("spent_on", "2030-01-01T00:00:00Z"),
        ("spent_on", 0),
        ("note", "x" * 1_001),
        ("user_id", "me"),
        ("task_id", "LAU-1#"),
    ],
)
def test_a_bad_entry_is_refused_and_pointed_at(desk: Desk, field: str, value: Any) -> None:
    body = {"task_id": desk.task()["id"], "minutes": 1, field: value}
    problem = desk.ann.post(f"{desk.team.w}/time-entries", body).expect(400)
    assert problem["errors"][0]["pointer"] == f"/{field}"
    for query in ("from=yesterday", "to=2030-13-01", "filter[user_id]=a%23b", "sort=minutes"):
        desk.ann.get(f"{desk.team.w}/time-entries?{query}").expect(400)


def test_calls_are_as_few_as_promised(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    task = desk.task()
    made = log(desk, task)

    def calls(method: str, url: str, body: Any = None, *, warm: bool = True) -> int:
        if not warm:
            for memory in (guesses._projects, guesses._tasks, guesses._recent):
                memory.clear()
        answer = desk.ann.call(method, url, body)
        assert answer.status < 300, answer.text
        return meter.snapshot().calls

    for url, promised in {path(desk, made): 1, f"{desk.team.w}/time-entries": 2}.items():
        assert (calls("GET", url), calls("GET", url, warm=False)) == (promised, promised + 1)
    body = {"task_id": task["id"], "minutes": 5}
    calls("GET", path(desk, made))
    assert calls("POST", f"{desk.team.w}/time-entries", body) == 2
    assert calls("PATCH", path(desk, made), {"minutes": 6}) == 2
    assert calls("POST", f"{desk.team.w}/timer/start", {"task_id": task["id"]}) == 2
    assert calls("GET", f"{desk.team.w}/timer") == 1
    assert calls("POST", f"{desk.team.w}/timer/stop", {}) == 2
    assert calls("DELETE", path(desk, made)) == 2


def test_a_formula_compares_what_was_logged_with_the_estimate(desk: Desk) -> None:
    definition = {"name": "Left", "type": "formula", "expression": "{estimate_minutes} - {logged_minutes}"}
    field = desk.ann.post(f"{desk.team.w}/custom-fields", definition).expect(201)
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/custom-fields/{field['id']}", {}).expect(200)
    task = desk.task(estimate_minutes=60)
    events = desk.events_of(lambda: log(desk, task, 45))
    assert names(events) == ["task.custom_field_changed", "task.updated", "time_entry.created"]
    assert desk.now(task)["custom_fields"][field["id"]] == 15


def test_whoever_sees_the_task_in_another_project_logs_and_sees_time_there(desk: Desk) -> None:
    secret = desk.team.project("Secret", "SEC", visibility="private")
    task = desk.team.task(secret)
    ben = member(desk, "Ben", "commenter")
    ben.post(f"{desk.team.w}/time-entries", {"task_id": task["id"], "minutes": 5}).expect(403)
    desk.ann.put(desk.url(task, f"/projects/{desk.project['id']}"), {}).expect(200)
    made = log(desk, task, by=ben)
    ben.get(path(desk, made)).expect(200)
    ben.patch(path(desk, made), {"minutes": 6}).expect(200)
    assert logged(desk, task) == 6
