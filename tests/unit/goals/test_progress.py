"""How near a goal is follows from key results, from the work linked to it, and from the goals below."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.consumers.count_columns import handler as count_columns
from functions.consumers.follow_work import handler as follow_work
from onetick.goals import link_goal
from onetick.kernel.ids import new_id
from tests.service import a_team, running

from .compass import Compass


@pytest.mark.parametrize(
    ("result", "value", "progress"),
    [
        ({"measure": "number", "start": 20, "target": 60}, 30, 25),
        ({"measure": "percent", "start": 80, "target": 20}, 50, 50),
        ({"measure": "currency", "currency": "EUR", "target": 1000}, 2000, 100),
        ({"measure": "number", "start": 5, "target": 10}, 1, 0),
        ({"measure": "boolean", "target": 1}, 1, 100),
        ({"measure": "number", "target": 3}, 1, 33.33),
    ],
)
def test_a_key_result_counts_by_how_much_of_its_way_is_done(
    compass: Compass, result: dict[str, Any], value: float, progress: float
) -> None:
    goal = compass.set()
    identifier = compass.measure(goal, **result)
    compass.check_in(goal, identifier, value, "Look").expect(201)
    assert compass.progress(goal) == [progress]


@pytest.mark.parametrize(
    "result",
    [
        {"start": 1, "target": 1},
        {"measure": "boolean", "target": 2},
        {"measure": "boolean", "target": 1, "current": 0.5},
        {"measure": "currency", "target": 5},
        {"measure": "number", "target": 5, "currency": "EUR"},
        {"measure": "number", "target": 1e300},
        {"measure": "colour", "target": 5},
    ],
)
def test_what_cannot_be_measured_is_refused(compass: Compass, result: dict[str, Any]) -> None:
    body = {"name": "No", "measure": "number", **result}
    assert compass.ann.post(compass.url(compass.set(), "/key-results"), body).status == 400


def test_what_was_told_of_a_key_result_is_kept(compass: Compass) -> None:
    goal = compass.set()
    identifier = compass.measure(goal)
    path = compass.url(goal, f"/key-results/{identifier}")
    compass.check_in(goal, identifier, 4, "Good week").expect(201)
    body = {"name": "Active users", "measure": "number", "target": 20, "current": 5}
    compass.ann.put(path, body).expect(200)
    compass.ann.put(path, body | {"name": "Users"}).expect(200)
    rows = compass.ann.get(f"{path}/check-ins").expect(200)["data"]
    assert [(row["value"], row["note"]) for row in rows] == [(5, ""), (4, "Good week"), (0, "")]
    assert compass.progress(goal) == [25]
    own = f"krs_{new_id('krs')[4:]}"
    compass.ann.put(compass.url(goal, f"/key-results/{own}"), body).expect(200)
    assert compass.ann.put(compass.url(goal, "/key-results/krs_mine"), body).status == 404
    compass.ann.delete(path).expect(204)
    assert [one["id"] for one in compass.now(goal)["key_results"]] == [own]
    assert compass.ann.delete(path).status == 404
    assert compass.check_in(goal, identifier, 1).status == 404
    flag = compass.measure(goal, measure="boolean", target=1)
    assert compass.check_in(goal, flag, 0.5).status == 422


def test_a_task_counts_when_it_is_done_and_not_at_all_when_it_was_cancelled_or_deleted(compass: Compass) -> None:
    project, goal = compass.team.project(), compass.set()
    one, two = compass.team.task(project, "1"), compass.team.task(project, "2", milestone=True)
    compass.link(goal, one).expect(200)
    compass.link(goal, two, weight=3).expect(200)
    assert compass.progress(goal) == [0]
    compass.finish(two)
    assert compass.progress(goal) == [75]
    compass.finish(two, "todo")
    compass.finish(one)
    assert compass.progress(goal) == [25]
    compass.ann.delete(f"{compass.team.w}/tasks/{two['id']}").expect(204)
    assert compass.progress(goal) == [100]
    compass.ann.post(f"{compass.team.w}/tasks/{two['id']}/restore").expect(200)
    assert compass.progress(goal) == [25]
    compass.ann.delete(compass.url(goal, f"/links/{one['id']}")).expect(204)
    assert compass.progress(goal) == [0]
    assert compass.ann.delete(compass.url(goal, f"/links/{one['id']}")).status == 404


def test_a_task_with_subtasks_counts_by_them_until_it_is_done_itself(compass: Compass) -> None:
    project, goal = compass.team.project(), compass.set()
    task = compass.team.task(project, "Whole")
    parts = [compass.team.task(project, str(number), parent_id=task["id"]) for number in range(4)]
    compass.link(goal, task).expect(200)
    compass.finish(parts[0])
    assert compass.progress(goal) == [25]
    compass.finish(task)
    assert compass.progress(goal) == [100]


def test_a_project_counts_by_its_tasks(compass: Compass) -> None:
    project, goal = compass.team.project(), compass.set()
    tasks = [compass.team.task(project, str(number)) for number in range(4)]
    compass.finish(tasks[0])
    compass.service.deliver()
    compass.link(goal, project).expect(200)
    assert compass.progress(goal) == [25]
    compass.finish(tasks[1])
    compass.ann.delete(f"{compass.team.w}/tasks/{tasks[2]['id']}").expect(204)
    assert compass.progress(goal) == [66.67]
    compass.team.task(project, "More")
    assert compass.progress(goal) == [50]


def test_progress_climbs_the_tree_by_weight(compass: Compass) -> None:
    top = compass.set("Top")
    middle = compass.set("Middle", parent_id=top["id"], weight=3)
    low = compass.set("Low", parent_id=middle["id"])
    compass.set("Beside", parent_id=top["id"], source="manual", progress=50)
    friend = compass.set("Friend")
    compass.link(friend, low).expect(200)
    identifier = compass.measure(low)
    compass.check_in(low, identifier, 5).expect(201)
    assert compass.progress(low, middle, top, friend) == [50, 50, 50, 50]
    compass.check_in(low, identifier, 10).expect(201)
    assert compass.progress(low, middle, top, friend) == [100, 100, 87.5, 100]
    compass.ann.patch(compass.url(middle), {"weight": 1}).expect(200)
    assert compass.progress(top) == [75]
    compass.ann.patch(compass.url(middle), {"parent_id": friend["id"]}).expect(200)
    assert compass.progress(top) == [50]


def test_work_is_linked_only_by_those_who_see_it_and_only_where_it_makes_sense(compass: Compass) -> None:
    secret, mine = compass.team.project("Secret", "SEC", visibility="private"), compass.team.project()
    hidden, goal = compass.team.task(secret), compass.set(project_id=mine["id"])
    ben = compass.team.join("Ben")
    compass.ann.put(f"{compass.team.w}/projects/{mine['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    for thing in (hidden, secret):
        assert ben.put(compass.url(goal, f"/links/{thing['id']}"), {}).status == 403
    for absent in (new_id("tsk"), new_id("prj"), "spr_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "x"):
        assert compass.ann.put(compass.url(goal, f"/links/{absent}"), {}).status == 404
    assert compass.link(goal, {"id": new_id("gol")}).status == 422
    low = compass.set("Low", parent_id=goal["id"])
    assert compass.link(goal, low).status == 409


def test_links_are_bounded(compass: Compass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_goal, "MAX_LINKS", 1)
    monkeypatch.setattr(link_goal, "MAX_SUPPORTED", 1)
    project = compass.team.project()
    one, two, task = compass.set("1"), compass.set("2"), compass.team.task(project)
    compass.link(one, task).expect(200)
    assert compass.link(one, project).expect(422)["code"] == "quota_exceeded"
    assert compass.link(two, task).expect(422)["code"] == "quota_exceeded"
    compass.link(one, task, weight=5).expect(200)
    compass.link(two, one).expect(200)
    assert compass.link(compass.set("3"), one).expect(422)["code"] == "quota_exceeded"


def test_the_same_work_counts_once_however_often_it_is_told(compass: Compass) -> None:
    project, goal = compass.team.project(), compass.set()
    tasks = [compass.team.task(project, str(number)) for number in range(3)]
    compass.link(goal, project).expect(200)
    for task in tasks[:2]:
        compass.finish(task)
    compass.service.deliver(times=3)
    assert compass.progress(goal) == [66.67]
    told = [event for event in compass.service.events() if event["type"] == "onetick.goal.progress_changed.v1"]
    assert told[-1]["data"]["context"]["to"] == 66.67
    before = len(compass.service.events())
    compass.service.deliver(times=2)
    assert len(compass.service.events()) == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_progress_is_right_in_whatever_order_events_come(seed: int) -> None:
    rng = random.Random(seed)
    with running() as service:
        compass = Compass(a_team(service))
        project, top = compass.team.project(), compass.set("Top")
        low = compass.set("Low", parent_id=top["id"])
        tasks = [compass.team.task(project, str(number)) for number in range(4)]
        service.deliver()
        compass.link(low, project).expect(200)
        compass.link(low, tasks[0]).expect(200)
        seen = len(service.events())
        for _ in range(8):
            task = rng.choice(tasks)
            compass.finish(task, rng.choice(["todo", "in_progress", "done"]))
        while len(service.events()) > seen:
            fresh = service.events()[seen:] * rng.choice([1, 2])
            seen = len(service.events())
            rng.shuffle(fresh)
            for event in fresh:
                for consumer in (count_columns, follow_work):
                    if consumer.takes(event):
                        service._hand_over(consumer, {"detail-type": event["type"], "detail": event}, 1)
        rows = [compass.ann.get(f"{compass.team.w}/tasks/{task['id']}").expect(200) for task in tasks]
        done = [row["completed_at"] is not None for row in rows]
        expected = round(100 * (round(sum(done) / 4, 6) + done[0]) / 2, 2)
        found = [compass.ann.get(compass.url(goal)).expect(200)["progress"] for goal in (low, top)]
        assert found == [expected, expected]
