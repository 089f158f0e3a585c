"""A workflow loses statuses, and no task is lost with them."""

from typing import Any

from onetick.tasks import remap_statuses

from .desk import Desk

TODO = {"id": "todo", "name": "To do", "category": "unstarted"}
REVIEW = {"id": "review", "name": "Review", "category": "started"}
DONE = {"id": "done", "name": "Done", "category": "completed"}


def put(desk: Desk, body: dict[str, Any], query: str = "") -> Any:
    """Change the workflow of the project."""
    path = f"{desk.team.w}/projects/{desk.project['id']}/workflow"
    return desk.ann.put(f"{path}{query}", body, headers={"If-Match": "*"})


def test_tasks_of_a_status_that_goes_get_the_one_in_its_place(desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr(remap_statuses, "LOOKED_AT", 3)
    doing = [desk.task(str(number), status="in_progress") for number in range(7)]
    waiting = desk.task("Waiting")
    body = {"statuses": [TODO, REVIEW, DONE], "remap": {"in_progress": "review"}}
    answer = put(desk, body)
    assert answer.expect(202)["statuses"][1]["id"] == "review"
    desk.service.deliver(times=2)
    job = desk.ann.get(answer.headers["Location"]).expect(200)
    assert (job["state"], job["counts"]) == ("succeeded", {"remapped": 7})
    assert {desk.now(task)["status"] for task in doing} == {"review"}
    assert {desk.now(task)["section_id"] for task in doing} == {desk.sections["In progress"]}
    assert desk.now(waiting)["status"] == "todo"
    moved = desk.change(waiting, status="review")
    assert moved["section_id"] == desk.sections["In progress"]
    changes = [event for event in desk.service.events() if event["type"] == "onetick.task.status_changed.v1"]
    assert len(changes) == 8


def test_a_status_goes_only_with_a_plan_that_fits(desk: Desk) -> None:
    statuses = [TODO, DONE]
    assert put(desk, {"statuses": statuses}).status == 409
    for remap in ({"in_progress": "nowhere"}, {"in_progress": "todo", "done": "todo"}):
        problem = put(desk, {"statuses": statuses, "remap": remap}).expect(422)
        assert problem["errors"][0]["pointer"].startswith("/remap/")


def test_a_dry_run_shows_the_plan_and_changes_nothing(desk: Desk) -> None:
    task = desk.task(status="in_progress")
    body = {"statuses": [TODO, DONE], "remap": {"in_progress": "done"}}
    shown = put(desk, body, "?dry_run=true").expect(200)
    kinds = sorted(change["event"] for change in shown["change_set"])
    assert kinds == ["onetick.job.queued.v1", "onetick.section.updated.v1", "onetick.workflow.updated.v1"]
    desk.service.deliver()
    assert desk.now(task)["status"] == "in_progress"


def test_a_finished_task_stays_finished_and_an_open_one_is_finished_by_its_new_status(desk: Desk) -> None:
    task = desk.task(status="in_progress")
    put(desk, {"statuses": [TODO, DONE], "remap": {"in_progress": "done"}}).expect(202)
    desk.service.deliver()
    found = desk.now(task)
    assert (found["status_category"], found["completed_at"] is not None) == ("completed", True)


DOING = {"id": "in_progress", "name": "In progress", "category": "started"}
SHIPPED = {**DOING, "category": "completed"}


def test_a_status_of_another_category_finishes_its_tasks_and_what_follows_from_them(desk: Desk) -> None:
    parent, other = desk.task("Parent"), desk.task("Other", status="done")
    task = desk.subtask(parent, status="in_progress")
    waits = desk.task("Waits")
    desk.ann.put(desk.url(waits, f"/dependencies/{task['id']}"), {}).expect(200)
    desk.service.deliver()
    body = {"statuses": [TODO, SHIPPED, DONE], "recategorize": ["in_progress"]}
    answer = put(desk, body)
    assert answer.expect(202)["plan"] == [
        {
            "status": "in_progress",
            "becomes": "in_progress",
            "from_category": "started",
            "to_category": "completed",
            "effect": "completes",
            "tasks": None,
        }
    ]
    desk.service.deliver(times=2)
    job = desk.ann.get(answer.headers["Location"]).expect(200)
    assert (job["state"], job["counts"]) == ("succeeded", {"remapped": 1})
    found = desk.now(task)
    assert (found["status"], found["status_category"], found["completed_at"] is not None) == (
        "in_progress",
        "completed",
        True,
    )
    assert desk.now(parent)["subtasks"]["done"] == 1
    assert desk.now(waits)["blocked"] is False
    assert desk.now(other)["version"] == other["version"]
    assert put(desk, {"statuses": [TODO, DOING, DONE], "recategorize": ["in_progress"]}).expect(202)
    desk.service.deliver(times=2)
    assert (desk.now(task)["completed_at"], desk.now(parent)["subtasks"]["done"]) == (None, 0)
    assert desk.now(waits)["blocked"] is True


def test_a_category_changes_only_for_statuses_that_are_named(desk: Desk) -> None:
    assert "recategorize" in put(desk, {"statuses": [TODO, SHIPPED, DONE]}).expect(409)["detail"]
    problem = put(desk, {"statuses": [TODO, DOING, DONE], "recategorize": ["nowhere"]}).expect(422)
    assert problem["errors"][0]["pointer"] == "/recategorize/0"


def test_a_dry_run_counts_the_tasks_of_each_status_as_far_as_it_looks(desk: Desk, monkeypatch: Any) -> None:
    for number in range(3):
        desk.task(str(number), status="in_progress")
    desk.task(status="done")
    body = {
        "statuses": [TODO, {**DONE, "category": "cancelled"}, REVIEW, {"id": "ok", "name": "OK", **_COMPLETED}],
        "remap": {"in_progress": "ok"},
        "recategorize": ["done"],
    }
    plan = put(desk, body, "?dry_run=true").expect(200)["result"]["plan"]
    assert [(step["status"], step["effect"], step["tasks"]) for step in plan] == [
        ("in_progress", "completes", {"value": 3, "relation": "eq"}),
        ("done", "none", {"value": 1, "relation": "eq"}),
    ]
    monkeypatch.setattr(remap_statuses, "MAX_COUNTED", 2)
    [step, _] = put(desk, body, "?dry_run=true").expect(200)["result"]["plan"]
    assert step["tasks"] == {"value": 2, "relation": "gte"}


def test_a_task_that_was_in_the_trash_comes_back_with_a_status_that_is_there(desk: Desk) -> None:
    gone, closed = desk.task(status="in_progress"), desk.task(status="done")
    for task in (gone, closed):
        desk.ann.delete(desk.url(task)).expect(204)
    body = {
        "statuses": [TODO, {**DONE, "category": "started"}, {"id": "ok", "name": "OK", **_COMPLETED}],
        "remap": {"in_progress": "ok"},
        "recategorize": ["done"],
    }
    put(desk, body).expect(202)
    desk.service.deliver()
    for task in (gone, closed):
        desk.ann.post(desk.url(task, "/restore")).expect(200)
    assert desk.now(gone)["status"] == "todo"
    back = desk.now(closed)
    assert (back["status"], back["status_category"], back["completed_at"]) == ("done", "started", None)


_COMPLETED = {"category": "completed"}
