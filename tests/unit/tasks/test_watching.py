"""Who watches a task."""

import pytest

from onetick.kernel.ids import new_id
from onetick.tasks import watch_task

from .desk import Desk


def test_anybody_who_sees_a_task_may_watch_it(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task()
    assert ben.put(desk.url(task, "/watchers/me")).expect(200)["watcher_count"] == 2
    assert ben.put(desk.url(task, f"/watchers/{ben.id}")).expect(200)["version"] == 2
    assert ben.delete(desk.url(task, "/watchers/me")).expect(200)["watcher_count"] == 1
    assert ben.delete(desk.url(task, "/watchers/me")).expect(200)["version"] == 3


def test_only_an_editor_makes_others_watch(desk: Desk) -> None:
    ben, cat = desk.team.join("Ben"), desk.team.join("Cat")
    task = desk.task()
    ben.put(desk.url(task, f"/watchers/{cat.id}")).expect(403)
    desk.ann.put(desk.url(task, f"/watchers/{cat.id}")).expect(200)
    ben.delete(desk.url(task, f"/watchers/{cat.id}")).expect(403)
    desk.ann.delete(desk.url(task, f"/watchers/{cat.id}")).expect(200)


def test_who_cannot_see_a_task_does_not_watch_it(desk: Desk) -> None:
    gus = desk.team.join("Gus", "guest")
    task = desk.task()
    desk.ann.put(desk.url(task, f"/watchers/{gus.id}")).expect(422)
    desk.ann.put(desk.url(task, f"/watchers/{new_id('usr')}")).expect(422)
    desk.ann.put(desk.url(task, "/watchers/nobody")).expect(404)


def test_watchers_are_listed_page_by_page(desk: Desk) -> None:
    task = desk.task()
    people = [desk.team.join(name) for name in ("Ben", "Cat", "Dan")]
    for person in people:
        desk.ann.put(desk.url(task, f"/watchers/{person.id}")).expect(200)
    first = desk.ann.get(desk.url(task, "/watchers?limit=3")).expect(200)
    rest = desk.ann.get(desk.url(task, f"/watchers?limit=3&cursor={first['page']['next_cursor']}")).expect(200)
    found = {row["name"] for row in first["data"] + rest["data"]}
    assert found == {"Ann", "Ben", "Cat", "Dan"}
    assert rest["page"] == {"next_cursor": None, "has_more": False}


def test_a_task_has_no_more_watchers_than_it_may(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_task, "MAX_WATCHERS", 1)
    ben = desk.team.join("Ben")
    assert ben.put(desk.url(desk.task(), "/watchers/me")).expect(422)["code"] == "quota_exceeded"


def test_an_assignee_who_stopped_watching_is_not_made_to_again(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task(assignee_ids=[ben.id])
    ben.delete(desk.url(task, "/watchers/me")).expect(200)
    desk.change(task, assignee_ids=[ben.id, desk.ann.id])
    assert desk.now(task)["watcher_count"] == 1
