"""A project that is duplicated keeps its subtasks and dependencies among themselves."""

from typing import Any

import pytest

from onetick.planning import put_dependency
from tests.unit.tasks.desk import Desk, a_desk

from .test_dependencies import in_a_chain, wait

Task = dict[str, Any]


def duplicated(desk: Desk, **options: Any) -> dict[str, Task]:
    """The tasks of a copy of the project, by title, as they are when all is done."""
    path = f"{desk.team.w}/projects/{desk.project['id']}/duplicate"
    job = desk.ann.post(path, {"name": "Copy", "key": "COP", **options}).expect(202)
    desk.service.deliver(rounds=60)
    job = desk.ann.get(f"{desk.team.w}/jobs/{job['id']}").expect(200)
    assert (job["state"], job["counts"].get("failed", 0)) == ("succeeded", 0), job
    query = f"filter[project_id]={job['result']['project_id']}&limit=100"
    rows = desk.ann.get(f"{desk.team.w}/tasks?{query}").expect(200)["data"]
    return {row["title"]: row for row in rows}


def test_subtasks_stay_below_each_other_in_their_order(desk: Desk) -> None:
    whole = desk.task("Whole")
    one, two = desk.subtask(whole, "One"), desk.subtask(whole, "Two", status="done")
    desk.subtask(one, "Deep")
    desk.put_under(two, whole, before_id=one["id"]).expect(200)
    # A parent that is younger than its subtask.
    late = desk.task("Late parent")
    desk.put_under(desk.task("Early"), late).expect(200)
    copies = duplicated(desk)
    assert desk.subtasks(copies["Whole"]) == ["Two", "One"]
    assert (desk.subtasks(copies["One"]), desk.subtasks(copies["Late parent"])) == (["Deep"], ["Early"])
    counted = copies["Whole"]["subtasks"]
    assert (counted["done"], counted["total"], counted["all_total"]) == (1, 2, 3)
    assert desk.subtasks(whole) == ["Two", "One"]


def test_what_waits_for_what_is_the_same_in_the_copy(desk: Desk) -> None:
    tasks = [desk.task(str(number)) for number in range(5)]
    in_a_chain(desk, list(reversed(tasks)))
    wait(desk, tasks[0], tasks[3], type="SS", lag_days=2).expect(200)
    done = desk.task("Done", status="done")
    wait(desk, tasks[4], done).expect(200)
    outside = a_desk(desk.team, name="Other", key="OTH").task("Outside")
    wait(desk, tasks[4], outside).expect(200)
    copies = duplicated(desk)
    titles = {copy["id"]: title for title, copy in copies.items()}
    waits = {
        title: [
            (titles[one["id"]], one["type"], one["lag_days"], one["met"]) for one in copy["dependencies"]["blocked_by"]
        ]
        for title, copy in copies.items()
    }
    assert waits == {
        "0": [("1", "FS", 0, False), ("3", "SS", 2, False)],
        "1": [("2", "FS", 0, False)],
        "2": [("3", "FS", 0, False)],
        "3": [("4", "FS", 0, False)],
        "4": [("Done", "FS", 0, True)],
        "Done": [],
    }
    assert wait(desk, copies["4"], copies["0"]).expect(409)["code"] == "dependency_cycle"


def test_many_ties_take_several_steps(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(put_dependency, "ROOM", 1)
    tasks = [desk.task(str(number)) for number in range(12)]
    for place, task in enumerate(tasks):
        for other in tasks[:place]:
            wait(desk, task, other).expect(200)
    copies = duplicated(desk)
    assert [len(copies[str(place)]["dependencies"]["blocked_by"]) for place in range(12)] == list(range(12))


def test_finished_tasks_that_are_left_out_tie_nothing(desk: Desk) -> None:
    done, task = desk.task("Done", status="done"), desk.task("Open")
    wait(desk, task, done).expect(200)
    desk.put_under(task, done).expect(200)
    copies = duplicated(desk, completed=False)
    assert list(copies) == ["Open"]
    assert (copies["Open"]["parent_id"], copies["Open"]["dependencies"]["blocked_by"]) == (None, [])


def _tie(titles: dict[str, str], one: Task) -> tuple[str, str, int, bool]:
    return titles[one["id"]], one["type"], one["lag_days"], one["met"]
