"""The workflow of a project."""

from typing import Any

import pytest

from functions.projects import archive_project, get_workflow, put_workflow
from onetick.kernel import meter
from onetick.projects.model import Status, Workflow

from .world import SINCE, Caller, World

TODO = {"id": "todo", "name": "To do", "category": "unstarted"}
DOING = {"id": "in_progress", "name": "In progress", "category": "started"}
DONE = {"id": "done", "name": "Done", "category": "completed"}
REVIEW = {"id": "review", "name": "Review", "category": "started", "color": "#2f80ed"}


def put(caller: Caller, project_id: str, body: Any, version: int = 1) -> Any:
    """Send a whole workflow."""
    return caller.call(put_workflow.handler, body, project_id=project_id, headers={"If-Match": f'"v{version}"'})


def test_a_workflow_is_read_with_its_version(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    ann.call(get_workflow.handler, **place).expect(200)
    answer = ann.call(get_workflow.handler, **place)
    found = answer.expect(200)
    assert [status["id"] for status in found["statuses"]] == ["todo", "in_progress", "done"]
    assert (found["transitions"], answer.headers["ETag"]) == ("any", '"v1"')
    assert meter.snapshot().calls == 1


def test_statuses_are_added_renamed_and_put_into_another_order(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    body = {
        "statuses": [TODO, REVIEW, {**DOING, "name": "Building"}, DONE],
        "transitions": {"todo": ["in_progress"], "in_progress": ["review", "review"], "review": ["done", "todo"]},
    }
    changed = put(ann, project_id, body).expect(200)
    assert meter.snapshot().calls == 2
    assert [status["name"] for status in changed["statuses"]] == ["To do", "Review", "Building", "Done"]
    assert changed["transitions"] == {"todo": ["in_progress"], "in_progress": ["review"], "review": ["done", "todo"]}
    workflow: Workflow = world.find(Workflow, project_id=project_id)
    assert workflow.allows("todo", "in_progress") and workflow.allows("todo", "todo")
    assert not workflow.allows("todo", "done") and not workflow.allows("done", "todo")
    assert ann.call(get_workflow.handler, project_id=project_id).expect(200) | {"job_id": None, "plan": []} == changed
    event = world.events()[-1]
    assert (event["type"], event["aggregateversion"]) == ("onetick.workflow.updated.v1", 2)
    assert event["data"]["changed"] == ["statuses", "transitions"]


def test_a_status_neither_goes_nor_changes_its_category(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    gone = put(ann, project_id, {"statuses": [TODO, DONE]}).expect(409)
    assert "In progress" in gone["detail"]
    changed = put(ann, project_id, {"statuses": [TODO, {**DOING, "category": "cancelled"}, DONE]}).expect(409)
    assert "started" in changed["detail"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"statuses": [TODO, DOING, DONE, {**REVIEW, "id": "todo"}]}, "/statuses/0/id"),
        ({"statuses": [TODO, DOING, DONE, {**REVIEW, "name": "DONE"}]}, "/statuses/2/name"),
        ({"statuses": [DONE]}, "/statuses"),
        ({"statuses": [TODO, DOING]}, "/statuses"),
        ({"statuses": [TODO, DOING, DONE], "transitions": {"todo": ["nowhere"]}}, "/transitions/todo"),
        ({"statuses": [TODO, DOING, DONE], "transitions": {"nowhere": ["todo"]}}, "/transitions/nowhere"),
    ],
)
def test_what_is_no_workflow_is_refused_with_pointers(
    world: World, ann: Caller, body: dict[str, Any], pointer: str
) -> None:
    problem = put(ann, world.project(ann)["id"], body).expect(422)
    assert pointer in [fault["pointer"] for fault in problem["errors"]]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"statuses": []},
        {"statuses": [{**TODO, "id": "To Do"}]},
        {"statuses": [{**TODO, "category": "open"}]},
        {"statuses": [{"id": f"s{n}", "name": f"S{n}", "category": "started"} for n in range(51)]},
        {"statuses": [TODO, DONE], "transitions": "none"},
        {"statuses": [TODO, DONE], "transitions": {"todo": ["done"] * 51}},
    ],
)
def test_a_malformed_workflow_is_refused(world: World, ann: Caller, body: dict[str, Any]) -> None:
    put(ann, world.project(ann)["id"], body).expect(400)


def test_a_change_needs_the_version_that_was_seen(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    body = {"statuses": [TODO, DOING, DONE, REVIEW]}
    ann.call(put_workflow.handler, body, project_id=project_id).expect(428)
    put(ann, project_id, body).expect(200)
    assert put(ann, project_id, body).expect(412)["current_version"] == 2
    count = len(world.events())
    assert put(ann, project_id, body, version=2).expect(200)["version"] == 2
    assert len(world.events()) == count, "nothing changed"


def test_only_admins_change_a_workflow_and_not_of_an_archived_project(world: World, ann: Caller) -> None:
    project_id = world.project(ann, member_access="edit")["id"]
    body = {"statuses": [TODO, DOING, DONE, REVIEW]}
    ben = world.joined("Ben")
    ben.call(get_workflow.handler, project_id=project_id).expect(200)
    put(ben, project_id, body).expect(403)
    ann.call(archive_project.handler, project_id=project_id).expect(200)
    put(ann, project_id, body).expect(409)


@pytest.mark.parametrize(
    ("categories", "initial"),
    [
        (["backlog", "started", "unstarted"], 2),
        (["completed", "started", "backlog"], 2),
        (["completed", "started"], 1),
        (["unstarted", "unstarted"], 0),
    ],
)
def test_a_new_task_starts_unstarted_else_in_the_backlog_else_open(
    world: World, categories: list[Any], initial: int
) -> None:
    statuses = tuple(Status(id=f"s{n}", name=f"S{n}", category=category) for n, category in enumerate(categories))
    workflow = Workflow(
        org_id=world.org_id, workspace_id=world.workspace_id, project_id="prj", statuses=statuses, updated_at=SINCE
    )
    assert workflow.initial == statuses[initial]
