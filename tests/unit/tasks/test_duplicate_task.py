"""Making a task after another."""

from .desk import Desk, names


def test_a_copy_has_a_key_of_its_own_and_nothing_of_the_past(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task("Original", description="Text", priority="high", assignee_ids=[ben.id], points=2.5)
    desk.ann.post(desk.url(task, "/comments"), {"body_md": "Old talk"}).expect(201)
    copy = desk.ann.post(desk.url(task, "/duplicate"), {}).expect(201)
    own = {"id", "key", "rank", "placements", "version", "created_at", "updated_at", "status_since"}
    assert {name: value for name, value in copy.items() if name not in own} == {
        name: value for name, value in task.items() if name not in own
    }
    assert (copy["key"], copy["version"]) == ("LAU-2", 1)
    assert desk.ann.get(desk.url(copy, "/comments")).expect(200)["data"] == []
    assert desk.column("To do") == ["Original", "Original"]


def test_a_copy_may_have_another_title_and_nobody_assigned(desk: Desk) -> None:
    task = desk.task(assignee_ids=[desk.ann.id])
    copy = desk.ann.post(desk.url(task, "/duplicate"), {"title": "Again", "assignees": False}).expect(201)
    assert (copy["title"], copy["assignee_ids"]) == ("Again", [])


def test_whoever_lost_sight_of_the_project_is_not_assigned_again(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task(assignee_ids=[ben.id])
    desk.ann.delete(f"{desk.team.w}/members/{ben.id}").expect(204)
    assert desk.ann.post(desk.url(task, "/duplicate"), {}).expect(201)["assignee_ids"] == []


def test_a_copy_tells_what_it_was_made_after_and_nobody_of_being_mentioned_again(desk: Desk) -> None:
    task = desk.task(description=f"@{desk.team.join('Ben').id}")
    events = desk.events_of(lambda: desk.ann.post(desk.url(task, "/duplicate"), {}).expect(201))
    assert names(events) == ["task.created"]
    assert events[0]["data"]["context"] == {"copied_from": task["id"]}


def test_a_viewer_copies_nothing(desk: Desk) -> None:
    desk.team.join("Ben").post(desk.url(desk.task(), "/duplicate"), {}).expect(403)
