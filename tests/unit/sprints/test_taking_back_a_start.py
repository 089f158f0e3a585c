"""A sprint that was started too early is planned again, and its sums are as if it had not been."""

from typing import Any

import pytest

from onetick.sprints import take_back_start
from tests.service import Answer

from .board import Board

Document = dict[str, Any]


def start(board: Board, sprint: Document, **days: Any) -> Answer:
    board.service.clock.advance(milliseconds=5)
    answer = board.ann.post(board.url(sprint, "/start"), days)
    board.service.clock.advance(milliseconds=5)
    return answer


def undo(board: Board, answer: Answer, status: int = 200) -> Answer:
    assert answer.status == 200, answer.text
    board.service.deliver()
    undone = board.ann.post(f"{board.team.w}/change-sets/{answer.headers['OneTick-Change-Set']}/undo", {})
    undone.expect(status)
    board.service.deliver()
    return undone


def seen(board: Board, sprint: Document) -> Document:
    found: Document = board.ann.get(board.url(sprint)).expect(200)
    return found


def test_it_stands_where_it_stood_and_can_be_started_again(board: Board) -> None:
    first, second = board.sprint("First"), board.sprint("Second")
    task = board.desk.task("One", points=3)
    board.plan(first, task)
    started = start(board, first, start_on="2030-01-01", end_on="2030-01-14")
    undone = undo(board, started)
    now = seen(board, first)
    assert (now["state"], now["start_on"], now["end_on"], now["started_at"]) == ("planned", None, None, None)
    assert board.ann.get(board.url(first, "/burndown")).expect(200)["days"] == []
    board.complete(second).expect(409)
    again = undo(board, undone)
    now = seen(board, first)
    assert (now["state"], now["start_on"], now["end_on"]) == ("active", "2030-01-01", "2030-01-14")
    undo(board, again)
    board.start(first)
    board.complete(first, to="next")
    assert seen(board, first)["carried_to"] == second["id"]


def test_what_happened_meanwhile_is_committed_to_when_it_is_started_again(board: Board) -> None:
    sprint = board.sprint()
    one, two = board.desk.task("1", points=3), board.desk.task("2", points=5)
    board.plan(sprint, one)
    started = start(board, sprint)
    board.plan(sprint, two)
    board.desk.change(one, points=4)
    assert board.totals(sprint) == (3, 9, 0)
    undo(board, started)
    assert board.totals(sprint) == (9, 9, 0)
    board.start(sprint)
    [today] = board.ann.get(board.url(sprint, "/burndown")).expect(200)["days"]
    assert (today["scope"]["points"], today["added"]["points"]) == (9, 0)


def test_one_that_ran_for_long_or_while_another_is_active_is_in_conflict(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    sprint, other = board.sprint(), board.sprint("Other")
    started = start(board, sprint)
    board.plan(sprint, board.desk.task("1", points=3))
    board.service.deliver()
    monkeypatch.setattr(take_back_start, "MAX_ROWS", 0)
    [conflict] = undo(board, started, 409).json["conflicts"]
    assert conflict["kind"] == "sprint" and "too long" in conflict["detail"]
    monkeypatch.undo()
    undone = undo(board, started)
    start(board, other).expect(200)
    [conflict] = undo(board, undone, 409).json["conflicts"]
    assert "Another sprint" in conflict["detail"]


def test_one_whose_days_were_changed_since_is_in_conflict(board: Board) -> None:
    sprint = board.sprint()
    started = start(board, sprint)
    board.ann.patch(board.url(sprint), {"end_on": "2040-01-01", "start_on": "2039-12-31"}).expect(200)
    [conflict] = undo(board, started, 409).json["conflicts"]
    assert set(conflict["fields"]) == {"start_on", "end_on"}
    assert seen(board, sprint)["state"] == "active"
