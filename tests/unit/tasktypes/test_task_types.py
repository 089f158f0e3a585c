"""Types of tasks are made, ordered, given to tasks, listed by, merged and put away."""

from collections.abc import Mapping
from typing import Any

import pytest

from onetick.tasks import retype_tasks
from onetick.tasktypes import change_types
from tests.archives import brought_in, taken_out
from tests.service import Team, a_team
from tests.unit.exports.test_exports import table_of
from tests.unit.exports.test_exports import taken_out as exported
from tests.unit.fields.bench import Bench, a_bench, faults
from tests.unit.tasks.test_call_budgets import _unlimited, calls, costs

__all__ = ["_unlimited"]

BUG, STORY, EPIC, REQUEST = (f"typ_0000000000000000000000000{letter}" for letter in "ABCD")


@pytest.fixture
def bench(team: Team) -> Bench:
    """A project of a team."""
    return a_bench(team)


def make(bench: Bench, name: str = "Incident", **more: Any) -> dict[str, Any]:
    """A new type."""
    made: dict[str, Any] = bench.ann.post(f"{bench.team.w}/task-types", {"name": name, **more}).expect(201)
    return made


def path(bench: Bench, type_id: str, rest: str = "") -> str:
    """The path of a type."""
    return f"{bench.team.w}/task-types/{type_id}{rest}"


def listed(bench: Bench, query: str = "") -> list[str]:
    """The names of types."""
    return [row["name"] for row in bench.ann.get(f"{bench.team.w}/task-types?{query}").expect(200)["data"]]


def tasks_of(bench: Bench, query: str) -> list[str]:
    """The titles of the tasks that a filter lists."""
    return [row["title"] for row in bench.ann.get(f"{bench.team.w}/tasks?{query}").expect(200)["data"]]


def type_of(bench: Bench, task: Mapping[str, Any]) -> str | None:
    """The type of a task now."""
    found: str | None = bench.ann.get(bench.url(dict(task))).expect(200)["type_id"]
    return found


def change_project(bench: Bench, **changes: Any) -> Any:
    """Change the project."""
    return bench.ann.patch(bench.p, changes)


def test_a_workspace_begins_with_types_and_has_its_own_in_its_own_order(bench: Bench) -> None:
    assert listed(bench) == ["Bug", "Story", "Epic", "Request"]
    made = make(bench, icon="flame", color="#eb5757", description="Something is down.")
    assert bench.ann.get(path(bench, made["id"])).expect(200) == made
    bench.ann.post(path(bench, made["id"], "/move"), {"before_id": BUG}).expect(200)
    bench.ann.post(path(bench, STORY, "/move"), {"before_id": None}).expect(200)
    assert listed(bench) == ["Incident", "Bug", "Epic", "Request", "Story"]
    assert faults(bench.ann.post(path(bench, BUG, "/move"), {"before_id": "typ_0000000000000000000000000Z"})) == {
        "/before_id": "unknown"
    }
    changed = bench.ann.patch(path(bench, BUG), {"name": "Defect", "color": None}).expect(200)
    assert (changed["name"], changed["color"], changed["icon"]) == ("Defect", None, "bug")
    told = [event["type"] for event in bench.service.events() if "task_type" in event["type"]]
    assert [name.split(".")[2] for name in told] == ["created", "moved", "moved", "updated"]


def test_a_name_is_one_types_alone_and_task_is_what_has_none(bench: Bench) -> None:
    assert bench.ann.post(f"{bench.team.w}/task-types", {"name": "bug"}).status == 409
    assert bench.ann.post(f"{bench.team.w}/task-types", {"name": " Task "}).status == 409
    assert bench.ann.patch(path(bench, STORY), {"name": "EPIC"}).status == 409
    bench.ann.patch(path(bench, STORY), {"name": "STORY"}).expect(200)
    bench.ann.delete(path(bench, EPIC)).expect(204)
    bench.ann.patch(path(bench, STORY), {"name": "Epic"}).expect(200)
    assert bench.ann.post(path(bench, EPIC, "/restore")).status == 409, "its name was taken"
    assert bench.ann.post(f"{bench.team.w}/task-types", {"name": "X", "icon": "unicorn"}).status == 400


def test_only_those_who_may_change_fields_change_types_and_everybody_sees_them(bench: Bench) -> None:
    ben = bench.team.join("Ben")
    assert ben.get(path(bench, BUG)).expect(200)["name"] == "Bug"
    assert ben.post(f"{bench.team.w}/task-types", {"name": "Mine"}).status == 403
    for method, rest, body in (
        ("PATCH", "", {"name": "Mine"}),
        ("DELETE", "", None),
        ("POST", "/archive", None),
        ("POST", "/merge", {"into_type_id": STORY}),
    ):
        assert ben.service.call(method, path(bench, BUG, rest), body, token=ben.token).status == 403
    assert listed(bench) == ["Bug", "Story", "Epic", "Request"]


def test_there_are_as_many_types_as_are_told_apart(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_types, "MAX_TYPES", 5)
    monkeypatch.setattr(change_types, "MAX_KEPT", 6)
    first = make(bench, "First")
    assert bench.ann.post(f"{bench.team.w}/task-types", {"name": "Second"}).status == 422
    bench.ann.delete(path(bench, first["id"])).expect(204)
    second = make(bench, "Second")
    assert bench.ann.post(path(bench, first["id"], "/restore")).status == 422
    bench.ann.delete(path(bench, second["id"])).expect(204)
    assert bench.ann.post(f"{bench.team.w}/task-types", {"name": "Third"}).status == 422, "both can be restored still"
    bench.service.clock.advance(days=31)
    bench.team.sign_in_again()
    make(bench, "Third")
    every = listed(bench, "filter[archived]=any&filter[trashed]=any")
    assert "First" not in every and "Second" in every, "what was deleted first is forgotten"


def test_a_task_has_a_type_and_is_listed_by_it(bench: Bench) -> None:
    bug, story, plain = (
        bench.task(title="Bug", type_id=BUG),
        bench.task(title="Story", type_id=STORY, due_at="2030-01-01T00:00:00Z"),
        bench.task(title="Plain"),
    )
    assert (bug["type_id"], story["type_id"], plain["type_id"]) == (BUG, STORY, None)
    here = f"filter[project_id]={bench.project['id']}&"
    assert tasks_of(bench, f"{here}filter[type_id]={BUG}") == ["Bug"]
    assert tasks_of(bench, f"{here}filter[type_id]=none") == ["Plain"]
    assert set(tasks_of(bench, f"{here}filter[type_id][in]={BUG},none")) == {"Bug", "Plain"}
    assert tasks_of(bench, f"filter[type_id]={STORY}") == ["Story"], "in the whole workspace, by due date"
    assert tasks_of(bench, "filter[type_id]=none") == ["Plain"]
    bench.ann.patch(bench.url(bug), {"type_id": STORY}).expect(200)
    assert tasks_of(bench, f"filter[type_id]={STORY}&sort=-due_at") == ["Bug", "Story"]
    assert tasks_of(bench, f"filter[type_id]={BUG}") == []
    bench.ann.patch(bench.url(bug), {"type_id": None}).expect(200)
    assert type_of(bench, bug) is None
    board = bench.ann.get(f"{bench.p}/board").expect(200)
    shown = {task["title"]: task["type_id"] for column in board["columns"] for task in column["tasks"]}
    assert shown == {"Bug": None, "Story": STORY, "Plain": None}
    history = bench.ann.get(bench.url(bug, "/history")).expect(200)["data"]
    changes = [(one["before"], one["after"]) for row in history for one in row["changes"] if one["field"] == "type_id"]
    assert changes == [(STORY, None), (BUG, STORY)]
    bench.ann.delete(bench.url(story)).expect(204)
    assert tasks_of(bench, f"filter[type_id]={STORY}") == []
    bench.ann.post(bench.url(story, "/restore")).expect(200)
    assert tasks_of(bench, f"filter[type_id]={STORY}") == ["Story"]


def test_only_types_of_the_workspace_that_are_not_archived_are_given(bench: Bench) -> None:
    foreign = make(a_bench(a_team(bench.service, "Eve", "Other")))["id"]
    task = bench.task(type_id=STORY)
    bench.ann.post(path(bench, STORY, "/archive")).expect(200)
    for type_id in (foreign, STORY):
        body = {"project_id": bench.project["id"], "title": "New", "type_id": type_id}
        assert faults(bench.ann.post(f"{bench.team.w}/tasks", body)) == {"/type_id": "unknown"}
    assert (
        bench.ann.patch(bench.url(task), {"title": "Still a story", "type_id": STORY}).expect(200)["type_id"] == STORY
    )
    assert "Story" not in listed(bench) and listed(bench, "filter[archived]=true") == ["Story"]
    bench.ann.post(path(bench, STORY, "/unarchive")).expect(200)
    bench.task(type_id=STORY)


def test_a_deleted_type_stays_with_its_tasks_and_comes_back(bench: Bench) -> None:
    task = bench.task(type_id=EPIC)
    bench.ann.delete(path(bench, EPIC)).expect(204)
    assert type_of(bench, task) == EPIC and bench.ann.get(path(bench, EPIC)).status == 410
    assert listed(bench, "filter[trashed]=true") == ["Epic"]
    assert "Epic" in listed(bench, "filter[archived]=any&filter[trashed]=any")
    assert bench.ann.patch(bench.url(bench.task()), {"type_id": EPIC}).status == 422
    bench.ann.patch(bench.url(task), {"title": "Changed otherwise"}).expect(200)
    assert bench.ann.post(path(bench, EPIC, "/restore")).expect(200)["deleted_at"] is None
    assert bench.ann.post(path(bench, EPIC, "/restore")).status == 409
    bench.ann.delete(path(bench, EPIC)).expect(204)
    bench.service.clock.advance(days=31)
    bench.team.sign_in_again()
    assert bench.ann.post(path(bench, EPIC, "/restore")).status == 410


def test_a_merged_types_tasks_have_the_other_one(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retype_tasks, "TASKS_AT_ONCE", 2)
    tasks = [bench.task(title=str(number), type_id=BUG) for number in range(5)]
    gone = bench.task(title="in the trash", type_id=BUG)
    bench.ann.delete(bench.url(gone)).expect(204)
    for into in (BUG, "typ_01JD4Y6QW8M3Z5T7V9X1B2C3D4"):
        assert faults(bench.ann.post(path(bench, BUG, "/merge"), {"into_type_id": into})) == {
            "/into_type_id": "unknown"
        }
    job = bench.ann.post(path(bench, BUG, "/merge"), {"into_type_id": STORY}).expect(202)
    bench.ann.post(path(bench, STORY, "/merge"), {"into_type_id": EPIC}).expect(202)
    bench.service.deliver(times=2, rounds=40)
    assert bench.ann.get(f"{bench.team.w}/jobs/{job['id']}").expect(200)["state"] == "succeeded"
    assert {type_of(bench, task) for task in tasks} == {EPIC}
    bench.ann.post(bench.url(gone, "/restore")).expect(200)
    bench.service.deliver(times=2, rounds=10)
    assert type_of(bench, gone) == EPIC, "what became of its type meanwhile became of it"


def test_a_project_says_which_types_it_takes_and_which_is_the_one_of_new_tasks(bench: Bench) -> None:
    old = bench.task(type_id=EPIC)
    changed = change_project(bench, type_ids=[BUG, STORY, BUG], default_type_id=BUG).expect(200)
    assert (changed["type_ids"], changed["default_type_id"]) == ([BUG, STORY], BUG)
    assert bench.task()["type_id"] == BUG and bench.task(type_id=None)["type_id"] is None
    assert faults(bench.ann.patch(bench.url(old), {"type_id": REQUEST})) == {"/type_id": "unknown"}
    bench.ann.patch(bench.url(old), {"type_id": EPIC, "title": "It keeps what it has"}).expect(200)
    assert faults(change_project(bench, default_type_id=EPIC)) == {"/default_type_id": "contradiction"}
    unknown = "typ_01JD4Y6QW8M3Z5T7V9X1B2C3D4"
    assert faults(change_project(bench, type_ids=[unknown, BUG])) == {"/type_ids/0": "unknown"}
    bench.ann.delete(path(bench, BUG)).expect(204)
    assert bench.task()["type_id"] is None, "a default that is gone is none"
    change_project(bench, name="The others stay as they are").expect(200)
    change_project(bench, type_ids=[], default_type_id=None).expect(200)
    assert bench.task(type_id=REQUEST)["type_id"] == REQUEST


def test_a_field_is_required_of_some_types(bench: Bench) -> None:
    cause = bench.define("text", "Cause")
    bench.use(cause, required_for=[BUG])
    pointer = f"/custom_fields/{cause['id']}"
    body = {"project_id": bench.project["id"], "title": "New", "type_id": BUG}
    assert faults(bench.ann.post(f"{bench.team.w}/tasks", body)) == {pointer: "required"}
    task = bench.task(title="Plain")
    assert faults(bench.ann.patch(bench.url(task), {"type_id": BUG})) == {pointer: "required"}
    given = {"type_id": BUG, "custom_fields": {cause["id"]: "A typo"}}
    bench.ann.patch(bench.url(task), given).expect(200)
    assert faults(bench.ann.patch(bench.url(task), {"custom_fields": {cause["id"]: None}})) == {pointer: "required"}
    bench.ann.patch(bench.url(task), {"type_id": None, "custom_fields": {cause["id"]: None}}).expect(200)
    assert bench.use(cause, required=False)["required_for"] == [BUG], "left out, it stays"
    use = {"required_for": ["typ_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]}
    answer = bench.ann.put(f"{bench.p}/custom-fields/{cause['id']}", use)
    assert faults(answer) == {"/required_for/0": "unknown"}


def test_types_cost_no_calls(bench: Bench) -> None:
    make(bench)
    task = bench.task(type_id=BUG)
    change_project(bench, type_ids=[BUG, STORY], default_type_id=STORY).expect(200)
    body = {"project_id": bench.project["id"], "title": "New"}
    assert costs(lambda: bench.ann.post(f"{bench.team.w}/tasks", body))[0] == 2
    assert costs(lambda: bench.ann.post(f"{bench.team.w}/tasks", {**body, "type_id": BUG}))[0] == 2
    changes = iter([STORY, BUG])
    assert costs(lambda: bench.ann.patch(bench.url(task), {"type_id": next(changes)}))[0] == 2
    assert calls(lambda: bench.ann.get(f"{bench.team.w}/tasks?filter[type_id]={BUG}")) == 2
    assert calls(lambda: bench.ann.get(f"{bench.team.w}/task-types")) == 1
    order = iter([BUG, None])
    assert calls(lambda: bench.ann.post(path(bench, EPIC, "/move"), {"before_id": next(order)})) == 2


def test_a_bulk_changes_the_types_of_many_and_undoes_it(bench: Bench) -> None:
    tasks = [bench.task(title=str(number)) for number in range(3)]
    operations = [{"op": "update", "task_ids": [one["id"] for one in tasks], "changes": {"type_id": BUG}}]
    answer = bench.ann.post(f"{bench.team.w}/bulk/tasks", {"operations": operations})
    answer.expect(200)
    assert {type_of(bench, task) for task in tasks} == {BUG}
    bench.ann.post(f"{bench.team.w}/change-sets/{answer.headers['OneTick-Change-Set']}/undo", {}).expect(200)
    assert {type_of(bench, task) for task in tasks} == {None}


def test_copies_and_templates_keep_the_type(bench: Bench) -> None:
    change_project(bench, type_ids=[BUG, STORY], default_type_id=BUG).expect(200)
    task = bench.task(title="Original", type_id=STORY)
    assert bench.ann.post(bench.url(task, "/duplicate"), {}).expect(201)["type_id"] == STORY
    bench.ann.post(f"{bench.p}/duplicate", {"name": "Copy", "key": "COPY"}).expect(202)
    bench.service.deliver(rounds=30)
    rows = bench.ann.get(f"{bench.team.w}/projects?q=copy").expect(200)["data"]
    assert (rows[0]["type_ids"], rows[0]["default_type_id"]) == ([BUG, STORY], BUG)
    copied = bench.ann.get(f"{bench.team.w}/tasks?filter[project_id]={rows[0]['id']}").expect(200)["data"]
    assert {row["type_id"] for row in copied} == {STORY}


def test_what_was_is_shown_as_it_was(bench: Bench) -> None:
    task = bench.task(type_id=BUG)
    bench.service.clock.advance(seconds=10)
    then = bench.service.clock().isoformat().replace("+00:00", "Z")
    bench.service.clock.advance(seconds=10)
    bench.ann.patch(path(bench, BUG), {"name": "Defect"}).expect(200)
    bench.ann.patch(bench.url(task), {"type_id": None}).expect(200)
    assert bench.ann.get(f"{bench.url(task)}?as_of={then}").expect(200)["type_id"] == BUG
    assert bench.ann.get(f"{path(bench, BUG)}?as_of={then}").expect(200)["name"] == "Bug"


def test_a_table_has_the_types_by_name_both_ways(bench: Bench) -> None:
    bench.task(title="A bug", type_id=BUG)
    [row] = table_of(exported(bench.ann, bench.team, bench.project, "csv")[1])
    assert row["Type"] == "Bug"
    content = b"Title,Issue type\nOne,bug\nTwo,Chore\nThree,Task\nFour,Ticket\n"
    target = bench.team.project("Target", "TGT")
    body = {
        "project_id": target["id"],
        "source": "csv",
        "file_name": "it.csv",
        "size": len(content),
        "types": {"Ticket": REQUEST},
    }
    made = bench.ann.post(f"{bench.team.w}/imports", body).expect(201)
    assert bench.service.objects.put(made["upload"]["url"], content, made["upload"]["headers"]) == 200
    bench.ann.post(f"{bench.team.w}/imports/{made['id']}/apply").expect(202)
    bench.service.deliver(rounds=30)
    found = bench.ann.get(f"{bench.team.w}/imports/{made['id']}").expect(200)["found"]
    assert (found["types"], found["unknown_types"]) == (["bug", "Chore", "Task", "Ticket"], ["Chore"])
    rows = bench.ann.get(f"{bench.team.w}/tasks?filter[project_id]={target['id']}").expect(200)["data"]
    types = {row["title"]: row["type_id"] for row in rows}
    assert types == {"One": BUG, "Two": None, "Three": None, "Four": REQUEST}


def test_an_archive_brings_the_types_that_are_missing(bench: Bench) -> None:
    own = make(bench, icon="flame", color="#eb5757")
    cause = bench.define("text", "Cause")
    bench.use(cause, required_for=[own["id"]])
    change_project(bench, type_ids=[own["id"], BUG], default_type_id=own["id"]).expect(200)
    bench.task(title="Down", custom_fields={cause["id"]: "Somebody"})
    bench.task(title="Wrong", type_id=BUG)
    content = taken_out(bench.ann, bench.team, bench.project)
    # As if by then it were another workspace: the type is gone, and its name is free.
    bench.ann.delete(path(bench, own["id"])).expect(204)
    target = bench.team.project("Target", "TGT")
    job, _ = brought_in(bench.ann, bench.team, target, content)
    assert job["state"] == "succeeded", job
    rows = bench.ann.get(f"{bench.team.w}/tasks?filter[project_id]={target['id']}").expect(200)["data"]
    by_title = {row["title"]: row["type_id"] for row in rows}
    again = bench.ann.get(path(bench, by_title["Down"])).expect(200)
    assert (again["name"], again["icon"], again["color"]) == ("Incident", "flame", "#eb5757")
    assert by_title["Wrong"] == BUG and again["id"] != own["id"]
    restored = bench.ann.get(f"{bench.team.w}/projects/{target['id']}").expect(200)
    assert (restored["type_ids"], restored["default_type_id"]) == ([again["id"], BUG], again["id"])
    fields = bench.ann.get(f"{bench.team.w}/projects/{target['id']}/custom-fields").expect(200)["data"]
    assert fields[0]["required_for"] == [again["id"]]


def test_what_was_done_to_types_is_undone_unless_somebody_did_more_since(bench: Bench) -> None:
    def undo(answer: Any) -> Any:
        change_set = answer.headers["OneTick-Change-Set"]
        return bench.ann.post(f"{bench.team.w}/change-sets/{change_set}/undo", {})

    before = bench.ann.get(f"{bench.team.w}/task-types").expect(200)["data"]
    moved = bench.ann.post(path(bench, REQUEST, "/move"), {"before_id": BUG})
    undo(moved).expect(200)
    renamed = bench.ann.patch(path(bench, BUG), {"name": "Defect", "color": None})
    undo(renamed).expect(200)
    undo(bench.ann.delete(path(bench, EPIC))).expect(200)
    assert bench.ann.get(f"{bench.team.w}/task-types").expect(200)["data"] == before
    renamed = bench.ann.patch(path(bench, BUG), {"name": "Defect"})
    bench.ann.patch(path(bench, BUG), {"name": "Fault"}).expect(200)
    undo(renamed)
    assert bench.ann.get(path(bench, BUG)).expect(200)["name"] == "Fault"


def test_a_merge_is_undone_with_its_tasks(bench: Bench) -> None:
    task = bench.task(type_id=BUG)
    answer = bench.ann.post(path(bench, BUG, "/merge"), {"into_type_id": STORY})
    answer.expect(202)
    bench.service.deliver(rounds=20)
    assert type_of(bench, task) == STORY
    change_set = answer.headers["OneTick-Change-Set"]
    bench.ann.post(f"{bench.team.w}/change-sets/{change_set}/undo", {})
    bench.service.deliver(rounds=20)
    assert type_of(bench, task) == BUG and "Bug" in listed(bench)
