"""What one sees who opens a task, in two calls, however much there is."""

from typing import Any

import pytest

from onetick.drawer import get_drawer as opening
from onetick.drawer import trim_fronts as trimming
from onetick.drawer.store import END, FIRST
from onetick.kernel import meter
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.table import Query, TableName
from tests.service import Person, a_team
from tests.unit.attachments.cabinet import announce, attach
from tests.unit.attachments.cabinet import path as file_path
from tests.unit.comments.talk import comment, path, react, reply
from tests.unit.tasks.desk import Desk

KINDS = {"event", "front_comment", "front_file", "lineage", "subtask"}


def drawer(desk: Desk, task: dict[str, Any], *, by: Person | None = None) -> dict[str, Any]:
    """The drawer of a task."""
    found: dict[str, Any] = (by or desk.ann).get(desk.url(task, "/drawer")).expect(200)
    return found


def texts(desk: Desk, task: dict[str, Any]) -> list[str]:
    """The texts of its comments."""
    return [one["body_md"] for one in drawer(desk, task)["comments"]]


def test_everything_of_a_task_is_there_at_once(desk: Desk) -> None:
    task = desk.task()
    first, second = comment(desk, task, "First"), comment(desk, task, "Second")
    reply(desk, first)
    react(desk, first)
    file = attach(desk, task)
    children = [desk.task(str(number), parent_id=task["id"]) for number in range(3)]
    desk.service.deliver()
    shown = drawer(desk, task)
    assert shown["task"] == desk.now(task)
    assert [one["id"] for one in shown["comments"]] == [second["id"], first["id"]]
    assert (shown["comments"][1]["reply_count"], shown["comments"][1]["own_reactions"]) == (1, ["1f44d"])
    assert [one["id"] for one in shown["attachments"]] == [file["id"]]
    assert [one["id"] for one in shown["subtasks"]] == [child["id"] for child in children]
    history = desk.ann.get(desk.url(task, "/history")).expect(200)["data"]
    assert shown["activity"] == history[: len(shown["activity"])] != []


def test_it_shows_what_was_done_a_moment_ago_and_not_what_was_taken_back(desk: Desk) -> None:
    task = desk.task()
    one = comment(desk, task, "One")
    assert texts(desk, task) == ["One"]
    desk.ann.patch(path(desk, one), {"body_md": "Two"}).expect(200)
    assert texts(desk, task) == ["Two"]
    desk.ann.delete(path(desk, one)).expect(204)
    assert texts(desk, task) == []
    desk.ann.post(path(desk, one, "/restore")).expect(200)
    assert texts(desk, task) == ["Two"]
    announce(desk, task)
    assert drawer(desk, task)["attachments"] == [], "nothing has arrived"
    file = attach(desk, task)
    desk.ann.delete(file_path(desk, file)).expect(204)
    assert drawer(desk, task)["attachments"] == []


def test_it_shows_the_latest_twenty_and_their_copies_stay_few(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trimming, "KEPT", 22)
    monkeypatch.setattr(opening, "KEPT", 22)
    task = desk.task()
    made = [comment(desk, task, str(number)) for number in range(25)]
    desk.service.deliver(times=2)
    assert texts(desk, task) == [str(number) for number in range(24, 4, -1)]
    react(desk, made[0])
    desk.service.deliver()
    assert len(_between(desk, task, "front_comment")) == 22
    for one in made[-2:]:
        desk.ann.delete(path(desk, one)).expect(204)
    assert texts(desk, task) == [str(number) for number in range(22, 2, -1)]


def _between(desk: Desk, task: dict[str, Any], kind: str = "") -> list[str]:
    """The kinds of what stands where the drawer is read."""
    pk = f"{desk.team.organization_id}#tsk#{task['id']}"
    assert isinstance(desk.service.tables, MemoryTables)
    window = desk.service.tables.query(
        Query(table=TableName.TENANT, pk=pk, after=FIRST, before=END, limit=1000, consistent=True)
    )
    return [item.kind for item in window.items if kind in ("", item.kind)]


def test_nothing_else_stands_between(desk: Desk) -> None:
    task = desk.task()
    one = comment(desk, task)
    reply(desk, one)
    react(desk, one)
    attach(desk, task)
    desk.task(parent_id=task["id"])
    other = desk.task()
    desk.ann.put(desk.url(task, f"/dependencies/{other['id']}"), {}).expect(200)
    desk.ann.post(f"{desk.team.w}/time-entries", {"task_id": task["id"], "minutes": 5}).expect(201)
    desk.service.deliver()
    assert set(_between(desk, task)) <= KINDS


def test_two_calls_are_enough_and_a_third_reads_very_many_subtasks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    task = desk.task()
    for number in range(5):
        comment(desk, task, str(number))
        desk.task(str(number), parent_id=task["id"])
    attach(desk, task)
    desk.service.deliver()
    full = drawer(desk, task)
    assert drawer(desk, task) == full
    assert meter.snapshot().calls == 2
    monkeypatch.setattr(opening, "SUBTASKS", 3)
    shown = drawer(desk, task)
    assert meter.snapshot().calls == 3
    assert [one["title"] for one in shown["subtasks"]] == ["0", "1", "2"]
    assert {name: shown[name] for name in ("comments", "activity")} == {
        name: full[name] for name in ("comments", "activity")
    }


def test_only_who_sees_the_task_opens_it(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    secret = desk.team.task(desk.team.project("Secret", "SEC", visibility="private"))
    ben.get(desk.url(secret, "/drawer")).expect(403)
    eve = a_team(desk.service, "Eve", "Evil")
    eve.owner.get(f"{eve.w}/tasks/{secret['id']}/drawer").expect(404)
    desk.ann.delete(desk.url(secret)).expect(204)
    desk.ann.get(desk.url(secret, "/drawer")).expect(410)
