"""A tag that was deleted or merged is undone with all the tasks that lost it, or what is in the way is named."""

from typing import Any

import pytest

from tests.unit.tasks.desk import Desk

from .steps import change, set_of, undo

Document = dict[str, Any]


def _tag(desk: Desk, name: str) -> Document:
    made: Document = desk.ann.post(f"{desk.team.w}/tags", {"name": name}).expect(201)
    return made


def _end(desk: Desk, tag: Document, into: Document | None = None) -> str:
    """Delete a tag, or merge it; what follows is done, too."""
    path = f"{desk.team.w}/tags/{tag['id']}"
    answer = desk.ann.delete(path) if into is None else desk.ann.post(f"{path}/merge", {"into_id": into["id"]})
    change_set = set_of(answer)
    desk.service.deliver()
    return change_set


def _names(desk: Desk) -> list[str]:
    return [one["name"] for one in desk.ann.get(f"{desk.team.w}/tags").expect(200)["data"]]


def _tags(desk: Desk, tasks: list[Document]) -> list[list[str]]:
    return [desk.now(task)["tag_ids"] for task in tasks]


@pytest.mark.parametrize("merged", [False, True])
def test_a_tag_that_was_deleted_or_merged_is_on_its_tasks_again(desk: Desk, merged: bool) -> None:
    red, blue = _tag(desk, "Red"), _tag(desk, "Blue")
    given = [[red["id"]], [red["id"], blue["id"]], [blue["id"]], []]
    tasks = [desk.task(tag_ids=ids) for ids in given]
    before = _tags(desk, tasks)
    change_set = _end(desk, red, blue if merged else None)
    after = _tags(desk, tasks)
    assert after != before
    undone = undo(desk, change_set)
    undone.expect(200)
    desk.service.deliver()
    assert (_tags(desk, tasks), _names(desk)) == (before, ["Red", "Blue"])
    undo(desk, set_of(undone)).expect(200)
    desk.service.deliver()
    assert (_tags(desk, tasks), _names(desk)) == (after, ["Blue"])
    assert desk.ann.get(f"{desk.team.w}/tags/{red['id']}").status == 410


def test_a_tag_of_very_many_tasks_comes_back_with_a_job(desk: Desk) -> None:
    red, blue = _tag(desk, "Red"), _tag(desk, "Blue")
    tasks = desk.tasks(60, tag_ids=[red["id"]])
    change_set = _end(desk, red, blue)
    change(desk, tasks[7], tag_ids=[])
    failed = undo(desk, change_set)
    failed.expect(202)
    desk.service.deliver()
    assert desk.ann.get(failed.headers["Location"]).expect(200)["error_count"] == 1
    assert _names(desk) == ["Blue"]
    done = undo(desk, change_set, on_conflict="skip")
    done.expect(202)
    desk.service.deliver()
    job = desk.ann.get(done.headers["Location"]).expect(200)
    [error] = desk.ann.get(job["errors_url"]).expect(200)["data"]
    assert (error["item"], error["errors"][0]["pointer"]) == (tasks[7]["id"], "/tag_ids")
    assert _tags(desk, tasks) == [[] if place == 7 else [red["id"]] for place in range(60)]
    assert _names(desk) == ["Red", "Blue"]


def test_an_undo_while_the_tasks_still_lose_it_ends_that(desk: Desk) -> None:
    red = _tag(desk, "Red")
    tasks = desk.tasks(3, tag_ids=[red["id"]])
    change_set = set_of(desk.ann.delete(f"{desk.team.w}/tags/{red['id']}"))
    undo(desk, change_set).expect(200)
    desk.service.deliver()
    assert _tags(desk, tasks) == [[red["id"]]] * 3


def test_a_name_that_was_taken_since_keeps_the_tag_and_its_tasks_as_they_are(desk: Desk) -> None:
    red = _tag(desk, "Red")
    task = desk.task(tag_ids=[red["id"]])
    change_set = _end(desk, red)
    _tag(desk, "RED")
    conflicts = undo(desk, change_set).expect(409)["conflicts"]
    assert {one["kind"]: one["id"] for one in conflicts} == {"tag": red["id"], "task": task["id"]}
    assert "There is a tag Red already." in [one["detail"] for one in conflicts]
    done = undo(desk, change_set, on_conflict="skip").expect(200)
    assert (done["skipped"], _tags(desk, [task])) == (2, [[]])


def test_a_task_whose_tags_were_changed_since_is_a_conflict_of_its_own(desk: Desk) -> None:
    red, blue, green = _tag(desk, "Red"), _tag(desk, "Blue"), _tag(desk, "Green")
    first, second = desk.tasks(2, tag_ids=[red["id"]])
    change_set = _end(desk, red, blue)
    change(desk, second, tag_ids=[green["id"]])
    [conflict] = undo(desk, change_set).expect(409)["conflicts"]
    assert (conflict["id"], conflict["fields"], conflict["changed_by"]) == (second["id"], ["tag_ids"], desk.ann.id)
    undo(desk, change_set, on_conflict="skip").expect(200)
    assert _tags(desk, [first, second]) == [[red["id"]], [green["id"]]]


def test_who_may_not_manage_tags_does_not_bring_one_back(desk: Desk) -> None:
    red, ben = _tag(desk, "Red"), desk.team.join("Ben")
    role = f"{desk.team.w}/members/{ben.id}"
    desk.ann.patch(role, {"role": "ws_admin"}).expect(200)
    change_set = set_of(ben.delete(f"{desk.team.w}/tags/{red['id']}"))
    desk.service.deliver()
    desk.ann.patch(role, {"role": "member"}).expect(200)
    assert undo(desk, change_set, by=ben).status in (403, 409)
    assert _names(desk) == []
