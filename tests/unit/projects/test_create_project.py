"""Projects come into being."""

from typing import Any

from functions.projects import create_project
from onetick.kernel import meter
from onetick.kernel.access import OrgGrants, ProjectAccess, WorkspaceGrants
from onetick.kernel.ids import PrincipalId, new_id
from onetick.projects.model import Outline, Project, ProjectMember, Section, Workflow

from .world import SINCE, Caller, World


def test_a_new_project_has_its_creator_as_admin(world: World, ann: Caller) -> None:
    made = world.project(ann)
    grants = world.find(WorkspaceGrants, workspace_id=world.workspace_id, principal_id=ann.id)
    assert grants.projects == {made["id"]: "admin"}
    member = world.find(ProjectMember, project_id=made["id"], principal_id=ann.id)
    assert (member.role, member.type, member.name) == ("admin", "user", "Ann")


def test_a_new_project_has_the_default_workflow_and_a_section_for_each_status(world: World, ann: Caller) -> None:
    made = world.project(ann)
    workflow = world.find(Workflow, project_id=made["id"])
    assert [(status.name, status.category) for status in workflow.statuses] == [
        ("To do", "unstarted"),
        ("In progress", "started"),
        ("Done", "completed"),
    ]
    assert workflow.allows("done", "todo") and workflow.initial.id == "todo"
    outline = world.find(Outline, project_id=made["id"])
    assert [(section.name, section.status_id) for section in outline.sections] == [
        ("To do", "todo"),
        ("In progress", "in_progress"),
        ("Done", "done"),
    ]
    assert [world.find(Section, id=section.id) for section in outline.sections] == list(outline.sections)


def test_a_project_is_public_to_look_at_unless_asked_otherwise(world: World, ann: Caller) -> None:
    made = world.project(ann)
    assert (made["visibility"], made["member_access"]) == ("public", "view")
    other = world.project(ann, key="OPS", visibility="private", member_access="edit")
    place = {"workspace_id": world.workspace_id}
    access = world.find(ProjectAccess, **place, project_id=other["id"])
    assert (access.visibility, access.member_access) == ("private", "edit")
    assert world.find(Project, **place, id=made["id"]).code == made["key"] == "WEB"


def test_a_key_belongs_to_one_project_of_the_workspace(world: World, ann: Caller) -> None:
    world.project(ann)
    problem = world.joined("Ben").call(create_project.handler, {"name": "Other", "key": "WEB"}).expect(409)
    assert problem["code"] == "conflict"
    assert "WEB" in problem["detail"]


def test_the_events_say_everything_that_came_into_being(world: World, ann: Caller) -> None:
    made = world.project(ann)
    events = world.events()
    assert sorted(event["type"] for event in events) == [
        "onetick.project.created.v1",
        "onetick.project.member_added.v1",
        *["onetick.section.created.v1"] * 3,
        "onetick.workflow.created.v1",
    ]
    [added] = [event for event in events if "member_added" in event["type"]]
    assert (added["subject"], added["aggregateversion"]) == (f"project/{made['id']}", 1)
    assert added["data"]["context"] == {"principal_id": ann.id, "role": "admin"}


def test_creating_takes_one_read_and_one_transaction(world: World, ann: Caller) -> None:
    world.project(ann)
    world.project(ann, key="OPS")
    assert meter.snapshot().calls == 2


def test_the_same_call_twice_at_once_answers_the_same(world: World, ann: Caller) -> None:
    body, key = {"name": "Website", "key": "WEB"}, {"Idempotency-Key": "once"}
    first: list[Any] = []
    with world.overtaken(lambda: first.append(ann.call(create_project.handler, body, headers=key))):
        second = ann.call(create_project.handler, body, headers=key)
    assert second.expect(201) == first[0].expect(201)
    assert second.headers["Idempotent-Replayed"] == "true"


def test_of_two_projects_with_one_key_at_once_one_is_made(world: World, ann: Caller) -> None:
    ben, body = world.joined("Ben"), {"name": "Website", "key": "WEB"}
    with world.overtaken(lambda: ben.call(create_project.handler, body).expect(201)):
        ann.call(create_project.handler, body).expect(409)


def test_two_projects_of_one_person_at_once_are_both_made(world: World, ann: Caller) -> None:
    made: list[str] = []
    with world.overtaken(lambda: made.append(world.project(ann, key="OPS")["id"])):
        made.append(world.project(ann)["id"])
    grants = world.find(WorkspaceGrants, workspace_id=world.workspace_id, principal_id=ann.id)
    assert grants.projects == dict.fromkeys(made, "admin")


def test_a_project_belongs_to_a_member_of_the_workspace(world: World) -> None:
    owner = PrincipalId(new_id("usr"))
    world.store(OrgGrants(org_id=world.org_id, principal_id=owner, joined_at=SINCE, roles=("owner",)))
    problem = Caller(world, owner).call(create_project.handler, {"name": "Mine", "key": "MINE"}).expect(409)
    assert "member" in problem["detail"]
