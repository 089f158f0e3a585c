"""Whoever leaves a workspace leaves its projects."""

import json
from typing import Any

from functions.consumers import forget_project_members
from functions.projects import list_project_members, put_project_member
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.ids import new_ulid
from onetick.projects.model import Project
from onetick.tenancy.events import WORKSPACE_MEMBER_REMOVED

from .test_members import roles
from .world import Caller, World


def departure(world: World, person: Caller) -> dict[str, Any]:
    """The message that follows when somebody is removed from the workspace, whose grants go with it."""
    place = {"workspace_id": world.workspace_id, "principal_id": person.id}
    grants: WorkspaceGrants = world.find(WorkspaceGrants, **place)
    world.drop(WorkspaceGrants, **place)
    event = {
        "id": new_ulid(),
        "type": WORKSPACE_MEMBER_REMOVED.wire_type,
        "time": "2026-11-20T09:00:00.000Z",
        "tenantid": world.org_id,
        "workspaceid": world.workspace_id,
        "actorid": "usr_boss",
        "actortype": "user",
        "aggregateid": person.id,
        "aggregateversion": grants.version + 1,
        "data": {
            "resource": WORKSPACE_MEMBER_REMOVED.view(grants).model_dump(mode="json"),
            "previous": {},
            "changed": [],
            "context": {"source": "workspace"},
        },
    }
    return {"messageId": new_ulid(), "body": json.dumps({"detail": event}), "attributes": {}}


def deliver(message: dict[str, Any]) -> None:
    """Hand a message to the consumer."""
    assert forget_project_members.handler({"Records": [message]}, None) == {"batchItemFailures": []}


def join(ann: Caller, ben: Caller, project: dict[str, Any], role: str = "admin") -> None:
    """Give Ben a role."""
    path = {"project_id": project["id"], "principal_id": ben.id}
    ann.call(put_project_member.handler, {"role": role}, **path).expect(200)


def test_whoever_left_the_workspace_is_off_the_lists_of_its_projects_once(world: World, ann: Caller) -> None:
    ben = world.joined("Ben")
    projects = [world.project(ann, key=f"P{number}") for number in range(27)]
    for project in projects:
        join(ann, ben, project)
    start = len(world.events())
    message = departure(world, ben)
    deliver(message)
    deliver(message)
    for project in projects:
        assert roles(ann, project["id"]) == {"Ann": "admin"}
        stored: Project = world.find(Project, workspace_id=world.workspace_id, id=project["id"])
        assert stored.admins == 1
    events = world.events()[start:]
    assert {event["type"] for event in events} == {"onetick.project.member_removed.v1"}
    assert sorted(event["aggregateid"] for event in events) == sorted(project["id"] for project in projects)


def test_whoever_came_back_meanwhile_keeps_the_new_role(world: World, ann: Caller) -> None:
    ben, project = world.joined("Ben"), world.project(ann)
    join(ann, ben, project, "admin")
    message = departure(world, ben)
    world.store(
        WorkspaceGrants(
            org_id=world.org_id,
            workspace_id=world.workspace_id,
            principal_id=ben.id,
            joined_at=world.clock(),
            role="member",
            name="Ben",
        )
    )
    join(ann, ben, project, "viewer")
    deliver(message)
    assert roles(ann, project["id"]) == {"Ann": "admin", "Ben": "viewer"}
    stored: Project = world.find(Project, workspace_id=world.workspace_id, id=project["id"])
    assert stored.admins == 1


def test_a_departure_without_projects_changes_nothing(world: World, ann: Caller) -> None:
    project = world.project(ann)
    count = len(world.events())
    deliver(departure(world, world.joined("Ben")))
    assert len(world.events()) == count
    ann.call(list_project_members.handler, project_id=project["id"]).expect(200)
