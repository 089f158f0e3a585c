"""Projects made after others."""

from functions.projects import (
    archive_project,
    create_section,
    duplicate_project,
    get_workflow,
    list_project_members,
    list_sections,
    put_project_member,
    put_workflow,
    update_project,
)
from onetick.kernel.access import WorkspaceGrants
from onetick.projects.model import Project

from .test_members import a_team_of, roles
from .test_workflow import DOING, DONE, REVIEW, TODO
from .world import Caller, World

COPY = {"name": "Copy", "key": "COP"}


def test_a_copy_has_the_settings_workflow_sections_and_members(world: World, ann: Caller) -> None:
    ben, cat = world.joined("Ben"), world.joined("Cat")
    source = world.project(ann, visibility="private", color="#2f80ed", description="All of it.")
    place = {"project_id": source["id"]}
    team = a_team_of(world, cat)
    for principal, role in ((ben.id, "admin"), (team.id, "viewer")):
        ann.call(put_project_member.handler, {"role": role}, principal_id=principal, **place).expect(200)
    body = {"statuses": [TODO, DOING, REVIEW, DONE], "transitions": {"todo": ["done"]}}
    ann.call(put_workflow.handler, body, headers={"If-Match": '"v1"'}, **place).expect(200)
    ann.call(create_section.handler, {"name": "Review", "status_id": "review", "wip_limit": 2}, **place).expect(201)
    ann.call(archive_project.handler, **place).expect(200)

    copy = ben.call(duplicate_project.handler, COPY, **place).expect(201)
    for name in ("visibility", "member_access", "color", "description"):
        assert copy[name] == source[name]
    assert (copy["name"], copy["key"], copy["created_by"], copy["archived_at"]) == ("Copy", "COP", ben.id, None)
    assert copy["version"] == 1
    there = {"project_id": copy["id"]}
    workflow = ben.call(get_workflow.handler, **there).expect(200)
    assert ([status["id"] for status in workflow["statuses"]], workflow["transitions"]) == (
        ["todo", "in_progress", "review", "done"],
        {"todo": ["done"]},
    )
    sections = ben.call(list_sections.handler, **there).expect(200)["data"]
    assert [section["name"] for section in sections] == ["To do", "In progress", "Done", "Review"]
    originals = {section["id"] for section in ann.call(list_sections.handler, **place).json["data"]}
    assert originals.isdisjoint(section["id"] for section in sections)
    assert roles(ben, copy["id"]) == {"Ann": "admin", "Ben": "admin", "Design": "viewer"}
    stored: Project = world.find(Project, workspace_id=world.workspace_id, id=copy["id"])
    assert (stored.admins, stored.teams) == (2, {team.id: "viewer"})
    ann.call(update_project.handler, {"name": "Ours"}, **there).expect(200)
    [created] = [event for event in world.events() if event["data"]["context"].get("copied_from")]
    assert (created["type"], created["data"]["context"]["copied_from"]) == ("onetick.project.created.v1", source["id"])


def test_a_copy_without_members_belongs_to_whoever_made_it(world: World, ann: Caller) -> None:
    source, ben = world.project(ann), world.joined("Ben")
    copy = ben.call(duplicate_project.handler, {**COPY, "members": False}, project_id=source["id"]).expect(201)
    assert roles(ben, copy["id"]) == {"Ben": "admin"}


def test_nobody_copies_what_they_do_not_see_or_without_the_right_to_create(world: World, ann: Caller) -> None:
    secret = world.project(ann, visibility="private")
    world.joined("Ben").call(duplicate_project.handler, COPY, project_id=secret["id"]).expect(403)
    guest = world.joined("Gus", "guest", projects={secret["id"]: "viewer"})
    guest.call(duplicate_project.handler, COPY, project_id=secret["id"]).expect(403)


def test_members_who_left_the_workspace_are_not_copied(world: World, ann: Caller) -> None:
    source, ben = world.project(ann), world.joined("Ben")
    place = {"project_id": source["id"], "principal_id": ben.id}
    ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(200)
    world.drop(WorkspaceGrants, workspace_id=world.workspace_id, principal_id=ben.id)
    copy = ann.call(duplicate_project.handler, COPY, project_id=source["id"]).expect(201)
    assert roles(ann, copy["id"]) == {"Ann": "admin"}


def test_a_key_that_is_taken_makes_no_copy(world: World, ann: Caller) -> None:
    source = world.project(ann)
    count = len(world.events())
    ann.call(duplicate_project.handler, {"name": "Copy", "key": "WEB"}, project_id=source["id"]).expect(409)
    assert len(world.events()) == count


def test_a_project_too_large_for_one_transaction_is_refused_and_its_parts_are_not(world: World, ann: Caller) -> None:
    source = world.project(ann)
    for number in range(41):
        ann.call(create_section.handler, {"name": f"S{number}"}, project_id=source["id"]).expect(201)
    ann.call(duplicate_project.handler, COPY, project_id=source["id"], headers={"Idempotency-Key": "a"}).expect(201)
    ann.call(create_section.handler, {"name": "one more"}, project_id=source["id"]).expect(201)
    body = {"name": "Next", "key": "NEX"}
    problem = ann.call(duplicate_project.handler, body, project_id=source["id"]).expect(422)
    assert problem["code"] == "quota_exceeded" and "89" in problem["detail"]


def test_more_than_30_members_are_not_copied_at_once(world: World, ann: Caller) -> None:
    source = world.project(ann)
    for number in range(30):
        place = {"project_id": source["id"], "principal_id": world.joined(f"P{number}").id}
        ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(200)
    problem = ann.call(duplicate_project.handler, COPY, project_id=source["id"]).expect(422)
    assert "30" in problem["detail"]
    ann.call(list_project_members.handler, project_id=source["id"]).expect(200)
    ann.call(duplicate_project.handler, {**COPY, "members": False}, project_id=source["id"]).expect(201)
