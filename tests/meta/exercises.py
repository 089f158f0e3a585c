"""Everything every entry does, in one organization: each route on its plain way, and what is off it.

`of_every_entry` is for tests that watch what entries ask for (see `spying`): a right that none of this
uses is one that nobody needs, or one that nobody tests.
"""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from functions.consumers.rescue_tasks import handler as rescue_tasks
from functions.identity.rotate_signing_keys import handler as rotate_signing_keys
from functions.operations.migrate_items import handler as migrate_items
from functions.schedules.announce_due_tasks import handler as announce_due_tasks
from functions.schedules.send_digests import handler as send_digests
from functions.streams.relay_events import handler as relay_events
from onetick.kernel import registry
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entry import Route
from onetick.kernel.ids import new_ulid
from onetick.kernel.triggers import Consumer
from onetick.tasks.model import Task
from tests.service import PASSWORD

from . import scenery
from .scene import Scene
from .spying import FakeServices, pending_version

FIRST = {
    "restoreComment": "deleteComment",
    "restoreProject": "deleteProject",
    "restoreRole": "deleteRole",
    "restoreTeam": "deleteTeam",
    "restoreWorkspace": "deleteWorkspace",
    "unarchiveProject": "archiveProject",
    "unassignRole": "assignRole",
    **scenery.first(),
}
"""What must have happened before a route has anything to do."""

BY_THE_MEMBER = {"leaveOrganization", "leaveWorkspace"}
"""What the organization's only owner may not do."""

ROUTES = {route.operation: route for route in registry.routes()}


def of_every_entry(scene: Scene, services: FakeServices) -> None:
    """Call everything; each route finds the scene as it was."""
    tables = scene.service.tables
    assert isinstance(tables, MemoryTables)
    scene.service.deliver()
    fresh, files = tables.snapshot(), scene.service.objects.snapshot()
    delivered = len(scene.service.events())

    def begin_anew() -> None:
        tables.restore(fresh)
        scene.service.objects.restore(files)
        scene.service._delivered = delivered

    for route in registry.routes():
        begin_anew()
        _plainly(scene, route)
        scene.service.deliver()
    for exercise in OFF_THE_PLAIN_WAY:
        begin_anew()
        exercise(scene)
        scene.service.deliver()
    begin_anew()
    _without_requests(scene, services)


def _plainly(scene: Scene, route: Route) -> None:
    """As documented, by whoever may do it; then by somebody without an organization, who may do little."""
    by = scene.member if route.operation in BY_THE_MEMBER else scene.owner
    if route.operation in FIRST:
        done = scene.call(ROUTES[FIRST[route.operation]], by, if_match="*")
        assert done.status < 300, done.text
    key = {"Idempotency-Key": new_ulid()} if route.writes else {}
    answer = scene.call(route, by, if_match="*", headers=key)
    if route.looks_back:
        yesterday = scene.service.clock() - timedelta(days=1)
        scene.call(route, by, query=f"?as_of={yesterday:%Y-%m-%dT%H:%M:%SZ}")
    assert answer.status < 300 or route.operation in REFUSED, f"{route.operation}: {answer.status} {answer.text}"
    if not route.public:
        scene.call(route, scene.service.person("Nemo"), if_match="*")


REFUSED = {
    "acceptInvitation": "It is for another address.",
    "explainAccess": "The documented example names somebody else.",
    "issueToken": "The documented example has another password.",
    "moveSection": "The documented example names another section.",
    "requestEmailVerification": "A mail was sent a moment ago.",
    "resetPassword": "The documented example's link is not valid.",
    "verifyEmail": "The documented example's link is not valid.",
    **scenery.refused(),
}
"""Documented examples that cannot work as they stand; what these routes do otherwise follows below, or in the story."""


def _request_a_mail_after_a_while(scene: Scene) -> None:
    scene.service.clock.advance(minutes=2)
    scene.owner.post("/v1/me/email-verification").expect(204)


def _move_a_section(scene: Scene) -> None:
    w = scene.team.w
    sections = scene.owner.get(f"{w}/projects/{scene.ids['project_id']}/sections").expect(200)["data"]
    path = f"{w}/sections/{scene.ids['section_id']}/move"
    scene.owner.post(path, {"before_id": sections[0]["id"]}).expect(200)


def _empty_a_section(scene: Scene) -> None:
    scene.owner.delete(f"{scene.team.w}/sections/{scene.ids['section_id']}").expect(204)


def _sign_in_and_use_a_token_twice(scene: Scene) -> None:
    ann = scene.owner
    body = {"grant_type": "password", "email": ann.email, "password": PASSWORD}
    signed = scene.service.call("POST", "/v1/auth/token", body).expect(200)
    renewal = {"grant_type": "refresh_token", "refresh_token": signed["refresh_token"]}
    scene.service.call("POST", "/v1/auth/token", renewal).expect(200)
    scene.service.clock.advance(minutes=1)
    assert scene.service.call("POST", "/v1/auth/token", renewal).status == 401


def _sign_out(scene: Scene) -> None:
    scene.member.post("/v1/auth/revoke", {"token": scene.member.refresh}).expect(204)


def _change_a_name(scene: Scene) -> None:
    scene.member.patch("/v1/me", {"name": "Benedict"}).expect(200)


def _put_somebody_into_a_workspace(scene: Scene) -> None:
    other = scene.owner.post(f"{scene.team.o}/workspaces", {"name": "Other"}).expect(201)
    path = f"/v1/workspaces/{other['id']}/members/{scene.member.id}"
    scene.owner.put(path, {"role": "member"}).expect(201)
    scene.owner.patch(path, {"role": "guest"}).expect(200)
    scene.owner.patch(path, {"role": "member"}).expect(200)


def _take_somebody_out_of_the_organization(scene: Scene) -> None:
    scene.owner.delete(f"{scene.team.o}/members/{scene.member.id}").expect(204)


def _list_deleted_roles(scene: Scene) -> None:
    scene.owner.get(f"{scene.team.w}/roles?trashed=true").expect(200)


def _lose_a_section_under_a_task(scene: Scene) -> None:
    """As if the task had entered in the very moment in which the section was deleted."""
    task = scene.team.task({"id": scene.ids["project_id"]}, section_id=scene.ids["section_id"])
    scene.service.deliver()
    place = {"project_id": scene.ids["project_id"], "id": scene.ids["section_id"]}
    _tell(scene, rescue_tasks, "onetick.section.deleted.v1", scene.ids["section_id"], resource=place)
    moved = scene.owner.get(f"{scene.team.w}/tasks/{task['id']}").expect(200)
    assert moved["section_id"] != scene.ids["section_id"]


OFF_THE_PLAIN_WAY: tuple[Callable[[Scene], None], ...] = (
    _change_a_name,
    _empty_a_section,
    _list_deleted_roles,
    _lose_a_section_under_a_task,
    _move_a_section,
    _put_somebody_into_a_workspace,
    _request_a_mail_after_a_while,
    _sign_in_and_use_a_token_twice,
    _sign_out,
    _take_somebody_out_of_the_organization,
    *scenery.exercises(),
)


def _without_requests(scene: Scene, services: FakeServices) -> None:
    """What the clock, the stream, a rotation and an operator start."""
    project = {"id": scene.ids["project_id"]}
    scene.team.task(project, due_at="2020-01-01T00:00:00Z", assignee_ids=[scene.member.id])
    scene.service.deliver()
    announce_due_tasks({}, None)
    scene.service.deliver()
    scene.service.clock.advance(days=2)
    send_digests({}, None)
    _relay()
    _rotate(services)
    _migrate()


def _relay() -> None:
    image = {"kind": {"S": "event"}, "doc": {"S": '{"cloudevent": {"type": "onetick.task.created.v1"}}'}}
    records = [
        {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "1", "NewImage": image}},
        {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "2", "NewImage": {}}},
    ]
    context = SimpleNamespace(invoked_function_arn="arn:aws:lambda:eu-central-1:123456789012:function:relay")
    assert relay_events({"Records": records}, context) == {"batchItemFailures": []}


def _rotate(services: FakeServices) -> None:
    version = pending_version(services)
    for step in ("createSecret", "setSecret", "testSecret", "finishSecret"):
        event = {"Step": step, "SecretId": "onetick-test/signing-keys", "ClientRequestToken": version}
        rotate_signing_keys(event, None)
    assert "AWSCURRENT" in services.versions[version][1]


def _migrate() -> None:
    """As if the shape of tasks had changed."""
    context = SimpleNamespace(get_remaining_time_in_millis=lambda: 900_000)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Task.kind, "schema", 2)
        patched.setattr(Task.kind, "upcasts", {1: lambda document: document})
        result = migrate_items({"kind": "task", "dry_run": False}, context)
    assert result["rewritten"] > 0
    migrate_items({"kind": "account"}, context)


def _tell(scene: Scene, consumer: Consumer, kind: str, aggregate: str, *, resource: Mapping[str, Any]) -> None:
    cloudevent = {
        "id": new_ulid(),
        "type": kind,
        "time": "2026-01-01T00:00:00Z",
        "tenantid": scene.ids["organization_id"],
        "workspaceid": scene.ids["workspace_id"],
        "actorid": scene.owner.id,
        "actortype": "user",
        "aggregateid": aggregate,
        "aggregateversion": 2,
        "data": {"resource": resource, "previous": {}, "changed": [], "context": {}},
    }
    record = {"messageId": new_ulid(), "body": json.dumps({"detail": cloudevent}), "attributes": {}}
    assert consumer({"Records": [record]}, None) == {"batchItemFailures": []}
