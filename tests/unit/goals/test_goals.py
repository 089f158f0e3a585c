"""Goals, their tree, and their end."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from onetick.goals import family, upward
from onetick.kernel import meter
from onetick.kernel.ids import new_id
from onetick.kernel.requests.rate import Limiter

from .compass import Compass


def test_a_goal_is_set_with_what_was_given(compass: Compass) -> None:
    ben = compass.team.join("Ben")
    made = compass.set(owner_id=ben.id, period="Q1 2030", start_on="2030-01-01", end_on="2030-03-31", description="Why")
    assert (made["owner_id"], made["progress"], made["state"], made["source"]) == (ben.id, 0.0, "open", "automatic")
    assert compass.ann.get(compass.url(made)).expect(200) == made


@pytest.mark.parametrize(
    ("more", "status", "pointer"),
    [
        ({"name": " "}, 400, "/name"),
        ({"start_on": "2030-01-02", "end_on": "2030-01-01"}, 422, "/end_on"),
        ({"progress": 10}, 422, "/progress"),
        ({"source": "manual", "progress": 101}, 400, "/progress"),
        ({"weight": -1}, 400, "/weight"),
        ({"owner_id": "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}, 422, "/owner_id"),
        ({"parent_id": "gol_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}, 422, "/parent_id"),
        ({"description": "x" * 10_001}, 400, "/description"),
    ],
)
def test_what_makes_no_goal_is_pointed_at(compass: Compass, more: dict[str, Any], status: int, pointer: str) -> None:
    problem = compass.ann.post(f"{compass.team.w}/goals", {"name": "No", **more}).expect(status)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]


def test_goals_form_a_tree_that_is_listed_level_by_level(compass: Compass) -> None:
    top = compass.set("Top")
    low = compass.set("Low", parent_id=top["id"], weight=3)
    compass.set("Lower", parent_id=low["id"])
    assert compass.listed("?filter[parent_id]=top") == ["Top"]
    assert compass.listed(f"?filter[parent_id]={top['id']}") == ["Low"]
    assert sorted(compass.listed()) == ["Low", "Lower", "Top"]
    [child] = compass.now(top)["children"]
    assert (child["target_id"], child["weight"], child["share"]) == (low["id"], 3.0, 0.0)
    compass.ann.patch(compass.url(low), {"parent_id": None}).expect(200)
    assert compass.now(top)["children"] == []
    assert sorted(compass.listed("?filter[parent_id]=top")) == ["Low", "Top"]


def test_goals_are_listed_by_owner_state_period_and_project(compass: Compass) -> None:
    ben = compass.team.join("Ben")
    project = compass.team.project()
    compass.set("Mine", period="Q1")
    his = compass.set("His", owner_id=ben.id, project_id=project["id"])
    compass.ann.post(compass.url(his, "/close"), {"outcome": "missed"}).expect(200)
    assert compass.listed("?filter[owner_id]=me") == ["Mine"]
    assert compass.listed(f"?filter[owner_id]={ben.id}") == ["His"]
    assert compass.listed("?filter[state]=closed") == ["His"]
    assert compass.listed("?filter[period]=Q1") == ["Mine"]
    assert compass.listed(f"?filter[project_id]={project['id']}") == ["His"]


def test_the_goals_of_a_private_project_are_for_those_who_see_it(compass: Compass) -> None:
    secret = compass.team.project("Secret", "SEC", visibility="private")
    goal, common = compass.set("Hidden", project_id=secret["id"]), compass.set("Common")
    ben, gus = compass.team.join("Ben"), compass.team.join("Gus", role="guest")
    assert compass.listed(by=ben) == ["Common"]
    assert ben.get(compass.url(goal)).status == 403
    assert ben.get(compass.url(common)).status == 200
    assert gus.get(f"{compass.team.w}/goals").status == 403
    assert ben.patch(compass.url(common), {"name": "Mine"}).status == 403
    compass.ann.put(f"{compass.team.w}/projects/{secret['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    assert ben.patch(compass.url(goal), {"name": "Ours"}).expect(200)["name"] == "Ours"


def test_no_goal_comes_to_count_for_itself(compass: Compass) -> None:
    one = compass.set("1")
    two = compass.set("2", parent_id=one["id"])
    three = compass.set("3", parent_id=two["id"])
    problem = compass.ann.patch(compass.url(one), {"parent_id": three["id"]}).expect(409)
    assert problem["code"] == "dependency_cycle"
    assert problem["path"] == [one["id"], three["id"], two["id"], one["id"]]
    assert compass.ann.patch(compass.url(one), {"parent_id": one["id"]}).status == 409
    assert compass.link(three, one).expect(409)["code"] == "dependency_cycle"
    assert compass.link(one, one).status == 409
    other = compass.set("Other")
    compass.link(other, one).expect(200)
    assert compass.ann.patch(compass.url(other), {"parent_id": three["id"]}).status == 409


def test_of_those_who_would_close_a_circle_at_once_one_is_refused(compass: Compass) -> None:
    goals = [compass.set(str(number)) for number in range(3)]
    pairs = [(goals[0], goals[1]), (goals[1], goals[2]), (goals[2], goals[0])]
    with ThreadPoolExecutor(3) as pool:
        answers = list(
            pool.map(lambda pair: compass.ann.patch(compass.url(pair[0]), {"parent_id": pair[1]["id"]}), pairs)
        )
    assert sorted(answer.status for answer in answers) == [200, 200, 409]


def test_trees_are_bounded(compass: Compass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upward, "MAX_ABOVE", 2)
    monkeypatch.setattr(family, "MAX_CHILDREN", 1)
    top = compass.set("Top")
    middle = compass.set("Middle", parent_id=top["id"])
    low = compass.set("Low", parent_id=middle["id"])
    body = {"name": "Lower", "parent_id": low["id"]}
    assert compass.ann.post(f"{compass.team.w}/goals", body).expect(422)["code"] == "quota_exceeded"
    body = {"name": "Beside", "parent_id": top["id"]}
    assert compass.ann.post(f"{compass.team.w}/goals", body).expect(422)["code"] == "quota_exceeded"


def test_a_deleted_goal_comes_back_under_the_one_above_it(compass: Compass) -> None:
    top = compass.set("Top")
    low = compass.set("Low", parent_id=top["id"], source="manual", progress=40)
    assert compass.progress(top) == [40]
    compass.ann.delete(compass.url(top)).expect(409)
    compass.ann.delete(compass.url(low)).expect(204)
    assert compass.progress(top) == [0]
    assert compass.listed("?filter[trashed]=true") == ["Low"]
    assert compass.ann.get(compass.url(low)).status == 410
    compass.ann.post(compass.url(low, "/restore")).expect(200)
    assert compass.progress(top) == [40]
    compass.ann.post(compass.url(low, "/restore")).expect(409)
    compass.ann.delete(compass.url(low)).expect(204)
    compass.ann.delete(compass.url(top)).expect(204)
    assert compass.ann.post(compass.url(low, "/restore")).expect(200)["parent_id"] is None


def test_a_closed_goal_is_as_it_was_until_it_is_reopened(compass: Compass) -> None:
    top, low, project = compass.set("Top"), compass.set("Low"), compass.team.project()
    compass.ann.patch(compass.url(low), {"parent_id": top["id"]}).expect(200)
    one, two = compass.team.task(project, "1"), compass.team.task(project, "2")
    compass.link(low, one).expect(200)
    compass.link(low, two).expect(200)
    compass.finish(one)
    assert compass.progress(low, top) == [50, 50]
    closed = compass.ann.post(compass.url(low, "/close"), {"outcome": "achieved"}).expect(200)
    assert (closed["state"], closed["outcome"], closed["progress"]) == ("closed", "achieved", 50)
    assert compass.progress(top) == [100]
    compass.finish(two)
    assert compass.progress(low) == [50]
    assert compass.ann.patch(compass.url(low), {"name": "No"}).status == 409
    assert compass.ann.post(compass.url(low, "/close"), {"outcome": "missed"}).status == 409
    assert compass.link(low, project).status == 409
    compass.ann.post(compass.url(low, "/reopen")).expect(200)
    assert compass.progress(low, top) == [100, 100]
    assert compass.ann.post(compass.url(low, "/reopen")).status == 409
    compass.ann.post(compass.url(low, "/close"), {"outcome": "dropped"}).expect(200)
    assert compass.progress(top) == [0]


def test_a_status_update_shows_on_the_goal(compass: Compass) -> None:
    goal = compass.set(source="manual", progress=30)
    path = compass.url(goal, "/status-updates")
    for health, text in (("on_track", "Fine"), ("at_risk", "Hm")):
        compass.ann.post(path, {"health": health, "text": text}).expect(201)
    assert compass.now(goal)["health"] == "at_risk"
    rows = compass.ann.get(path).expect(200)["data"]
    assert [(row["text"], row["progress"]) for row in rows] == [("Hm", 30), ("Fine", 30)]
    assert compass.ann.post(path, {"health": "on_track", "text": " "}).status == 400


def test_in_an_archived_project_no_goal_changes(compass: Compass) -> None:
    project = compass.team.project()
    goal = compass.set(project_id=project["id"])
    compass.ann.post(f"{compass.team.w}/projects/{project['id']}/archive").expect(200)
    assert compass.ann.patch(compass.url(goal), {"name": "No"}).status == 409
    assert compass.ann.delete(compass.url(goal)).status == 409
    body = {"name": "No", "project_id": project["id"]}
    assert compass.ann.post(f"{compass.team.w}/goals", body).status == 409
    assert compass.ann.get(compass.url(goal)).status == 200


def test_each_change_is_told_by_its_event(compass: Compass) -> None:
    goal = compass.set(source="manual", progress=10)
    before = len(compass.service.events())
    compass.ann.patch(compass.url(goal), {"progress": 20, "name": "Other"}).expect(200)
    told = compass.service.events()[before:]
    assert [(event["type"], event["data"]["changed"]) for event in told] == [
        ("onetick.goal.updated.v1", ["name"]),
        ("onetick.goal.progress_changed.v1", ["progress"]),
    ]
    assert told[1]["data"]["context"] == {"from": 10.0, "to": 20.0}
    compass.ann.patch(compass.url(goal), {"name": "Other"}).expect(200)
    assert len(compass.service.events()) == before + 2


def test_each_request_keeps_its_budget_of_calls(compass: Compass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})

    def calls() -> int:
        return meter.snapshot().calls

    goal, project = compass.set(), compass.team.project()
    assert calls() == 2
    compass.ann.get(compass.url(goal)).expect(200)
    assert calls() == 1
    compass.listed("?filter[parent_id]=top")
    assert calls() == 2
    compass.link(goal, project).expect(200)
    assert calls() == 2
    result = compass.measure(goal)
    assert calls() == 2
    compass.check_in(goal, result, 3).expect(201)
    assert calls() == 2
    compass.set("Low", parent_id=goal["id"], owner_id=compass.team.join("Ben").id)
    assert calls() == 2
    assert compass.ann.get(compass.url({"id": new_id("gol")})).status == 404
