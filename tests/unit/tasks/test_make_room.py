"""Making room in a crowded section."""

from typing import Any

import pytest

from onetick.tasks import changing, make_room
from onetick.tasks.model import Task

from .desk import Desk, names

CROWDED = 24


@pytest.fixture(autouse=True)
def _soon_crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranks count as crowded after a few insertions, so that the tests need not make hundreds."""
    monkeypatch.setattr(changing, "CROWDED", CROWDED)
    monkeypatch.setattr(make_room, "CROWDED", CROWDED)
    monkeypatch.setattr(make_room, "SHORT", 16)
    monkeypatch.setattr(make_room, "AMPLE", 15)


def insert(desk: Desk, title: str, above: dict[str, Any], below: dict[str, Any]) -> dict[str, Any]:
    """A new task between two others."""
    task = desk.task(title, section_id=desk.sections["Done"])
    moved: dict[str, Any] = desk.move(task, after_id=above["id"], before_id=below["id"]).expect(200)
    desk.service.clock.advance(seconds=2)
    return moved


def column(desk: Desk) -> list[str]:
    """The titles of the first section, over all pages."""
    found: list[str] = []
    cursor = ""
    while True:
        query = f"filter[project_id]={desk.project['id']}&filter[section_id]={desk.sections['To do']}{cursor}"
        page = desk.ann.get(f"{desk.team.w}/tasks?{query}").expect(200)
        found += [row["title"] for row in page["data"]]
        if not page["page"]["has_more"]:
            return found
        cursor = f"&cursor={page['page']['next_cursor']}"


@pytest.mark.parametrize("pattern", ["below the first", "above the last", "both ways"])
def test_ranks_stay_short_however_much_goes_into_one_gap(desk: Desk, pattern: str) -> None:
    first, last = desk.tasks(2)
    above, below = first, last
    upper: list[str] = []
    lower: list[str] = []
    longest = 0
    for number in range(150):
        task = insert(desk, f"n{number}", above, below)
        longest = max(longest, len(task["rank"]))
        if pattern == "below the first" or (pattern == "both ways" and number % 2 == 0):
            below = task
            lower.insert(0, task["title"])
        else:
            above = task
            upper.append(task["title"])
        if number % 10 == 9:
            desk.service.deliver(rounds=50)
    assert column(desk) == ["1", *upper, *lower, "2"]
    assert longest <= CROWDED + 10
    assert ("task.reranked" in desk.emitted()) == (longest > CROWDED)


def test_making_room_gives_short_ranks_and_is_no_part_of_the_history(desk: Desk) -> None:
    first, last = desk.tasks(2)
    task = last
    while len(task["rank"]) <= CROWDED:
        task = insert(desk, "Next", first, task)
    events = desk.events_of(lambda: desk.service.deliver(rounds=50))
    assert "task.reranked" in names(events)
    roomy = desk.now(task)
    assert len(roomy["rank"]) < CROWDED - 6
    assert roomy["updated_at"] == task["updated_at"]
    assert roomy["version"] == task["version"] + 1
    told = desk.ann.get(desk.url(task, "/history")).expect(200)["data"]
    assert {entry["type"] for entry in told}.isdisjoint({"onetick.task.reranked.v1", "onetick.task.crowded.v1"})


def test_each_round_is_one_transaction_of_bounded_size(desk: Desk) -> None:
    people = [desk.team.join(f"P{number}").id for number in range(5)]
    first, last = desk.tasks(2)
    task = last
    while len(task["rank"]) <= CROWDED:
        task = insert(desk, "Next", first, task)
        desk.change(task, assignee_ids=people)
    desk.service.deliver(rounds=50)
    assert len(desk.now(task)["rank"]) < CROWDED - 6
    assert desk.listed(f"filter[assignee_id]={people[0]}&limit=1") == ["Next"]


def test_a_message_that_comes_late_or_twice_does_nothing(desk: Desk) -> None:
    first, last = desk.tasks(2)
    task = last
    while len(task["rank"]) <= CROWDED:
        task = insert(desk, "Next", first, task)
    desk.move(task, section_id=desk.sections["Done"]).expect(200)
    events = desk.events_of(lambda: desk.service.deliver(rounds=50, times=2))
    assert "task.reranked" not in names(events)


@pytest.mark.parametrize("side", ["above", "below"])
def test_subtasks_keep_their_order_and_short_ranks_however_often_one_is_put_between_two(desk: Desk, side: str) -> None:
    parent = desk.task("Parent")
    upper, lower = [desk.subtask(parent, "first")], [desk.subtask(parent, "last")]
    desk.service.deliver()
    for number in range(90):
        task = desk.subtask(parent, f"n{number}")
        desk.put_under(task, parent, after_id=upper[-1]["id"], before_id=lower[0]["id"]).expect(200)
        if side == "above":
            upper.append(task)
        else:
            lower.insert(0, task)
        if number % 10 == 9:
            desk.service.deliver(rounds=50)
    keys = [Task.key(org_id=desk.team.organization_id, id=one["id"]) for one in (*upper, *lower)]
    found = desk.service.tables.get_many(keys)
    ranks = [Task.kind.from_item(found[key]).subtask_rank for key in keys]
    assert ranks == sorted(ranks) and max(map(len, ranks)) <= CROWDED + 10
    told = desk.emitted()
    assert ("task.reranked" in told) == ("task.crowded" in told)
    assert side == "above" or "task.reranked" in told
    shown = desk.subtasks(parent)
    assert shown == [one["title"] for one in (*upper, *lower)][: len(shown)] and len(shown) > 20
