"""Moving tasks on their board."""

from typing import Any

import pytest

from onetick.kernel.ids import new_id

from .desk import Desk, names


def test_a_task_goes_directly_above_or_below_another(desk: Desk) -> None:
    one, two, three, four = desk.tasks(4)
    desk.move(four, before_id=two["id"]).expect(200)
    assert desk.column("To do") == ["1", "4", "2", "3"]
    desk.move(one, after_id=three["id"]).expect(200)
    assert desk.column("To do") == ["4", "2", "3", "1"]
    desk.move(three, before_id=four["id"]).expect(200)
    assert desk.column("To do") == ["3", "4", "2", "1"]


def test_a_task_goes_between_two_others(desk: Desk) -> None:
    one, two, three = desk.tasks(3)
    desk.move(three, after_id=one["id"], before_id=two["id"]).expect(200)
    assert desk.column("To do") == ["1", "3", "2"]


def test_a_task_that_stands_there_already_stays(desk: Desk) -> None:
    one, two, three = desk.tasks(3)
    events = desk.events_of(lambda: desk.move(two, after_id=one["id"], before_id=three["id"]).expect(200))
    assert events == []


def test_without_a_neighbour_it_goes_to_the_end(desk: Desk) -> None:
    one, _, _ = desk.tasks(3)
    desk.move(one, section_id=desk.sections["To do"]).expect(200)
    assert desk.column("To do") == ["2", "3", "1"]


def test_a_section_with_a_status_gives_it_to_the_task(desk: Desk) -> None:
    task = desk.task()
    events = desk.events_of(lambda: desk.move(task, section_id=desk.sections["Done"]).expect(200))
    assert names(events) == ["task.completed", "task.moved", "task.status_changed"]
    moved = next(event for event in events if event["type"] == "onetick.task.moved.v1")
    assert moved["data"]["context"] == {
        "from_section": desk.sections["To do"],
        "to_section": desk.sections["Done"],
        "from_project": desk.project["id"],
        "to_project": desk.project["id"],
        "rank": desk.now(task)["rank"],
    }


def test_a_status_takes_the_task_to_its_section(desk: Desk) -> None:
    task = desk.task()
    moved = desk.move(task, status="in_progress").expect(200)
    assert (moved["section_id"], moved["status"]) == (desk.sections["In progress"], "in_progress")


def test_a_neighbour_says_the_section(desk: Desk) -> None:
    task, other = desk.task("1"), desk.task("2", status="in_progress")
    desk.move(task, after_id=other["id"]).expect(200)
    assert desk.column("In progress") == ["2", "1"]
    assert desk.now(task)["status"] == "in_progress"


def test_new_tasks_stay_behind_those_moved_to_the_end(desk: Desk) -> None:
    one, two = desk.tasks(2)
    desk.move(one, after_id=two["id"]).expect(200)
    desk.task("3")
    assert desk.column("To do") == ["2", "1", "3"]


@pytest.mark.parametrize("place", [{}, {"section_id": None, "before_id": None}])
def test_a_move_to_nowhere_is_refused(desk: Desk, place: dict[str, Any]) -> None:
    desk.move(desk.task(), **place).expect(400)


def test_neighbours_must_be_other_tasks_of_the_project(desk: Desk) -> None:
    task, trashed = desk.tasks(2)
    desk.ann.delete(desk.url(trashed)).expect(204)
    elsewhere = desk.team.task(desk.team.project("Other", "OTH"))
    for identifier in (task["id"], trashed["id"], elsewhere["id"], new_id("tsk")):
        problem = desk.move(task, before_id=identifier).expect(422)
        assert (problem["errors"][0]["pointer"], problem["errors"][0]["code"]) == ("/before_id", "unknown")


def test_neighbours_must_be_in_the_section(desk: Desk) -> None:
    task, other = desk.tasks(2)
    problem = desk.move(task, section_id=desk.sections["Done"], after_id=other["id"]).expect(422)
    assert problem["errors"][0]["pointer"] == "/after_id"
    doing = desk.task("3", status="in_progress")
    problem = desk.move(task, after_id=other["id"], before_id=doing["id"]).expect(422)
    assert problem["errors"][0]["pointer"] == "/before_id"


def test_neighbours_that_changed_their_order_are_a_conflict(desk: Desk) -> None:
    one, two, three = desk.tasks(3)
    desk.move(three, after_id=two["id"], before_id=one["id"]).expect(409)
    assert desk.column("To do") == ["1", "2", "3"]


def test_a_section_of_another_project_is_unknown(desk: Desk) -> None:
    other = desk.team.project("Other", "OTH")
    section = desk.ann.get(f"{desk.team.w}/projects/{other['id']}/sections").expect(200)["data"][0]
    problem = desk.move(desk.task(), section_id=section["id"]).expect(422)
    assert problem["errors"][0]["pointer"] == "/section_id"


def test_a_status_and_a_section_must_agree(desk: Desk) -> None:
    desk.move(desk.task(), section_id=desk.sections["Done"], status="todo").expect(422)


def test_a_section_with_tasks_is_not_deleted(desk: Desk) -> None:
    task = desk.task()
    path = f"{desk.team.w}/sections/{desk.sections['To do']}"
    desk.ann.delete(path).expect(409)
    desk.move(task, status="done").expect(200)
    desk.ann.delete(path).expect(204)
    desk.move(task, section_id=desk.sections["To do"]).expect(422)
