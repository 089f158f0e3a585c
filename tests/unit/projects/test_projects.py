"""Projects through their life: seen, changed, archived, deleted, restored."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from functions.projects import (
    archive_project,
    delete_project,
    get_project,
    list_projects,
    put_project_member,
    restore_project,
    unarchive_project,
    update_project,
)
from onetick.kernel import meter
from onetick.kernel.access import ProjectAccess
from onetick.kernel.table import Item, Key
from tests.service import Answer

from .world import Caller, World


def names(caller: Caller, query: str = "") -> list[str]:
    """The names in one page of projects."""
    return [project["name"] for project in caller.call(list_projects.handler, query=query).expect(200)["data"]]


def test_a_member_sees_a_public_project_and_nobody_but_its_members_a_private_one(world: World, ann: Caller) -> None:
    ben = world.joined("Ben")
    public, private = world.project(ann), world.project(ann, key="SEC", visibility="private")
    ben.call(get_project.handler, project_id=public["id"]).expect(200)
    problem = ben.call(get_project.handler, project_id=private["id"]).expect(403)
    assert problem["code"] == "forbidden"
    ann.call(get_project.handler, project_id=private["id"]).expect(200)


def test_a_project_of_another_workspace_is_not_there(world: World, ann: Caller) -> None:
    made = world.project(ann)
    elsewhere = world.another_workspace()
    ann_there = elsewhere.joined("Ann", "ws_admin")
    problem = ann_there.call(get_project.handler, project_id=made["id"]).expect(404)
    nowhere = ann_there.call(get_project.handler, project_id="prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4").expect(404)
    assert problem["detail"] == nowhere["detail"]


def test_changes_leave_other_fields_alone_and_null_takes_the_colour_away(world: World, ann: Caller) -> None:
    made = world.project(ann, color="#2f80ed", description="All of it.")
    changed = ann.call(update_project.handler, {"name": "Site", "color": None}, project_id=made["id"]).expect(200)
    assert (changed["name"], changed["color"], changed["description"]) == ("Site", None, "All of it.")
    assert changed["version"] == made["version"] + 1
    event = world.events()[-1]
    assert event["type"] == "onetick.project.updated.v1"
    assert event["data"]["previous"] == {"name": "Website", "color": "#2f80ed"}


@pytest.mark.parametrize(
    "body",
    [
        {"name": None},
        {"name": "  "},
        {"name": "x" * 121},
        {"key": "NEW"},
        {"visibility": "secret"},
        {"color": "red"},
        {"description": "x" * 10_001},
        {"version": 7},
    ],
)
def test_changes_that_make_no_sense_are_refused(world: World, ann: Caller, body: dict[str, Any]) -> None:
    made = world.project(ann)
    problem = ann.call(update_project.handler, body, project_id=made["id"]).expect(400)
    assert problem["errors"][0]["pointer"] == f"/{next(iter(body))}"
    assert ann.call(get_project.handler, project_id=made["id"]).json == made


def test_a_change_that_changes_nothing_writes_nothing(world: World, ann: Caller) -> None:
    made = world.project(ann)
    before = len(world.events())
    assert ann.call(update_project.handler, {"name": "Website"}, project_id=made["id"]).expect(200) == made
    assert len(world.events()) == before


def test_a_change_from_an_old_version_is_refused(world: World, ann: Caller) -> None:
    made = world.project(ann)
    ann.call(update_project.handler, {"name": "One"}, project_id=made["id"]).expect(200)
    old = {"If-Match": '"v1"'}
    problem = ann.call(update_project.handler, {"name": "Two"}, project_id=made["id"], headers=old).expect(412)
    assert problem["current_version"] == 2


def test_visibility_takes_effect_with_the_change(world: World, ann: Caller) -> None:
    ben, made = world.joined("Ben"), world.project(ann)
    ann.call(update_project.handler, {"visibility": "private"}, project_id=made["id"]).expect(200)
    ben.call(get_project.handler, project_id=made["id"]).expect(403)
    changes = {"visibility": "public", "member_access": "edit"}
    ann.call(update_project.handler, changes, project_id=made["id"]).expect(200)
    ben.call(get_project.handler, project_id=made["id"]).expect(200)
    access = world.find(ProjectAccess, workspace_id=world.workspace_id, project_id=made["id"])
    assert (access.visibility, access.member_access) == ("public", "edit")


def test_only_admins_of_the_project_and_of_the_workspace_change_it(world: World, ann: Caller) -> None:
    made = world.project(ann, member_access="edit")
    world.joined("Ben").call(update_project.handler, {"name": "Mine"}, project_id=made["id"]).expect(403)
    world.joined("Cat", "ws_admin").call(update_project.handler, {"name": "Ours"}, project_id=made["id"]).expect(200)


def test_a_list_holds_what_the_caller_sees_oldest_first(world: World, ann: Caller) -> None:
    ben = world.joined("Ben")
    for key, more in (("AA", {}), ("BB", {"visibility": "private"}), ("CC", {})):
        world.project(ann, key=key, name=key, **more)
    assert names(ann) == ["AA", "BB", "CC"]
    assert names(ben) == ["AA", "CC"]
    assert names(world.joined("Cat", "ws_admin")) == ["AA", "BB", "CC"]
    assert names(world.joined("Dan", "guest")) == []


def test_a_guest_lists_the_projects_shared_with_them_page_by_page(world: World, ann: Caller) -> None:
    guest = world.joined("Gus", "guest")
    for number in range(5):
        made = world.project(ann, key=f"P{number}", name=f"P{number}", visibility="private")
        if number != 2:
            place = {"project_id": made["id"], "principal_id": guest.id}
            ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(200)
    first = guest.call(list_projects.handler, query="limit=3").expect(200)
    assert [project["name"] for project in first["data"]] == ["P0", "P1", "P3"]
    second = guest.call(list_projects.handler, query=f"limit=3&cursor={first['page']['next_cursor']}").expect(200)
    assert [project["name"] for project in second["data"]] == ["P4"]
    assert second["page"] == {"next_cursor": None, "has_more": False}


def test_a_list_is_filtered_by_archive_visibility_and_beginning(world: World, ann: Caller) -> None:
    world.project(ann, key="AA", name="Apples")
    world.project(ann, key="AP", name="Pears", visibility="private")
    old = world.project(ann, key="CC", name="Apricots")
    ann.call(archive_project.handler, project_id=old["id"]).expect(200)
    assert names(ann) == ["Apples", "Pears"]
    assert names(ann, "archived=true") == ["Apricots"]
    assert names(ann, "archived=any") == ["Apples", "Pears", "Apricots"]
    assert names(ann, "visibility=private") == ["Pears"]
    assert names(ann, "q=ap&archived=any") == ["Apples", "Pears", "Apricots"]
    assert names(ann, "q=apr&archived=any") == ["Apricots"]
    problem = ann.call(list_projects.handler, query="archive=true").expect(400)
    assert "archived" in problem["errors"][0]["message"]


def test_an_archived_project_is_seen_and_not_changed_until_it_is_unarchived(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    archived = ann.call(archive_project.handler, **place).expect(200)
    assert archived["archived_at"]
    problem = ann.call(update_project.handler, {"name": "x"}, **place).expect(409)
    assert "archived" in problem["detail"]
    ann.call(archive_project.handler, **place).expect(409)
    ann.call(get_project.handler, **place).expect(200)
    assert ann.call(unarchive_project.handler, **place).expect(200)["archived_at"] is None
    ann.call(unarchive_project.handler, **place).expect(409)
    ann.call(update_project.handler, {"name": "x"}, **place).expect(200)


def test_a_deleted_project_is_gone_listed_in_the_trash_and_comes_back(world: World, ann: Caller) -> None:
    made = world.project(ann)
    place = {"project_id": made["id"]}
    assert ann.call(delete_project.handler, **place).status == 204
    assert ann.call(get_project.handler, **place).expect(410)["code"] == "gone"
    assert world.find(ProjectAccess, workspace_id=world.workspace_id, project_id=made["id"]).deleted
    assert (names(ann), names(ann, "trashed=true")) == ([], ["Website"])
    ann.call(delete_project.handler, **place).expect(410)
    restored = ann.call(restore_project.handler, **place).expect(200)
    assert {**restored, "version": 0, "updated_at": ""} == {**made, "version": 0, "updated_at": ""}
    assert names(ann) == ["Website"]
    ann.call(restore_project.handler, **place).expect(409)


def test_the_trash_keeps_a_project_for_30_days(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    ann.call(delete_project.handler, **place)
    assert names(ann, "trashed=true") == ["Website"]
    world.clock.advance(days=30, seconds=1)
    assert names(ann, "trashed=true") == []
    ann.call(restore_project.handler, **place).expect(410)


def test_an_archived_project_can_be_deleted_and_comes_back_archived(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    ann.call(archive_project.handler, **place).expect(200)
    ann.call(delete_project.handler, **place)
    assert ann.call(restore_project.handler, **place).expect(200)["archived_at"]


def test_a_token_limited_to_looking_cannot_delete(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    looking = Caller(world, ann.id, frozenset({"read"}))
    looking.call(get_project.handler, **place).expect(200)
    looking.call(delete_project.handler, **place).expect(403)


def test_the_budgets_of_calls_are_kept(world: World, ann: Caller) -> None:
    ben, made = world.joined("Ben"), world.project(ann)
    ben.call(list_projects.handler).expect(200)
    calls = {}
    ben.call(get_project.handler, project_id=made["id"]).expect(200)
    calls["get"] = meter.snapshot().calls
    ben.call(list_projects.handler).expect(200)
    calls["list"] = meter.snapshot().calls
    ann.call(update_project.handler, {"visibility": "private"}, project_id=made["id"]).expect(200)
    calls["update"] = meter.snapshot().calls
    assert calls == {"get": 1, "list": 2, "update": 2}


def test_a_call_that_reads_what_its_own_twin_did_answers_like_it(world: World, ann: Caller) -> None:
    place, key = {"project_id": world.project(ann)["id"]}, {"Idempotency-Key": "once"}
    first: list[Answer] = []
    get_many = world.tables.get_many

    def torn(keys: Sequence[Key], *, consistent: bool = True) -> Mapping[Key, Item]:
        """Reading many items is not one moment: the twin commits behind the look at the idempotency record."""
        record = get_many([one for one in keys if "#idempotency#" in one.pk])
        if not first:
            first.append(Answer(0, {}, ""))
            first[0] = ann.call(archive_project.handler, headers=key, **place)
        return {**get_many([one for one in keys if "#idempotency#" not in one.pk]), **record}

    world.tables.get_many = torn  # type: ignore[method-assign]
    second = ann.call(archive_project.handler, headers=key, **place)
    assert second.expect(200) == first[0].expect(200)
    ann.call(archive_project.handler, **place).expect(409)
