"""Changing tasks, and the events that say so."""

from typing import Any

import pytest

from .desk import Desk, names


def test_only_what_is_given_changes(desk: Desk) -> None:
    task = desk.task(description="Old", due_at="2030-01-01T00:00:00Z")
    changed = desk.change(task, title="New", due_at=None)
    assert changed == {
        **task,
        "title": "New",
        "due_at": None,
        "version": 2,
        "updated_at": changed["updated_at"],
    }


def test_a_change_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    task = desk.task("Same")
    events = desk.events_of(lambda: desk.change(task, title="Same", priority="none"))
    assert events == []
    assert desk.now(task) == task


@pytest.mark.parametrize(
    ("changes", "expected", "changed"),
    [
        ({"title": "New"}, {"task.updated"}, {"title"}),
        ({"milestone": True, "points": 3.5}, {"task.updated"}, {"milestone", "points"}),
        ({"priority": "high"}, {"task.priority_changed"}, {"priority"}),
        ({"due_at": "2030-01-01T00:00:00Z"}, {"task.due_changed"}, {"due_at"}),
        (
            {"status": "done"},
            {"task.status_changed", "task.completed", "task.moved"},
            {"status", "status_category", "completed_at", "section_id", "rank", "placements"},
        ),
        (
            {"title": "New", "priority": "low", "start_at": "2030-01-01T00:00:00Z"},
            {"task.updated", "task.priority_changed"},
            {"title", "priority", "start_at"},
        ),
    ],
)
def test_each_changed_field_is_told_by_one_event(
    desk: Desk, changes: dict[str, Any], expected: set[str], changed: set[str]
) -> None:
    task = desk.task()
    events = desk.events_of(lambda: desk.change(task, **changes))
    assert names(events) == sorted(expected)
    told = [name for event in events for name in event["data"]["changed"]]
    assert sorted(told) == sorted(changed)
    assert {event["aggregateversion"] for event in events} == {2}
    now = desk.now(task)
    for event in events:
        for name in event["data"]["changed"]:
            assert event["data"]["previous"][name] == task[name]
            assert event["data"]["resource"][name] == now[name]


def test_the_context_of_an_event_has_the_declared_members(desk: Desk) -> None:
    from dataclasses import fields

    from onetick.kernel.events import event_types

    ben, cat = desk.team.join("Ben"), desk.team.join("Cat")
    task = desk.task()
    desk.change(
        task,
        title="New",
        description=f"For @{ben.id}",
        status="done",
        priority="high",
        due_at="2030-01-01T00:00:00Z",
        assignee_ids=[ben.id],
    )
    desk.change(task, status="todo")
    desk.ann.put(desk.url(task, f"/watchers/{cat.id}")).expect(200)
    desk.ann.delete(desk.url(task, "/watchers/me")).expect(200)
    desk.ann.post(desk.url(task, "/comments"), {"body_md": f"@{ben.id}"}).expect(201)
    seen = set()
    for event in desk.service.events():
        kind = event_types[event["type"].removeprefix("onetick.").rpartition(".")[0]]
        if kind.aggregate in ("task", "comment"):
            declared = {field.name.rstrip("_") for field in fields(kind.context)} if kind.context else set()
            assert set(event["data"]["context"]) == declared, kind
            seen.add(kind.name)
    assert seen >= {"task.assigned", "task.mentioned", "task.watched", "task.unwatched", "task.reopened"}


def test_assignees_are_replaced_as_a_whole(desk: Desk) -> None:
    ben, cat = desk.team.join("Ben"), desk.team.join("Cat")
    task = desk.task(assignee_ids=[ben.id])
    [event] = desk.events_of(lambda: desk.change(task, assignee_ids=[cat.id]))
    assert event["data"]["context"] == {"added": [cat.id], "removed": [ben.id]}
    assert desk.listed("filter[assignee_id]=me", by=ben) == []
    assert desk.listed("filter[assignee_id]=me", by=cat) == ["Write it down"]
    # Who was assigned once goes on watching.
    assert desk.now(task)["watcher_count"] == 3


def test_who_left_the_workspace_may_stay_assigned_but_not_come_back(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task(assignee_ids=[ben.id])
    desk.ann.delete(f"{desk.team.w}/members/{ben.id}").expect(204)
    desk.change(task, assignee_ids=[ben.id, desk.ann.id])
    desk.change(task, assignee_ids=[desk.ann.id])
    problem = desk.ann.patch(desk.url(task), {"assignee_ids": [desk.ann.id, ben.id]}).expect(422)
    assert [fault["pointer"] for fault in problem["errors"]] == ["/assignee_ids/1"]


def test_dates_are_compared_with_what_stays(desk: Desk) -> None:
    task = desk.task(start_at="2030-01-10T00:00:00Z")
    desk.ann.patch(desk.url(task), {"due_at": "2030-01-09T00:00:00Z"}).expect(422)
    desk.change(task, start_at="2030-01-08T00:00:00Z", due_at="2030-01-09T00:00:00Z")


@pytest.mark.parametrize("name", ["title", "description", "status", "priority", "assignee_ids", "all_day", "milestone"])
def test_what_every_task_has_cannot_be_taken_away(desk: Desk, name: str) -> None:
    desk.ann.patch(desk.url(desk.task()), {name: None}).expect(400)


def test_a_change_needs_the_version_that_was_seen(desk: Desk) -> None:
    task = desk.task()
    desk.change(task, title="Newer")
    problem = desk.ann.patch(desk.url(task), {"title": "Older"}, headers={"If-Match": '"v1"'}).expect(412)
    assert problem["current_version"] == 2
    desk.ann.patch(desk.url(task), {"title": "Newest"}, headers={"If-Match": '"v2"'}).expect(200)


def test_lists_and_boards_follow_every_change(desk: Desk) -> None:
    task = desk.task("Old")
    desk.change(task, title="New", priority="urgent")
    [row] = desk.ann.get(f"{desk.team.w}/tasks?filter[project_id]={desk.project['id']}").expect(200)["data"]
    now = desk.now(task)
    assert row == {name: now[name] for name in row}
    assert set(now) - set(row) == {
        "workspace_id",
        "description",
        "recurrence",
        "status_since",
        "status_seconds",
        "deleted_at",
        "deleted_with",
        "merged_into",
        "purge_at",
    }


def test_a_commenter_changes_nothing(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "commenter"}).expect(200)
    ben.patch(desk.url(desk.task()), {"title": "No"}).expect(403)
