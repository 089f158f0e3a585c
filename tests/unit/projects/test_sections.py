"""The sections of a project, and their order."""

from typing import Any

import pytest

from functions.projects import (
    archive_project,
    create_section,
    delete_project,
    delete_section,
    get_section,
    list_sections,
    move_section,
    update_section,
)
from onetick.kernel import meter
from onetick.kernel.ids import new_id
from onetick.kernel.table import Check, ConditionFailed, VersionIs
from onetick.projects.model import Outline, Section
from onetick.tasks.model import Summary
from onetick.tasks.rows import Placement

from .world import SINCE, Caller, World

NOWHERE = "sec_01JD4Y6QW8M3Z5T7V9X1B2C3D4"


def board(caller: Caller, project_id: str, query: str = "") -> list[dict[str, Any]]:
    """The sections of a project as they are listed."""
    rows: list[dict[str, Any]] = caller.call(list_sections.handler, query=query, project_id=project_id).expect(200)[
        "data"
    ]
    return rows


def a_placement(world: World, by: Caller, project_id: str, section_id: str) -> Placement:
    """A task's place in a section."""
    task = Summary(
        id=new_id("tsk"),
        code="WEB-1",
        title="Write it down",
        project_id=project_id,
        section_id=section_id,
        rank="a0",
        status="done",
        status_category="completed",
        reporter_id=by.id,
        created_by=by.id,
        created_at=SINCE,
        updated_at=SINCE,
        version=1,
    )
    return Placement(org_id=world.org_id, workspace_id=world.workspace_id, project_id=project_id, task=task)


def names(caller: Caller, project_id: str) -> list[str]:
    """The names of a project's sections, in order."""
    return [section["name"] for section in board(caller, project_id)]


def by_name(caller: Caller, project_id: str) -> dict[str, str]:
    """The ids of a project's sections by name."""
    return {section["name"]: section["id"] for section in board(caller, project_id)}


def test_a_new_section_comes_last_and_is_found_by_its_id(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    body = {"name": "Review", "status_id": "in_progress", "wip_limit": 3, "color": "#2f80ed"}
    made = ann.call(create_section.handler, body, project_id=project_id).expect(201)
    assert {name: made[name] for name in body} == body
    assert names(ann, project_id) == ["To do", "In progress", "Done", "Review"]
    assert ann.call(get_section.handler, section_id=made["id"]).expect(200) == made == board(ann, project_id)[3]


def test_both_copies_of_a_section_stay_the_same(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    ids = by_name(ann, project_id)
    ann.call(update_section.handler, {"name": "Doing", "wip_limit": 4}, section_id=ids["In progress"]).expect(200)
    ann.call(move_section.handler, {"after_id": ids["Done"]}, section_id=ids["To do"]).expect(200)
    outline: Outline = world.find(Outline, project_id=project_id)
    assert [section.name for section in outline.sections] == ["Doing", "Done", "To do"]
    assert [world.find(Section, id=section.id) for section in outline.sections] == list(outline.sections)


def test_changes_of_a_section_leave_the_rest_alone_and_null_clears(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    section_id = by_name(ann, project_id)["Done"]
    changed = ann.call(update_section.handler, {"status_id": None, "wip_limit": 9}, section_id=section_id).expect(200)
    assert (changed["name"], changed["status_id"], changed["wip_limit"], changed["version"]) == ("Done", None, 9, 2)
    ann.call(update_section.handler, {"name": None}, section_id=section_id).expect(400)
    stale = ann.call(update_section.handler, {"name": "x"}, section_id=section_id, headers={"If-Match": '"v1"'})
    assert stale.expect(412)["current_version"] == 2


@pytest.mark.parametrize("limit", [0, -1, 10_001, "5", 1.5])
def test_a_limit_of_work_is_a_sensible_whole_number(world: World, ann: Caller, limit: object) -> None:
    project_id = world.project(ann)["id"]
    answer = ann.call(create_section.handler, {"name": "x", "wip_limit": limit}, project_id=project_id)
    assert answer.expect(400)["errors"][0]["pointer"] == "/wip_limit"


def test_a_section_names_only_a_status_of_the_workflow(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    body = {"name": "x", "status_id": "nowhere"}
    problem = ann.call(create_section.handler, body, project_id=project_id).expect(422)
    assert problem["errors"][0]["pointer"] == "/status_id" and "todo" in problem["errors"][0]["message"]
    section_id = by_name(ann, project_id)["Done"]
    ann.call(update_section.handler, {"status_id": "nowhere"}, section_id=section_id).expect(422)


@pytest.mark.parametrize(
    ("moved", "place", "order"),
    [
        ("A", {"before_id": "C"}, "BACD"),
        ("A", {"after_id": "C"}, "BCAD"),
        ("A", {"after_id": "D"}, "BCDA"),
        ("D", {"before_id": "A"}, "DABC"),
        ("D", {"after_id": "A"}, "ADBC"),
        ("B", {"before_id": "C"}, "ABCD"),
        ("C", {"after_id": "B"}, "ABCD"),
    ],
)
def test_a_section_moves_next_to_another(
    world: World, ann: Caller, moved: str, place: dict[str, str], order: str
) -> None:
    project_id = world.project(ann)["id"]
    ids = by_name(ann, project_id)
    for old, new in zip(ids.values(), "ABC", strict=True):
        ann.call(update_section.handler, {"name": new}, section_id=old).expect(200)
    ann.call(create_section.handler, {"name": "D"}, project_id=project_id).expect(201)
    ids = by_name(ann, project_id)
    body = {name: ids[other] for name, other in place.items()}
    ann.call(move_section.handler, body, section_id=ids[moved]).expect(200)
    assert "".join(names(ann, project_id)) == order


def test_sections_added_and_moved_at_once_all_take_their_place(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    ids, boss = by_name(ann, project_id), world.joined("Cat", "ws_admin")
    first = {"after_id": ids["Done"]}
    with world.overtaken(lambda: boss.call(move_section.handler, first, section_id=ids["To do"]).expect(200)):
        ann.call(create_section.handler, {"name": "Last"}, project_id=project_id).expect(201)
    assert names(ann, project_id) == ["In progress", "Done", "To do", "Last"]


def test_a_move_tells_what_is_behind_the_section_now(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    ids = by_name(ann, project_id)
    ann.call(move_section.handler, {"after_id": ids["To do"]}, section_id=ids["Done"]).expect(200)
    event = world.events()[-1]
    assert event["type"] == "onetick.section.moved.v1"
    assert event["data"]["context"] == {"before_id": ids["In progress"]}
    assert (event["subject"], event["aggregateversion"]) == (f"section/{ids['Done']}", 2)
    count = len(world.events())
    ann.call(move_section.handler, {"after_id": ids["To do"]}, section_id=ids["Done"]).expect(200)
    assert len(world.events()) == count, "it is there already"


def test_a_move_names_one_other_section_of_the_same_project(world: World, ann: Caller) -> None:
    project_id, other = world.project(ann)["id"], world.project(ann, key="OPS")["id"]
    ids, foreign = by_name(ann, project_id), by_name(ann, other)
    for body in (
        {},
        {"before_id": ids["Done"], "after_id": ids["Done"]},
        {"before_id": ids["To do"]},
        {"before_id": NOWHERE},
        {"after_id": foreign["Done"]},
    ):
        ann.call(move_section.handler, body, section_id=ids["To do"]).expect(422)
    ann.call(move_section.handler, {"before_id": "first"}, section_id=ids["To do"]).expect(400)
    assert names(ann, project_id) == ["To do", "In progress", "Done"]


def test_an_empty_section_is_deleted_for_good(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    section_id = by_name(ann, project_id)["In progress"]
    assert ann.call(delete_section.handler, section_id=section_id).status == 204
    assert names(ann, project_id) == ["To do", "Done"]
    ann.call(get_section.handler, section_id=section_id).expect(404)
    event = world.events()[-1]
    assert (event["type"], event["subject"]) == ("onetick.section.deleted.v1", f"section/{section_id}")
    assert event["aggregateversion"] == 2


def test_a_section_with_a_task_in_it_stays(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    section_id = by_name(ann, project_id)["Done"]
    world.store(a_placement(world, ann, project_id, section_id))
    problem = ann.call(delete_section.handler, section_id=section_id).expect(409)
    assert "tasks" in problem["detail"]
    assert names(ann, project_id) == ["To do", "In progress", "Done"]


def test_the_last_section_stays(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    ids = list(by_name(ann, project_id).values())
    for section_id in ids[:2]:
        assert ann.call(delete_section.handler, section_id=section_id).status == 204
    ann.call(delete_section.handler, section_id=ids[2]).expect(409)


def test_of_a_deletion_and_a_task_that_enters_at_once_one_starts_again(world: World, ann: Caller) -> None:
    """A task requires the section as it read it, so it cannot enter one that goes."""
    project_id = world.project(ann)["id"]
    section_id = by_name(ann, project_id)["Done"]
    read: Section = world.find(Section, id=section_id)
    assert ann.call(delete_section.handler, section_id=section_id).status == 204
    with pytest.raises(ConditionFailed):
        world.tables.transact([Check(read.own_key, VersionIs(read.version))])


def test_a_project_has_at_most_100_sections(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    for number in range(97):
        ann.call(create_section.handler, {"name": f"S{number}"}, project_id=project_id).expect(201)
    problem = ann.call(create_section.handler, {"name": "more"}, project_id=project_id).expect(422)
    assert problem["code"] == "quota_exceeded"
    assert len(board(ann, project_id, "limit=100")) == 100


def test_a_page_goes_on_where_a_deleted_section_was(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    first = ann.call(list_sections.handler, query="limit=1", project_id=project_id).expect(200)
    assert ann.call(delete_section.handler, section_id=first["data"][0]["id"]).status == 204
    query = f"limit=1&cursor={first['page']['next_cursor']}"
    rest = ann.call(list_sections.handler, query=query, project_id=project_id).expect(200)
    assert [section["name"] for section in rest["data"]] == ["In progress"]


def test_a_page_goes_on_behind_the_last_section_shown_wherever_it_is(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    first = ann.call(list_sections.handler, query="limit=2", project_id=project_id).expect(200)
    assert [section["name"] for section in first["data"]] == ["To do", "In progress"]
    ids = by_name(ann, project_id)
    ann.call(move_section.handler, {"before_id": ids["To do"]}, section_id=ids["In progress"]).expect(200)
    query = f"limit=2&cursor={first['page']['next_cursor']}"
    rest = ann.call(list_sections.handler, query=query, project_id=project_id).expect(200)
    assert [section["name"] for section in rest["data"]] == ["To do", "Done"], "behind the last one that was shown"


def test_nothing_in_an_archived_project_changes(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    ids = by_name(ann, project_id)
    ann.call(archive_project.handler, project_id=project_id).expect(200)
    ann.call(create_section.handler, {"name": "x"}, project_id=project_id).expect(409)
    ann.call(update_section.handler, {"name": "x"}, section_id=ids["Done"]).expect(409)
    ann.call(move_section.handler, {"before_id": ids["To do"]}, section_id=ids["Done"]).expect(409)
    ann.call(delete_section.handler, section_id=ids["Done"]).expect(409)
    assert names(ann, project_id) == ["To do", "In progress", "Done"]


def test_a_section_of_a_deleted_project_and_of_another_workspace_is_not_there(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    section_id = by_name(ann, project_id)["Done"]
    stranger = world.another_workspace().joined("Ann", "ws_admin")
    stranger.call(get_section.handler, section_id=section_id).expect(404)
    stranger.call(update_section.handler, {"name": "x"}, section_id=section_id).expect(404)
    ann.call(delete_project.handler, project_id=project_id)
    ann.call(get_section.handler, section_id=section_id).expect(404)


def test_editors_do_not_change_the_board(world: World, ann: Caller) -> None:
    project_id = world.project(ann, member_access="edit")["id"]
    ben = world.joined("Ben")
    section_id = by_name(ben, project_id)["Done"]
    ben.call(create_section.handler, {"name": "x"}, project_id=project_id).expect(403)
    ben.call(update_section.handler, {"name": "x"}, section_id=section_id).expect(403)
    ben.call(move_section.handler, {"after_id": section_id}, section_id=section_id).expect(403)
    ben.call(delete_section.handler, section_id=section_id).expect(403)


def test_the_budgets_of_calls_are_kept(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    section_id = by_name(ann, project_id)["Done"]
    calls = []
    ann.call(list_sections.handler, project_id=project_id).expect(200)
    calls.append(meter.snapshot().calls)
    ann.call(create_section.handler, {"name": "x"}, project_id=project_id).expect(201)
    calls.append(meter.snapshot().calls)
    ann.call(get_section.handler, section_id=section_id).expect(200)
    calls.append(meter.snapshot().calls)
    assert calls == [1, 2, 2]


def test_a_section_that_the_process_saw_before_is_changed_in_two_calls(world: World, ann: Caller) -> None:
    project_id = world.project(ann)["id"]
    sections = by_name(ann, project_id)
    section_id, other_id = sections["Done"], sections["To do"]
    calls = []
    # The path does not name the project, so the first change reads it behind the section.
    for name in ("x", "y"):
        ann.call(update_section.handler, {"name": name}, section_id=section_id).expect(200)
        calls.append(meter.snapshot().calls)
    ann.call(move_section.handler, {"before_id": other_id}, section_id=section_id).expect(200)
    calls.append(meter.snapshot().calls)
    ann.call(delete_section.handler, section_id=section_id).expect(204)
    calls.append(meter.snapshot().calls)
    assert calls == [3, 2, 2, 3]


def test_where_a_section_was_seen_says_nothing_in_another_workspace(world: World, ann: Caller) -> None:
    section_id = by_name(ann, world.project(ann)["id"])["Done"]
    ann.call(update_section.handler, {"name": "x"}, section_id=section_id).expect(200)
    stranger = world.another_workspace().joined("Ann", "ws_admin")
    stranger.call(get_section.handler, section_id=section_id).expect(404)
    stranger.call(update_section.handler, {"name": "y"}, section_id=section_id).expect(404)
    ann.call(get_section.handler, section_id=section_id).expect(200)
