"""Who has a role in a project."""

from dataclasses import replace

import pytest

from functions.projects import (
    archive_project,
    get_project,
    list_project_members,
    put_project_member,
    remove_project_member,
    update_project,
)
from onetick.kernel import meter
from onetick.kernel.access import CustomRole, ProjectAccess, WorkspaceAccess, WorkspaceGrants
from onetick.kernel.ids import new_id
from onetick.projects.model import Project
from onetick.tenancy.model import Team

from .world import SINCE, Caller, World


def roles(caller: Caller, project_id: str) -> dict[str, str]:
    """The roles in a project by name."""
    rows = caller.call(list_project_members.handler, project_id=project_id).expect(200)["data"]
    return {row["name"]: row["role"] for row in rows}


def admins(world: World, project_id: str) -> int:
    """How many direct admins a project counts."""
    project: Project = world.find(Project, workspace_id=world.workspace_id, id=project_id)
    return project.admins


def a_team_of(world: World, *members: Caller) -> Team:
    """A stored team."""
    team = Team(
        org_id=world.org_id,
        workspace_id=world.workspace_id,
        id=new_id("tem"),
        name="Design",
        created_by=members[0].id,
        created_at=SINCE,
        updated_at=SINCE,
        members=tuple(member.id for member in members),
    )
    world.store(team)
    return team


def test_a_role_opens_a_private_project_and_taking_it_away_closes_it(world: World, ann: Caller) -> None:
    ben, made = world.joined("Ben"), world.project(ann, visibility="private")
    place = {"project_id": made["id"], "principal_id": ben.id}
    member = ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(200)
    assert (member["principal_id"], member["type"], member["role"]) == (ben.id, "user", "viewer")
    ben.call(get_project.handler, project_id=made["id"]).expect(200)
    assert roles(ben, made["id"]) == {"Ann": "admin", "Ben": "viewer"}
    assert ann.call(remove_project_member.handler, **place).status == 204
    ben.call(get_project.handler, project_id=made["id"]).expect(403)
    assert roles(ann, made["id"]) == {"Ann": "admin"}


def test_each_change_of_a_role_is_an_event_of_the_project(world: World, ann: Caller) -> None:
    ben, made = world.joined("Ben"), world.project(ann)
    place = {"project_id": made["id"], "principal_id": ben.id}
    start = len(world.events())
    ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(200)
    ann.call(put_project_member.handler, {"role": "editor"}, **place).expect(200)
    ann.call(put_project_member.handler, {"role": "editor"}, **place).expect(200)
    ann.call(remove_project_member.handler, **place)
    events = world.events()[start:]
    assert [(event["type"].split(".")[2], event["data"]["context"]) for event in events] == [
        ("member_added", {"principal_id": ben.id, "role": "viewer"}),
        ("member_role_changed", {"principal_id": ben.id, "from": "viewer", "to": "editor"}),
        ("member_removed", {"principal_id": ben.id}),
    ]
    assert [event["aggregateversion"] for event in events] == [2, 3, 4]
    assert {event["subject"] for event in events} == {f"project/{made['id']}"}


def test_a_team_gives_its_members_its_role(world: World, ann: Caller) -> None:
    made = world.project(ann, visibility="private")
    ben = world.joined("Ben")
    team = a_team_of(world, ben)
    grants = world.find(WorkspaceGrants, workspace_id=world.workspace_id, principal_id=ben.id)
    world.store(replace(grants, teams=(team.id,)))
    place = {"project_id": made["id"], "principal_id": team.id}
    member = ann.call(put_project_member.handler, {"role": "admin"}, **place).expect(200)
    assert (member["type"], member["name"]) == ("team", "Design")
    assert admins(world, made["id"]) == 1, "a team does not count as an admin"
    ben.call(update_project.handler, {"name": "Ours"}, project_id=made["id"]).expect(200)
    ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(200)
    ben.call(update_project.handler, {"name": "Mine"}, project_id=made["id"]).expect(403)
    assert ann.call(remove_project_member.handler, **place).status == 204
    ben.call(get_project.handler, project_id=made["id"]).expect(403)
    assert world.find(ProjectAccess, workspace_id=world.workspace_id, project_id=made["id"]).teams == {}


@pytest.mark.parametrize("principal", ["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "tem_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "x", "team"])
def test_only_members_of_the_workspace_and_its_teams_get_a_role(world: World, ann: Caller, principal: str) -> None:
    place = {"project_id": world.project(ann)["id"], "principal_id": principal}
    ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(404)
    ann.call(remove_project_member.handler, **place).expect(404)


def test_somebody_deactivated_gets_no_role(world: World, ann: Caller) -> None:
    ben = world.joined("Ben", status="deactivated")
    place = {"project_id": world.project(ann)["id"], "principal_id": ben.id}
    ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(404)


def test_the_last_admin_stays_unless_an_admin_of_the_workspace_decides(world: World, ann: Caller) -> None:
    made = world.project(ann)
    place = {"project_id": made["id"], "principal_id": ann.id}
    ann.call(put_project_member.handler, {"role": "editor"}, **place).expect(409)
    ann.call(remove_project_member.handler, **place).expect(409)
    ben = world.joined("Ben")
    ann.call(put_project_member.handler, {"role": "admin"}, project_id=made["id"], principal_id=ben.id).expect(200)
    assert admins(world, made["id"]) == 2
    ann.call(put_project_member.handler, {"role": "editor"}, **place).expect(200)
    assert admins(world, made["id"]) == 1
    boss = world.joined("Cat", "ws_admin")
    boss.call(remove_project_member.handler, project_id=made["id"], principal_id=ben.id)
    assert admins(world, made["id"]) == 0
    assert roles(boss, made["id"]) == {"Ann": "editor"}


def test_two_admins_who_demote_each_other_at_once_leave_one(world: World, ann: Caller) -> None:
    ben, made = world.joined("Ben"), world.project(ann)
    place = {"project_id": made["id"]}
    ann.call(put_project_member.handler, {"role": "admin"}, principal_id=ben.id, **place).expect(200)
    demotion = {"role": "viewer"}
    with world.overtaken(
        lambda: ben.call(put_project_member.handler, demotion, principal_id=ann.id, **place).expect(200)
    ):
        ann.call(put_project_member.handler, demotion, principal_id=ben.id, **place).expect(403)
    assert roles(ann, made["id"]) == {"Ann": "viewer", "Ben": "admin"}
    with world.overtaken(lambda: world.project(ben, key="OPS")):
        ben.call(remove_project_member.handler, principal_id=ben.id, **place).expect(409)
    assert admins(world, made["id"]) == 1


def test_editors_give_no_roles_and_no_custom_role_lets_them(world: World, ann: Caller) -> None:
    made = world.project(ann, member_access="edit")
    hirer = CustomRole(name="Hirer", permissions=("project:manage_members",))
    world.store(WorkspaceAccess(org_id=world.org_id, workspace_id=world.workspace_id, custom_roles={"rol_1": hirer}))
    ben = world.joined("Ben", custom_roles=("rol_1",), projects={made["id"]: "editor"})
    place = {"project_id": made["id"], "principal_id": ben.id}
    ben.call(put_project_member.handler, {"role": "admin"}, **place).expect(403)
    removal = ben.call(remove_project_member.handler, project_id=made["id"], principal_id=ann.id)
    assert removal.expect(403)["code"] == "forbidden"
    assert roles(ann, made["id"]) == {"Ann": "admin"}


def test_members_change_in_an_archived_project_too(world: World, ann: Caller) -> None:
    ben, made = world.joined("Ben"), world.project(ann)
    place = {"project_id": made["id"], "principal_id": ben.id}
    ann.call(put_project_member.handler, {"role": "editor"}, **place).expect(200)
    ann.call(archive_project.handler, project_id=made["id"]).expect(200)
    assert ann.call(remove_project_member.handler, **place).status == 204


def test_a_row_whose_person_left_the_workspace_can_be_taken_away(world: World, ann: Caller) -> None:
    ben, made = world.joined("Ben"), world.project(ann)
    place = {"project_id": made["id"], "principal_id": ben.id}
    ann.call(put_project_member.handler, {"role": "admin"}, **place).expect(200)
    world.drop(WorkspaceGrants, workspace_id=world.workspace_id, principal_id=ben.id)
    assert ann.call(remove_project_member.handler, **place).status == 204
    assert (roles(ann, made["id"]), admins(world, made["id"])) == ({"Ann": "admin"}, 1)


def test_one_person_has_a_role_in_at_most_500_projects(world: World, ann: Caller) -> None:
    made = world.project(ann)
    ben = world.joined("Ben", projects={new_id("prj"): "viewer" for _ in range(500)})
    place = {"project_id": made["id"], "principal_id": ben.id}
    problem = ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(422)
    assert problem["code"] == "quota_exceeded"
    assert roles(ann, made["id"]) == {"Ann": "admin"}


def test_members_are_listed_in_pages(world: World, ann: Caller) -> None:
    made = world.project(ann)
    for name in ("Ben", "Cat", "Dan"):
        place = {"project_id": made["id"], "principal_id": world.joined(name).id}
        ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(200)
    seen, query = [], "limit=2"
    while query:
        page = ann.call(list_project_members.handler, query=query, project_id=made["id"]).expect(200)
        seen += [row["name"] for row in page["data"]]
        cursor = page["page"]["next_cursor"]
        query = f"limit=2&cursor={cursor}" if cursor else ""
    assert sorted(seen) == ["Ann", "Ben", "Cat", "Dan"]


def test_giving_a_role_takes_one_read_and_one_transaction(world: World, ann: Caller) -> None:
    made, ben = world.project(ann), world.joined("Ben")
    place = {"project_id": made["id"], "principal_id": ben.id}
    ann.call(put_project_member.handler, {"role": "viewer"}, **place).expect(200)
    assert meter.snapshot().calls == 2
    ann.call(remove_project_member.handler, **place)
    assert meter.snapshot().calls == 2
    ann.call(list_project_members.handler, project_id=made["id"]).expect(200)
    ann.call(list_project_members.handler, project_id=made["id"]).expect(200)
    assert meter.snapshot().calls == 2
