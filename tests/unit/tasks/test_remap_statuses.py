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
    assert put(desk, {"statuses": [TODO, {**DONE, "category": "cancelled"}]}).status in (409, 422)


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
