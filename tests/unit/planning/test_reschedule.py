"""Rescheduling a task moves what waits for it: previewed, once, and never against what people did meanwhile."""

from typing import Any

import pytest

from onetick.planning import reschedule_task
from tests.service import Answer, Person
from tests.unit.tasks.desk import Desk, a_desk

from .test_dependencies import in_a_chain, wait
from .test_schedule import day, planned

Task = dict[str, Any]


def reschedule(desk: Desk, task: Task, due: int, *, by: Person | None = None, query: str = "", **more: Any) -> Answer:
    """Move the due date of a task to a day in January."""
    return (by or desk.ann).post(desk.url(task, f"/reschedule{query}"), {"due_at": day(due), **more})


def dates(desk: Desk, *tasks: Task) -> list[tuple[int, int]]:
    """On which days of January these start and are due."""
    found = [desk.now(task) for task in tasks]
    return [(int(task["start_at"][8:10]), int(task["due_at"][8:10])) for task in found]


def shifts(answer: Answer) -> dict[str, int]:
    """By how many days what moves, by key."""
    return {row["key"]: row["days"] for row in answer.expect(200)["shifts"]}


def test_what_waits_moves_as_far_as_it_must(desk: Desk) -> None:
    first, second = planned(desk, "First", 1, 5), planned(desk, "Second", 5, 8)
    roomy, last = planned(desk, "Roomy", 20, 22), planned(desk, "Last", 8, 10)
    in_a_chain(desk, [first, second, last])
    wait(desk, roomy, first).expect(200)
    answer = reschedule(desk, first, 7)
    assert shifts(answer) == {second["key"]: 2, last["key"]: 2}
    assert dates(desk, first, second) == [(3, 7), (5, 8)]
    desk.service.deliver(times=2)
    assert dates(desk, first, second, last, roomy) == [(3, 7), (7, 10), (10, 12), (20, 22)]


def test_a_lag_and_the_longer_way_round_count(desk: Desk) -> None:
    first, left = planned(desk, "First", 1, 2), planned(desk, "Left", 2, 4)
    right, end = planned(desk, "Right", 2, 8), planned(desk, "End", 8, 9)
    in_a_chain(desk, [first, left, end])
    in_a_chain(desk, [first, right])
    wait(desk, end, right, lag_days=1).expect(200)
    assert shifts(reschedule(desk, first, 4)) == {left["key"]: 2, right["key"]: 2, end["key"]: 3}
    desk.service.deliver(times=2)
    assert dates(desk, end) == [(11, 12)]


def test_all_move_by_the_same_when_asked_also_earlier(desk: Desk) -> None:
    first, second = planned(desk, "First", 10, 12), planned(desk, "Second", 20, 22)
    in_a_chain(desk, [first, second])
    assert shifts(reschedule(desk, first, 10, shift_dependents="same")) == {second["key"]: -2}
    desk.service.deliver()
    assert dates(desk, first, second) == [(8, 10), (18, 20)]
    assert shifts(reschedule(desk, first, 8)) == {}
    assert shifts(reschedule(desk, first, 31, shift_dependents="no")) == {}
    desk.service.deliver()
    assert dates(desk, second) == [(18, 20)]


def test_a_dry_run_shows_what_would_move_and_moves_nothing(desk: Desk) -> None:
    first, second = planned(desk, "First", 1, 5), planned(desk, "Second", 5, 8)
    in_a_chain(desk, [first, second])
    shown = reschedule(desk, first, 9, query="?dry_run=true").expect(200)
    assert [(row["key"], row["days"], row["due_at"][:10]) for row in shown["result"]["shifts"]] == [
        (second["key"], 4, "2030-01-12")
    ]
    desk.service.deliver()
    assert dates(desk, first, second) == [(1, 5), (5, 8)]


def test_what_somebody_moved_meanwhile_or_finished_is_left_alone(desk: Desk) -> None:
    first, second = planned(desk, "First", 1, 5), planned(desk, "Second", 5, 8)
    third = planned(desk, "Third", 5, 8)
    for task in (second, third):
        wait(desk, task, first).expect(200)
    reschedule(desk, first, 9).expect(200)
    desk.change(second, due_at=day(30))
    desk.change(third, status="done")
    desk.service.deliver(times=2)
    assert dates(desk, second, third) == [(5, 30), (5, 8)]
    done = planned(desk, "Done", 1, 2, status="done")
    wait(desk, done, first).expect(200)
    assert done["key"] not in shifts(reschedule(desk, first, 20))


def test_what_the_caller_may_not_change_stays_and_is_named(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    other = a_desk(desk.team, name="Other", key="OTH", visibility="private")
    first, theirs = planned(desk, "First", 1, 5), planned(other, "Theirs", 5, 8)
    behind = planned(desk, "Behind", 8, 9)
    in_a_chain(desk, [first, theirs, behind])
    answer = reschedule(desk, first, 9, by=ben).expect(200)
    assert (answer["shifts"], answer["skipped"]) == ([], [theirs["id"]])
    assert shifts(reschedule(desk, first, 10)) == {theirs["key"]: 5, behind["key"]: 5}


def test_times_of_the_day_and_the_length_are_kept(desk: Desk) -> None:
    first = desk.task("First", start_at="2030-03-28T09:00:00Z", due_at="2030-03-29T17:00:00Z")
    second = desk.task(
        "Second", start_at="2030-03-30T08:00:00Z", due_at="2030-03-30T16:00:00Z", timezone="Europe/Berlin"
    )
    in_a_chain(desk, [first, second])
    body = {"due_at": "2030-03-30T17:00:00Z"}
    [row] = desk.ann.post(desk.url(first, "/reschedule"), body).expect(200)["shifts"]
    # At nine in the morning it stays nine, though clocks change that night.
    assert (row["start_at"][:16], row["due_at"][:16], row["days"]) == ("2030-03-31T07:00", "2030-03-31T15:00", 1)


def test_dates_in_the_wrong_order_and_archived_projects_are_refused(desk: Desk) -> None:
    task = planned(desk, "Task", 1, 5)
    assert reschedule(desk, task, 5, start_at=day(6)).expect(422)["errors"][0]["code"] == "before_start"
    desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/archive").expect(200)
    reschedule(desk, task, 9).expect(409)


def test_what_would_move_too_much_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = [planned(desk, str(number), number + 1, number + 2) for number in range(4)]
    in_a_chain(desk, tasks)
    monkeypatch.setattr(reschedule_task, "MOST", 2)
    assert "More than 2 tasks" in reschedule(desk, tasks[0], 20).expect(422)["detail"]
    monkeypatch.setattr(reschedule_task, "MOST", 200)
    monkeypatch.setattr(reschedule_task, "MOST_STEPS", 2)
    assert "one behind the other" in reschedule(desk, tasks[0], 20).expect(422)["detail"]
    assert dates(desk, tasks[0]) == [(1, 2)]


def test_afterwards_no_dependency_is_contradicted(desk: Desk) -> None:
    tasks = [planned(desk, str(number), 1 + number, 2 + number) for number in range(6)]
    in_a_chain(desk, tasks)
    wait(desk, tasks[5], tasks[0], type="SS", lag_days=9).expect(200)
    wait(desk, tasks[4], tasks[1], type="FF", lag_days=3).expect(200)
    reschedule(desk, tasks[0], 12).expect(200)
    desk.service.deliver(times=2)
    path = f"{desk.team.w}/projects/{desk.project['id']}/schedule"
    assert desk.ann.get(path).expect(200)["violations"] == []
