"""What one request changed: it can be looked at."""

import pytest

from onetick.changesets import read_change_set
from onetick.kernel.history.changesets import ChangeSet, place_of
from onetick.kernel.table import Delete
from tests.service import Service, Team, a_team
from tests.unit.tasks.desk import Desk

from .steps import HEADER, change, give, pages_of, seen, set_of


def test_an_answer_names_the_change_set_and_so_do_its_events(desk: Desk) -> None:
    task = desk.task()
    change_set = change(desk, task, title="Better", priority="high")
    told = [event for event in desk.service.events() if event.get("changesetid") == change_set]
    assert {event["type"] for event in told} == {
        "onetick.task.updated.v1",
        "onetick.task.priority_changed.v1",
    }
    found = seen(desk, change_set)
    assert (found["operation"], found["created_by"], found["complete"]) == ("updateTask", desk.ann.id, True)
    changes = {
        (one["kind"], one["id"], field["field"]): (field["from"], field["to"])
        for one in found["changes"]
        for field in one["fields"]
    }
    assert changes == {
        ("task", task["id"], "title"): ("Write it down", "Better"),
        ("task", task["id"], "priority"): ("none", "high"),
    }


def test_reading_and_changing_nothing_leave_no_change_set(desk: Desk) -> None:
    task = desk.task()
    assert HEADER not in desk.ann.get(desk.url(task)).headers
    assert HEADER not in desk.ann.patch(desk.url(task), {"title": task["title"]}).headers
    assert HEADER not in desk.ann.patch(desk.url(task) + "?dry_run=true", {"title": "Maybe"}).headers


def test_a_call_that_comes_again_names_the_same_change_set(desk: Desk) -> None:
    task = desk.task()
    headers = {"Idempotency-Key": "once"}
    first, again = (desk.ann.patch(desk.url(task), {"title": "Once"}, headers=headers) for _ in range(2))
    assert set_of(first) == set_of(again)


def test_people_list_their_own_change_sets(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task()
    sets = [change(desk, task, title=title) for title in ("One", "Two")]
    listed = desk.ann.get(f"{desk.team.w}/change-sets").expect(200)["data"]
    assert [row["id"] for row in listed][:2] == list(reversed(sets))
    assert ben.get(f"{desk.team.w}/change-sets").expect(200)["data"] == []


def test_what_one_may_not_see_is_left_out(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    give(desk, ben, "admin")
    secret = desk.team.project("Secret", "SEC", visibility="private")
    path = f"{desk.team.w}/projects/{secret['id']}/members/{ben.id}"
    desk.ann.put(path, {"role": "editor"}).expect(200)
    ours, theirs = desk.task(), desk.team.task(secret)
    body = {"operations": [{"op": "update", "task_ids": [ours["id"], theirs["id"]], "changes": {"points": 1}}]}
    change_set = set_of(ben.post(f"{desk.team.w}/bulk/tasks", body))
    assert {row["id"] for row in seen(desk, change_set, ben)["changes"]} == {ours["id"], theirs["id"]}
    desk.ann.delete(path).expect(204)
    assert {row["id"] for row in seen(desk, change_set, ben)["changes"]} == {ours["id"]}


def test_another_organizations_change_sets_are_not_there(service: Service, desk: Desk) -> None:
    other = a_team(service, "Olga", "Other")
    change_set = change(desk, desk.task(), title="Ours")
    for place in (other.w, desk.team.w):
        other.owner.get(f"{place}/change-sets/{change_set}").expect(404)
        other.owner.post(f"{place}/change-sets/{change_set}/undo", {}).expect(404)
    second = desk.ann.post(f"{desk.team.o}/workspaces", {"name": "Second"}).expect(201)
    desk.ann.get(f"/v1/workspaces/{second['id']}/change-sets/{change_set}").expect(404)


@pytest.mark.parametrize("name", ["chg_nothing", "chg_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "x"])
def test_what_is_no_change_set_is_not_found(team: Team, name: str) -> None:
    team.owner.get(f"{team.w}/change-sets/{name}").expect(404)


def test_it_is_read_in_two_calls(desk: Desk) -> None:
    from onetick.kernel import meter

    change_set = change(desk, desk.task(), title="Other")
    seen(desk, change_set)
    seen(desk, change_set)
    assert meter.snapshot().calls <= 2


def test_the_steps_of_a_job_that_changed_nothing_are_passed_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_change_set, "AHEAD", 2)
    names = [task["id"] for task in desk.tasks(70)]
    body = {"operations": [{"op": "update", "task_ids": names, "changes": {"points": 2}}]}
    answer = desk.ann.post(f"{desk.team.w}/bulk/tasks", body)
    change_set = set_of(answer)
    assert pages_of(desk, change_set) == [[]], "the job has not begun"
    desk.service.deliver()
    whole = pages_of(desk, change_set)
    assert sorted(one for page in whole for one in page) == sorted(names)
    assert len(whole) == 5
    first = [ChangeSet.key(org_id=desk.team.organization_id, id=change_set, place=place_of(at)) for at in range(1, 4)]
    desk.service.tables.transact([Delete(key, None) for key in first])
    assert pages_of(desk, change_set) == [whole[0], whole[4]]
