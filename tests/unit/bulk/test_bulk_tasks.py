"""Many tasks changed by one call: each by its own rules, and told one by one."""

from typing import Any

import pytest

from onetick.kernel import meter
from tests.service import Person, Service, Team, a_team
from tests.unit.tasks.desk import Desk

Document = dict[str, Any]


def bulk(desk: Desk, *operations: Document, by: Person | None = None, **more: Any) -> Document:
    """A bulk that is done at once."""
    path = f"{desk.team.w}/bulk/tasks{more.pop('query', '')}"
    headers = more.pop("headers", {})
    done: Document = (by or desk.ann).post(path, {"operations": list(operations), **more}, headers=headers).expect(200)
    return done


def ids(tasks: list[Document]) -> list[str]:
    return [task["id"] for task in tasks]


def outcomes(done: Document) -> list[str]:
    return [result["outcome"] for result in done["results"]]


def test_one_operation_changes_many_tasks(desk: Desk) -> None:
    tasks = desk.tasks(3)
    done = bulk(desk, {"op": "update", "task_ids": ids(tasks), "changes": {"priority": "high", "title": "Same"}})
    assert (done["counts"], done["job"]) == ({"changed": 3}, None)
    assert [(result["operation"], result["task_id"]) for result in done["results"]] == [(0, id) for id in ids(tasks)]
    for task, result in zip(tasks, done["results"], strict=True):
        now = desk.now(task)
        assert (now["priority"], now["title"], now["version"]) == ("high", "Same", result["version"])


def test_a_value_is_taken_away_by_null(desk: Desk) -> None:
    task = desk.task(points=3)
    assert bulk(desk, {"op": "update", "task_ids": [task["id"]], "changes": {"points": None}})["counts"] == {
        "changed": 1
    }
    assert desk.now(task)["points"] is None


def test_tasks_may_be_named_by_their_keys(desk: Desk) -> None:
    task = desk.task()
    done = bulk(desk, {"op": "update", "task_ids": [task["key"].lower()], "changes": {"title": "Named"}})
    assert (done["results"][0]["task"], done["results"][0]["task_id"]) == (task["key"].lower(), task["id"])
    assert desk.now(task)["title"] == "Named"


def test_everything_that_can_happen_to_a_task_can_happen_in_bulk(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    first, second, third, fourth = desk.tasks(4)
    desk.ann.delete(desk.url(fourth)).expect(204)
    done = bulk(
        desk,
        {"op": "create", "task": {"project_id": desk.project["id"], "title": "Made"}},
        {"op": "assign", "task_ids": ids([first, second]), "user_ids": [ben.id]},
        {"op": "unassign", "task_ids": [second["id"]], "user_ids": [ben.id]},
        {"op": "transition", "task_ids": [first["id"]], "status": "done"},
        {"op": "move", "task_ids": [second["id"]], "section_id": desk.sections["In progress"]},
        {"op": "delete", "task_ids": [third["id"]]},
        {"op": "restore", "task_ids": [fourth["id"]]},
    )
    assert outcomes(done) == ["created", "changed", "changed", "changed", "changed", "changed", "deleted", "restored"]
    made = desk.now({"id": done["results"][0]["task_id"]})
    assert (made["title"], made["key"], done["results"][0]["task"]) == ("Made", "LAU-5", made["id"])
    assert (desk.now(first)["assignee_ids"], desk.now(first)["status"]) == ([ben.id], "done")
    assert (desk.now(second)["assignee_ids"], desk.now(second)["status"]) == ([], "in_progress")
    desk.ann.get(desk.url(third)).expect(410)
    assert desk.now(fourth)["title"] == "4"
    assert desk.column("Done") == ["1"] and desk.column("In progress") == ["2"]


def test_a_later_item_sees_what_an_earlier_one_did(desk: Desk) -> None:
    task = desk.task()
    done = bulk(
        desk,
        {"op": "update", "task_ids": [task["id"]], "changes": {"title": "One"}},
        {"op": "update", "task_ids": [task["id"]], "changes": {"title": "Two", "points": 2}},
        {"op": "update", "task_ids": [task["id"]], "changes": {"points": 2}},
        {"op": "delete", "task_ids": [task["id"]]},
        {"op": "update", "task_ids": [task["id"]], "changes": {"title": "Late"}},
    )
    assert outcomes(done) == ["changed", "changed", "unchanged", "deleted", "failed"]
    assert done["results"][4]["problem"]["code"] == "gone"
    assert [result["version"] for result in done["results"]] == [2, 3, 3, 4, None]
    history = desk.ann.get(f"{desk.team.w}/tasks?filter[trashed]=true").expect(200)["data"]
    assert [(row["title"], row["version"]) for row in history] == [("Two", 4)]
    versions = [event["aggregateversion"] for event in desk.service.events() if event.get("aggregateid") == task["id"]]
    assert sorted(set(versions)) == [1, 2, 3, 4]


def test_tasks_are_moved_in_the_order_in_which_they_are_named(desk: Desk) -> None:
    tasks = desk.tasks(6)
    chosen = ids([tasks[4], tasks[0], tasks[2]])
    bulk(desk, {"op": "move", "task_ids": chosen, "section_id": desk.sections["Done"]})
    assert desk.column("Done") == ["5", "1", "3"]
    place = {"after_id": tasks[4]["id"], "before_id": tasks[0]["id"]}
    bulk(desk, {"op": "move", "task_ids": ids([tasks[1]]), **place})
    assert desk.column("Done") == ["5", "2", "1", "3"]


def test_new_tasks_are_in_the_order_in_which_they_are_sent(desk: Desk) -> None:
    made = [{"op": "create", "task": {"project_id": desk.project["id"], "title": f"{n:02}"}} for n in range(20)]
    bulk(desk, *made)
    assert desk.column("To do") == [f"{n:02}" for n in range(20)]
    keys = [desk.now({"id": row["id"]})["key"] for row in _rows(desk)]
    assert sorted(keys, key=lambda key: int(key[4:])) == [f"LAU-{n + 1}" for n in range(20)]


def _rows(desk: Desk) -> list[Document]:
    path = f"{desk.team.w}/tasks?filter[project_id]={desk.project['id']}&limit=100"
    rows: list[Document] = desk.ann.get(path).expect(200)["data"]
    return rows


def test_an_item_that_fails_says_why_and_the_others_are_done(desk: Desk) -> None:
    good, other = desk.tasks(2)
    done = bulk(
        desk,
        {"op": "update", "task_ids": [good["id"], "LAU-99"], "changes": {"title": "Fine"}},
        {"op": "update", "task_ids": [other["id"]], "changes": {"due_at": "2030-01-01T00:00:00Z"}},
        {"op": "update", "task_ids": [other["id"]], "changes": {"start_at": "2031-01-01T00:00:00Z"}},
        {"op": "transition", "task_ids": [good["id"]], "status": "nowhere"},
        {"op": "update", "task_ids": [good["id"]], "version": 1, "changes": {"title": "Stale"}},
        {"op": "create", "task": {"project_id": "prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "title": "Nowhere"}},
    )
    problems = [result["problem"] and result["problem"]["code"] for result in done["results"]]
    wanted = [None, "not_found", None, "unprocessable", "unprocessable", "version_mismatch", "not_found"]
    assert problems == wanted
    assert done["results"][3]["problem"]["errors"][0]["pointer"] == "/due_at"
    assert done["counts"] == {"changed": 2, "failed": 5}
    assert (desk.now(good)["title"], desk.now(good)["version"]) == ("Fine", 2)
    assert desk.now(other)["start_at"] is None


def test_each_item_needs_the_rights_of_its_own_route_and_the_one_for_bulks(service: Service, desk: Desk) -> None:
    ben, team = desk.team.join("Ben"), desk.team
    task = desk.task()
    hidden = team.project("Hidden", "HID", visibility="private")
    secret = team.task(hidden)
    team.owner.put(f"{team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    done = bulk(
        desk,
        {"op": "update", "task_ids": [task["id"], secret["id"]], "changes": {"title": "Ours"}},
        {"op": "delete", "task_ids": [task["id"]]},
        {"op": "create", "task": {"project_id": hidden["id"], "title": "Mine"}},
        by=ben,
    )
    assert outcomes(done) == ["changed", "failed", "failed", "failed"]
    codes = {result["problem"]["code"] for result in done["results"] if result["problem"]}
    assert codes == {"forbidden"}
    team.owner.put(f"{team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "viewer"}).expect(200)
    denied = bulk(desk, {"op": "update", "task_ids": [task["id"]], "changes": {"title": "No"}}, by=ben)
    assert denied["results"][0]["problem"]["code"] == "forbidden"


def test_another_organizations_tasks_are_not_there(service: Service, desk: Desk) -> None:
    other = a_team(service, "Olga", "Other")
    theirs = other.task(other.project())
    done = bulk(desk, {"op": "update", "task_ids": [theirs["id"]], "changes": {"title": "Stolen"}})
    assert done["results"][0]["problem"]["code"] == "not_found"
    mine = desk.task()
    body = {"operations": [{"op": "delete", "task_ids": [mine["id"]]}]}
    other.owner.post(f"{desk.team.w}/bulk/tasks", body).expect(404)


def test_all_or_nothing(desk: Desk) -> None:
    tasks = desk.tasks(3)
    names = ids(tasks)
    operations: list[Document] = [
        {"op": "update", "task_ids": names, "changes": {"title": "All"}},
        {"op": "update", "task_ids": ["LAU-77"], "changes": {"title": "None"}},
        {"op": "transition", "task_ids": [names[0]], "status": "nowhere"},
    ]
    count = len(desk.service.events())
    path = f"{desk.team.w}/bulk/tasks"
    problem = desk.ann.post(path, {"operations": operations, "atomic": True}).expect(422)
    assert [error["pointer"] for error in problem["errors"]] == ["/operations/1", "/operations/2/status"]
    assert len(desk.service.events()) == count
    assert bulk(desk, operations[0], atomic=True)["counts"] == {"changed": 3}


def test_32_tasks_are_edited_all_or_none_and_not_one_more(desk: Desk) -> None:
    names = ids(desk.tasks(33))
    path = f"{desk.team.w}/bulk/tasks"
    operation = {"op": "update", "task_ids": names, "changes": {"title": "All"}}
    problem = desk.ann.post(path, {"operations": [operation], "atomic": True}).expect(422)
    assert "the first 32 of these 33" in problem["detail"]
    fewer = {**operation, "task_ids": names[1:]}
    assert bulk(desk, fewer, atomic=True)["counts"] == {"changed": 32}


def test_what_one_transaction_does_not_hold_is_not_done_at_all(desk: Desk) -> None:
    names = ids(desk.tasks(30))
    path = f"{desk.team.w}/bulk/tasks"
    operation = {"op": "transition", "task_ids": names, "status": "done"}
    problem = desk.ann.post(path, {"operations": [operation], "atomic": True}).expect(422)
    assert problem["code"] == "quota_exceeded" and "first" in problem["detail"]
    many = {"op": "update", "task_ids": names * 2, "changes": {"title": "Many"}}
    assert "60" in desk.ann.post(path, {"operations": [many], "atomic": True}).expect(422)["detail"]
    assert desk.column("Done") == []
    fits = {"op": "update", "task_ids": names, "changes": {"priority": "high"}}
    assert bulk(desk, fits, atomic=True)["counts"] == {"changed": 30}


def test_fifty_are_done_within_six_calls(desk: Desk) -> None:
    names = ids(desk.tasks(50))
    operations: list[Document] = [
        {"op": "update", "task_ids": names, "changes": {"priority": "high"}},
        {"op": "update", "task_ids": names, "changes": {"points": 3, "title": "Same"}},
        {"op": "delete", "task_ids": names},
        {"op": "restore", "task_ids": names},
    ]
    for number, operation in enumerate(operations):
        done = bulk(desk, operation)
        assert (len(done["results"]), done["counts"].get("failed")) == (50, None), number
        # One call in twenty is for the rate limit.
        assert meter.snapshot().calls <= 7
    made = [{"op": "create", "task": {"project_id": desk.project["id"], "title": f"{n}"}} for n in range(50)]
    assert bulk(desk, *made)["counts"] == {"created": 50}
    assert meter.snapshot().calls <= 7


def test_a_dry_run_shows_the_difference_and_does_nothing(desk: Desk) -> None:
    tasks = desk.tasks(60)
    operation = {"op": "update", "task_ids": ids(tasks), "changes": {"priority": "high"}}
    count = len(desk.service.events())
    preview = bulk(desk, operation, query="?dry_run=true")
    assert preview["result"]["counts"] == {"changed": 60}
    assert len(preview["change_set"]) == 60
    assert preview["change_set"][0] == {
        "event": "onetick.task.priority_changed.v1",
        "kind": "task",
        "id": tasks[0]["id"],
        "changes": [{"field": "priority", "from": "none", "to": "high"}],
    }
    assert len(desk.service.events()) == count


def test_more_than_fifty_are_a_job(desk: Desk) -> None:
    tasks = desk.tasks(60)
    operations = [
        {"op": "update", "task_ids": ids(tasks), "changes": {"priority": "high"}},
        {"op": "create", "task": {"project_id": desk.project["id"], "title": "Made"}},
        {"op": "transition", "task_ids": ["LAU-777"], "status": "done"},
    ]
    answer = desk.ann.post(f"{desk.team.w}/bulk/tasks", {"operations": operations})
    accepted = answer.expect(202)
    assert (accepted["results"], accepted["job"]["progress"]) == ([], {"done": 0, "total": 62})
    assert answer.headers["Location"] == f"{desk.team.w}/jobs/{accepted['job']['id']}"
    desk.service.deliver()
    job = desk.ann.get(answer.headers["Location"]).expect(200)
    assert (job["state"], job["counts"], job["error_count"]) == ("partial", {"changed": 60, "created": 1}, 1)
    [error] = desk.ann.get(job["errors_url"]).expect(200)["data"]
    assert (error["index"], error["item"], error["code"]) == (61, "LAU-777", "not_found")
    assert {row["priority"] for row in _rows(desk) if row["title"] != "Made"} == {"high"}


def test_few_that_change_too_much_for_six_calls_are_a_job(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    tasks = desk.tasks(50, assignee_ids=[ben.id])
    operation = {"op": "transition", "task_ids": ids(tasks), "status": "done"}
    answer = desk.ann.post(f"{desk.team.w}/bulk/tasks", {"operations": [operation]})
    answer.expect(202)
    assert desk.column("Done") == []
    desk.service.deliver()
    assert desk.ann.get(answer.headers["Location"]).expect(200)["counts"] == {"changed": 50}
    assert desk.column("Done") == [str(number + 1) for number in range(50)]


def test_long_texts_are_spread_over_the_parts_of_a_job(desk: Desk) -> None:
    tasks = desk.tasks(60)
    operations = [
        {"op": "update", "task_ids": [task["id"]], "changes": {"description": f"{place:02}" + "x" * 12_000}}
        for place, task in enumerate(tasks)
    ]
    answer = desk.ann.post(f"{desk.team.w}/bulk/tasks", {"operations": operations})
    answer.expect(202)
    desk.service.deliver()
    assert desk.ann.get(answer.headers["Location"]).expect(200)["counts"] == {"changed": 60}
    assert [desk.now(task)["description"][:2] for task in tasks] == [f"{place:02}" for place in range(60)]


@pytest.mark.parametrize(
    ("operations", "pointer"),
    [
        ([], "/operations"),
        ([{"op": "explode"}], "/operations/0"),
        ([{"op": "update", "task_ids": ["LAU-1"]}], "/operations/0/changes"),
        ([{"op": "update", "task_ids": ["LAU-1"], "changes": {}}], "/operations/0/changes"),
        ([{"op": "update", "task_ids": ["LAU-1"], "changes": {"titel": "x"}}], "/operations/0/changes/titel"),
        ([{"op": "update", "task_ids": [], "changes": {"title": "x"}}], "/operations/0/task_ids"),
        ([{"op": "delete", "task_ids": ["../1"]}], "/operations/0/task_ids/0"),
        ([{"op": "delete", "task_ids": ["LAU-1", "LAU-2"], "version": 1}], "/operations/0/version"),
        ([{"op": "move", "task_ids": ["LAU-1"]}], "/operations/0"),
        ([{"op": "move", "task_ids": ["LAU-1"], "after_id": "tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}], "/operations/0"),
        ([{"op": "delete", "task_ids": ["LAU-1"] * 300}] * 2, "/operations"),
    ],
)
def test_what_makes_no_sense_is_pointed_at(desk: Desk, operations: list[Document], pointer: str) -> None:
    problem = desk.ann.post(f"{desk.team.w}/bulk/tasks", {"operations": operations}).expect(400)
    assert problem["code"] == "validation_failed"
    assert problem["errors"][0]["pointer"] == pointer


def test_an_archived_project_is_left_alone(desk: Desk) -> None:
    task = desk.task()
    desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/archive").expect(200)
    done = bulk(desk, {"op": "update", "task_ids": [task["id"]], "changes": {"title": "Late"}})
    assert done["results"][0]["problem"]["code"] == "conflict"


def test_the_tasks_of_a_deleted_project_are_not_there(desk: Desk) -> None:
    task = desk.task()
    desk.ann.delete(f"{desk.team.w}/projects/{desk.project['id']}").expect(204)
    done = bulk(desk, {"op": "update", "task_ids": [task["id"]], "changes": {"title": "Late"}})
    assert done["results"][0]["problem"]["code"] == "not_found"


def test_an_editor_changes_fifty_at_once_and_no_more(service: Service, team: Team, desk: Desk) -> None:
    ben = team.join("Ben")
    team.owner.put(f"{team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    names = ids(desk.tasks(51))
    answer = ben.post(
        f"{team.w}/bulk/tasks", {"operations": [{"op": "update", "task_ids": names, "changes": {"points": 1}}]}
    )
    answer.expect(202)
    service.deliver()
    job = ben.get(answer.headers["Location"]).expect(200)
    assert (job["state"], job["error_count"]) == ("failed", 51)
    done = bulk(desk, {"op": "update", "task_ids": names[:50], "changes": {"points": 1}}, by=ben)
    assert done["counts"] == {"changed": 50}


def test_tags_are_given_and_taken_away_beside_those_that_stay(desk: Desk) -> None:
    w = desk.team.w
    red, blue = (desk.ann.post(f"{w}/tags", {"name": name}).expect(201)["id"] for name in ("Red", "Blue"))
    tasks = desk.tasks(2, tag_ids=[red])
    bulk(desk, {"op": "add_tags", "task_ids": ids(tasks), "tag_ids": [red, blue]})
    assert [sorted(desk.now(task)["tag_ids"]) for task in tasks] == [sorted([red, blue])] * 2
    done = bulk(
        desk,
        {"op": "remove_tags", "task_ids": ids(tasks), "tag_ids": [red]},
        {"op": "add_tags", "task_ids": ids(tasks), "tag_ids": ["tag_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]},
    )
    assert outcomes(done) == ["changed", "changed", "failed", "failed"]
    assert [desk.now(task)["tag_ids"] for task in tasks] == [[blue], [blue]]


def test_a_task_in_several_projects_may_be_changed_with_a_right_in_one_of_them(desk: Desk) -> None:
    team, ben = desk.team, desk.team.join("Ben")
    other = team.project("Hidden", "HID", visibility="private")
    task = team.task(other)
    team.owner.put(f"{team.w}/tasks/{task['id']}/projects/{desk.project['id']}", {}).expect(200)
    team.owner.put(f"{team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    done = bulk(desk, {"op": "update", "task_ids": [task["id"]], "changes": {"title": "Shared"}}, by=ben)
    assert done["counts"] == {"changed": 1}
    place = {"project_id": desk.project["id"], "section_id": desk.sections["Done"]}
    assert bulk(desk, {"op": "move", "task_ids": [task["id"]], **place}, by=ben)["counts"] == {"changed": 1}
    assert desk.column("Done") == ["Shared"]


def test_tasks_become_subtasks_of_one_that_was_made_before(desk: Desk) -> None:
    parent, *children = desk.tasks(4)
    done = bulk(desk, {"op": "update", "task_ids": ids(children), "changes": {"parent_id": parent["id"]}})
    assert done["counts"] == {"changed": 3}
    listed = desk.ann.get(desk.url(parent, "/subtasks")).expect(200)["data"]
    assert [row["id"] for row in listed] == ids(children)
    circle = bulk(desk, {"op": "update", "task_ids": [parent["id"]], "changes": {"parent_id": children[0]["id"]}})
    assert circle["results"][0]["problem"]["code"] == "dependency_cycle"
