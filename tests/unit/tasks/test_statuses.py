"""Statuses, the workflow, and the sections that go with them."""

from typing import Any

from .desk import Desk, names


def strict(desk: Desk) -> None:
    """Let tasks go from to do to in progress to done and back to to do only."""
    path = f"{desk.team.w}/projects/{desk.project['id']}/workflow"
    workflow: dict[str, Any] = desk.ann.get(path).expect(200)
    body = {
        "statuses": [
            *workflow["statuses"],
            {"id": "blocked", "name": "Blocked", "category": "started"},
            {"id": "dropped", "name": "Dropped", "category": "cancelled"},
        ],
        "transitions": {"todo": ["in_progress", "dropped"], "in_progress": ["done", "blocked"], "done": ["todo"]},
    }
    desk.ann.put(path, body, headers={"If-Match": f'"v{workflow["version"]}"'}).expect(200)


def transition(desk: Desk, task: dict[str, Any], status: str, **more: Any) -> Any:
    """Ask for a transition."""
    return desk.ann.post(desk.url(task, "/transition"), {"status": status, **more})


def test_a_transition_takes_the_task_to_the_section_of_the_status(desk: Desk) -> None:
    task = desk.task()
    moved = transition(desk, task, "in_progress").expect(200)
    assert moved["section_id"] == desk.sections["In progress"]
    assert desk.column("To do") == []


def test_a_transition_that_the_workflow_forbids_names_the_allowed_ones(desk: Desk) -> None:
    strict(desk)
    task = desk.task()
    for answer in (
        transition(desk, task, "done"),
        desk.ann.patch(desk.url(task), {"status": "done"}),
        desk.move(task, status="done"),
        desk.move(task, section_id=desk.sections["Done"]),
    ):
        problem = answer.expect(409)
        assert problem["code"] == "invalid_transition"
        assert problem["allowed"] == ["in_progress", "dropped"]
    assert desk.now(task) == task


def test_a_status_that_no_section_names_leaves_the_task_where_it_is(desk: Desk) -> None:
    strict(desk)
    task = desk.task(status="in_progress")
    blocked = transition(desk, task, "blocked").expect(200)
    assert (blocked["section_id"], blocked["rank"]) == (task["section_id"], task["rank"])


def test_an_unknown_status_is_pointed_at(desk: Desk) -> None:
    assert transition(desk, desk.task(), "nonsense").expect(422)["errors"][0]["pointer"] == "/status"


def test_staying_is_no_transition(desk: Desk) -> None:
    task = desk.task()
    assert desk.events_of(lambda: transition(desk, task, "todo").expect(200)) == []


def test_completing_and_reopening_are_told(desk: Desk) -> None:
    task = desk.task()
    done = desk.events_of(lambda: transition(desk, task, "done").expect(200))
    assert names(done) == ["task.completed", "task.moved", "task.status_changed"]
    reopened = desk.events_of(lambda: transition(desk, task, "todo").expect(200))
    assert names(reopened) == ["task.moved", "task.reopened", "task.status_changed"]
    assert desk.now(task)["completed_at"] is None


def test_a_cancelled_task_is_finished_but_not_completed(desk: Desk) -> None:
    strict(desk)
    task = desk.task()
    events = desk.events_of(lambda: transition(desk, task, "dropped").expect(200))
    assert names(events) == ["task.status_changed"]
    assert desk.now(task)["completed_at"] is not None


def test_a_comment_comes_with_the_transition_or_not_at_all(desk: Desk) -> None:
    strict(desk)
    task = desk.task()
    transition(desk, task, "done", comment="Never mind").expect(409)
    assert desk.ann.get(desk.url(task, "/comments")).expect(200)["data"] == []
    transition(desk, task, "in_progress", comment="On it").expect(200)
    [comment] = desk.ann.get(desk.url(task, "/comments")).expect(200)["data"]
    assert comment["body_md"] == "On it"


def test_a_transition_needs_its_own_permission(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    role = desk.ann.post(
        f"{desk.team.w}/roles", {"name": "Careful", "permissions": [], "denies": ["task:transition"]}
    ).expect(201)
    desk.ann.put(f"{desk.team.w}/roles/{role['id']}/members/{ben.id}")
    task = desk.task()
    ben.patch(desk.url(task), {"title": "Fine"}).expect(200)
    for answer in (
        ben.patch(desk.url(task), {"status": "done"}),
        ben.post(desk.url(task, "/transition"), {"status": "done"}),
        ben.post(desk.url(task, "/move"), {"status": "done"}),
        ben.post(desk.url(task, "/move"), {"section_id": desk.sections["Done"]}),
    ):
        assert answer.expect(403)["permission"] == "task:transition"
