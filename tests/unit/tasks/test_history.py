"""What is told of a task's past."""

from typing import Any

from .desk import Desk


def history(desk: Desk, task: dict[str, Any], query: str = "") -> dict[str, Any]:
    """One page of a task's history."""
    page: dict[str, Any] = desk.ann.get(desk.url(task, f"/history?{query}")).expect(200)
    return page


def test_every_change_is_told_field_by_field_the_latest_first(desk: Desk) -> None:
    task = desk.task("Old")
    desk.change(task, title="New", priority="high")
    entries = history(desk, task)["data"]
    assert [entry["type"] for entry in entries] == [
        "onetick.task.updated.v1",
        "onetick.task.priority_changed.v1",
        "onetick.task.created.v1",
    ]
    assert entries[0]["changes"] == [{"field": "title", "before": "Old", "after": "New"}]
    assert entries[1]["changes"] == [{"field": "priority", "before": "none", "after": "high"}]
    assert entries[1]["context"] == {"from": "none", "to": "high"}
    assert {entry["actor_id"] for entry in entries} == {desk.ann.id}
    assert [entry["version"] for entry in entries] == [2, 2, 1]


def test_the_history_goes_on_page_by_page(desk: Desk) -> None:
    task = desk.task("0")
    for number in range(5):
        desk.change(task, title=str(number + 1))
    found, cursor = [], ""
    while True:
        page = history(desk, task, f"limit=2{cursor}")
        found += [entry["version"] for entry in page["data"]]
        if not page["page"]["has_more"]:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert found == [6, 5, 4, 3, 2, 1]


def test_what_is_for_auditors_and_the_texts_of_comments_stay_out(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task()
    comment = desk.ann.post(desk.url(task, "/comments"), {"body_md": f"secret words @{ben.id}"}).expect(201)
    path = f"{desk.team.w}/comments/{comment['id']}"
    desk.ann.patch(path, {"body_md": "other words"}).expect(200)
    desk.ann.delete(path).expect(204)
    answer = desk.ann.get(desk.url(task, "/history"))
    entries = answer.expect(200)["data"]
    assert [entry["type"] for entry in entries[:3]] == [
        "onetick.comment.deleted.v1",
        "onetick.comment.updated.v1",
        "onetick.task.mentioned.v1",
    ]
    assert entries[0]["context"] == {"comment_id": comment["id"]}
    for private in ("words", "192.0.2.1", "session", "policy"):
        assert private not in answer.text


def test_the_history_of_a_task_is_for_those_who_see_it(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    private = desk.team.project("Secret", "SEC", visibility="private")
    ben.get(desk.url(desk.team.task(private), "/history")).expect(403)


UNTOLD = {"rank", "placements", "updated_at", "version", "status_since", "status_seconds", "started_at"}
"""What is no news, only an order that the board shows, or follows from the history itself."""


def test_every_field_that_changed_is_told_with_what_it_was_and_is_by_whom_and_when(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    parent = desk.task("Parent")
    tag = desk.ann.post(f"{desk.team.w}/tags", {"name": "urgent"}).expect(201)
    field = desk.ann.post(f"{desk.team.w}/custom-fields", {"name": "Cost", "type": "number"}).expect(201)
    task = desk.task("Old")
    desk.ann.put(f"{desk.team.w}/projects/{task['project_id']}/custom-fields/{field['id']}", {}).expect(200)
    patches: list[dict[str, Any]] = [
        {"title": "New", "description": "More **words**"},
        {"status": "in_progress", "priority": "high"},
        {"assignee_ids": [ben.id], "tag_ids": [tag["id"]]},
        {"start_at": "2030-01-01T09:00:00Z", "due_at": "2030-01-31T09:00:00Z", "timezone": "Europe/Berlin"},
        {"all_day": True, "milestone": True, "points": 3, "estimate_minutes": 90},
        {"custom_fields": {field["id"]: 12}},
        {"parent_id": parent["id"]},
        {"status": "done", "assignee_ids": [], "tag_ids": [], "custom_fields": {field["id"]: None}},
        {"parent_id": None, "due_at": None, "start_at": None, "title": "Old"},
    ]
    before = desk.ann.get(desk.url(task)).expect(200)
    for patch in patches:
        after = desk.ann.patch(desk.url(task), patch).expect(200)
        entries = [one for one in history(desk, task)["data"] if one["version"] == after["version"]]
        told = {one["field"]: (one["before"], one["after"]) for entry in entries for one in entry["changes"]}
        names = (before.keys() & after.keys()) - UNTOLD
        changed = {name: (before[name], after[name]) for name in names if before[name] != after[name]}
        assert {name: told.get(name) for name in changed} == changed
        assert {(entry["actor_id"], entry["time"]) for entry in entries} == {(desk.ann.id, after["updated_at"])}
        before = after
