"""The ledger of a sprint: its sums, its days, and the changes of its scope."""

import random
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.consumers.keep_sprint_ledgers import handler as keep_sprint_ledgers
from onetick.sprints.model import Amounts
from tests.service import a_team, running

from .board import Board, a_board


def changes(board: Board, sprint: dict[str, Any]) -> list[dict[str, Any]]:
    """The changes of scope, oldest first."""
    board.service.deliver()
    rows: list[dict[str, Any]] = board.ann.get(board.url(sprint, "/scope-changes")).expect(200)["data"]
    return rows[::-1]


def test_what_was_planned_before_the_start_is_the_commitment(board: Board) -> None:
    sprint = board.sprint()
    one, two = board.desk.task("1", points=3, estimate_minutes=60), board.desk.task("2", points=5)
    board.plan(sprint, one, two)
    board.drop(sprint, two).expect(204)
    board.desk.change(one, points=2.5)
    assert board.totals(sprint) == (2.5, 2.5, 0)
    assert board.totals(sprint, "tasks") == (1, 1, 0)
    assert board.totals(sprint, "minutes") == (60, 60, 0)
    board.start(sprint)
    assert changes(board, sprint) == []


def test_each_change_of_the_scope_after_the_start_is_on_record(board: Board) -> None:
    ben = board.team.join("Ben")
    board.ann.put(f"{board.project_url}/members/{ben.id}", {"role": "editor"}).expect(200)
    sprint = board.sprint()
    early, late = board.desk.task("Early", points=3), board.desk.task("Late", points=8)
    board.plan(sprint, early)
    board.start(sprint)
    ben.put(board.url(sprint, f"/tasks/{late['id']}"), {}).expect(200)
    board.service.clock.advance(seconds=1)
    board.desk.change(early, points=5)
    board.service.clock.advance(seconds=1)
    board.desk.change(late, title="Very late", estimate_minutes=30)
    board.service.clock.advance(seconds=1)
    board.ann.delete(board.desk.url(early)).expect(204)
    rows = changes(board, sprint)
    told = [(row["change"], row["title"], row["points_before"], row["points_after"]) for row in rows]
    assert sorted(told, key=str) == sorted(
        [
            ("added", "Late", None, 8),
            ("estimated", "Early", 3, 5),
            ("estimated", "Very late", 8, 8),
            ("removed", "Early", 5, None),
        ],
        key=str,
    )
    added = next(row for row in rows if row["change"] == "added")
    assert (added["changed_by"], added["task_key"]) == (ben.id, late["key"])
    assert board.totals(sprint) == (3, 8, 0)
    types = [event["type"] for event in board.service.events()]
    assert types.count("onetick.sprint.scope_changed.v1") == 4


def test_a_burndown_tells_each_day_in_the_zone_of_the_sprint(board: Board) -> None:
    now = board.service.clock()
    # 12:00 in Tokyo is 3:00 here.
    board.later(seconds=(datetime(now.year, now.month, now.day, 3, tzinfo=UTC) - now).total_seconds() + 86_400)
    sprint = board.sprint(timezone="Asia/Tokyo")
    one, two, three = (board.desk.task(str(points), points=points) for points in (1, 2, 4))
    board.desk.change(one, status="done")
    board.plan(sprint, one, two)
    board.start(sprint)
    board.desk.change(two, status="done")
    board.later(hours=13)
    board.plan(sprint, three)
    board.later(hours=24)
    board.desk.change(two, status="todo", points=8)
    assert board.burndown(sprint) == [(3, 3, 0), (7, 3, 4), (13, 1, 12)]
    shown = board.ann.get(board.url(sprint, "/burndown")).expect(200)
    assert shown["committed"]["points"] == 3
    assert shown["days"][1]["added"]["points"] == 4
    assert [day["ideal"] for day in shown["days"]] == [0.9286, 0.8571, 0.7857]


def test_before_the_start_there_are_no_days(board: Board) -> None:
    sprint = board.sprint()
    board.plan(sprint, board.desk.task(points=3))
    assert board.burndown(sprint) == []


def test_one_request_that_changes_everything_at_once_counts_once(board: Board) -> None:
    sprint, task = board.sprint(), board.desk.task(points=3)
    board.plan(sprint, task)
    board.start(sprint)
    board.desk.change(task, points=5, status="done", estimate_minutes=10, title="All")
    assert board.totals(sprint) == (3, 5, 5)
    assert [row["change"] for row in changes(board, sprint)] == ["estimated"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), twice=st.booleans())
def test_sums_are_right_in_whatever_order_events_come_and_however_often(seed: int, *, twice: bool) -> None:
    rng = random.Random(seed)
    with running() as service:
        board = a_board(a_team(service))
        sprints = [board.sprint(), board.sprint("Sprint 2")]
        board.start(sprints[0])
        service.deliver()
        seen = len(service.events())
        tasks = [board.desk.task(str(number), points=number) for number in range(4)]
        for _ in range(14):
            _something(board, rng, sprints, rng.choice(tasks))
        told = {kind.wire_type for kind in keep_sprint_ledgers.types}
        events = [event for event in service.events()[seen:] if event["type"] in told] * (2 if twice else 1)
        rng.shuffle(events)
        for event in events:
            service._hand_over(keep_sprint_ledgers, {"detail-type": event["type"], "detail": event}, 1)
        for sprint in sprints:
            rows = board.ann.get(board.url(sprint, "/tasks")).expect(200)["data"]
            scope = sum(row["points"] for row in rows)
            done = sum(row["points"] for row in rows if row["completed_at"])
            totals = board.ann.get(board.url(sprint)).expect(200)["totals"]
            assert (totals["scope"]["points"], totals["done"]["points"]) == (scope, done)
            assert totals["scope"]["tasks"] == len(rows)
        days = board.ann.get(board.url(sprints[0], "/burndown")).expect(200)["days"]
        found = board.ann.get(board.url(sprints[0])).expect(200)["totals"]
        assert (days[-1]["scope"], days[-1]["done"]) == (found["scope"], found["done"])
        for before, after in pairwise(days):
            assert after["scope"]["points"] == before["scope"]["points"] + (
                after["added"]["points"] - after["removed"]["points"]
            )


def _something(board: Board, rng: random.Random, sprints: list[dict[str, Any]], task: dict[str, Any]) -> None:
    answer = board.ann.get(board.desk.url(task))
    if answer.status == 410:
        board.ann.post(board.desk.url(task, "/restore")).expect(200)
        return
    match rng.randrange(6):
        case 0 | 1:
            board.plan(rng.choice(sprints), task)
        case 2:
            board.drop(rng.choice(sprints), task)
        case 3:
            board.desk.change(task, points=rng.randrange(9), status=rng.choice(["todo", "in_progress", "done"]))
        case 4:
            board.desk.change(task, status=rng.choice(["todo", "done"]))
        case 5:
            board.ann.delete(board.desk.url(task)).expect(204)


@pytest.mark.parametrize("values", [[0.1] * 10, [1e5, 0.1, -1e5], [0.3, 0.3, 0.3, -0.9]])
def test_points_are_summed_up_without_a_trace_of_binary_fractions(values: list[float]) -> None:
    total = Amounts()
    for value in values:
        total += Amounts(points=value)
    assert total.points == round(sum(values), 6)
