"""A call of every writing route that changes something: who makes it, with which ids and which body."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from onetick.kernel import registry
from onetick.kernel.adapters.memory import MemoryTables, Snapshot
from onetick.kernel.entry import Route
from onetick.kernel.table import Item, TableName
from tests.service import PASSWORD, Answer, Person, invitation_token

from . import scenery
from .scene import Scene

ROUTES = {route.operation: route for route in registry.routes()}
WRITES = [route for route in ROUTES.values() if route.writes]
UNDOING = {"restore": "delete", "unarchive": "archive", "unassign": "assign"}


class Stage:
    """A populated scene that can be put back as it was."""

    def __init__(self, scene: Scene) -> None:
        assert isinstance(scene.service.tables, MemoryTables)
        self.scene = scene
        self.tables = scene.service.tables
        self._populated = self.tables.snapshot()
        self._files = scene.service.objects.snapshot()

    def reset(self, to: Snapshot | None = None) -> None:
        """Put back what was stored at a moment; without one, everything as it was when the scene was ready."""
        service = self.scene.service
        self.tables.restore(to or self._populated)
        service.objects.restore(self._files)
        if to is None:
            service.clock.offset = timedelta()
        service.count_as_delivered()

    def stored(self) -> list[Item]:
        """Every item of both tables."""
        return [item for table in TableName for item in self._of(table)]

    def kinds(self) -> Counter[str]:
        """How many items of each kind there are, rate limits aside."""
        return Counter(item.kind for item in self.stored() if item.kind != "bucket")

    def _of(self, table: TableName) -> Iterator[Item]:
        start = None
        while True:
            window = self.tables.scan(table, segment=0, segments=1, start=start, limit=1000)
            yield from window.items
            start = window.next
            if start is None:
                return


@dataclass(frozen=True)
class Effect:
    """A call that changes something."""

    scene: Scene
    route: Route
    by: Person | None
    body: Any
    ids: dict[str, str] = field(default_factory=dict)

    def call(self, key: str | None = None, **more: Any) -> Answer:
        """Make the call, with an Idempotency-Key or without one."""
        headers = {"Idempotency-Key": key} if key else {}
        return self.scene.call(
            self.route, self.by, ids=self.ids, if_match="*", headers=headers, **{"body": self.body, **more}
        )


def prepare(scene: Scene, route: Route) -> None:
    """Do first what the route undoes."""
    before = scenery.first().get(route.operation)
    for undoing, doing in UNDOING.items():
        if before is None and route.operation.startswith(undoing):
            before = route.operation.replace(undoing, doing)
    if before is not None:
        scene.call(ROUTES[before], scene.owner, if_match="*").expect(ROUTES[before].status)


def effect(scene: Scene, route: Route) -> Effect:
    """A call of the route that changes something, in a scene as it was populated."""
    prepare(scene, route)
    by, body, ids = _special().get(route.operation, _by_the_owner)(scene)
    return Effect(scene, route, None if route.public else by, body or scene.body(route, ids), ids)


# Most calls are the documented example, made by the owner. The others need somebody or something else.

Parts = tuple[Person, Any, dict[str, str]]


def _by_the_owner(scene: Scene) -> Parts:
    return scene.owner, None, {}


def _sign_in(scene: Scene) -> Parts:
    body = {"grant_type": "password", "email": scene.owner.email, "password": PASSWORD}
    return scene.owner, body, {}


def _end_another_sign_in(scene: Scene) -> Parts:
    return scene.owner, {"token": _signed_in_again(scene)}, {}


def _end_another_session(scene: Scene) -> Parts:
    known = scene.ids["session_id"]
    _signed_in_again(scene)
    sessions = scene.owner.get("/v1/me/sessions").expect(200)["data"]
    return scene.owner, None, {"session_id": next(one["id"] for one in sessions if one["id"] != known)}


def _end_all_others(scene: Scene) -> Parts:
    _signed_in_again(scene)
    return scene.owner, None, {}


def _ask_for_another_mail(scene: Scene) -> Parts:
    scene.service.clock.advance(minutes=2)
    return scene.owner, None, {}


def _set_a_forgotten_password(scene: Scene) -> Parts:
    scene.service.call("POST", "/v1/auth/password/forgot", {"email": scene.owner.email}).expect(204)
    return scene.owner, {"token": _mailed(scene, scene.owner, "reset"), "password": "another " + PASSWORD}, {}


def _prove_the_address(scene: Scene) -> Parts:
    return scene.owner, {"token": _mailed(scene, scene.owner, "verify")}, {}


def _move_before_the_first(scene: Scene) -> Parts:
    path = f"{scene.team.w}/projects/{scene.ids['project_id']}/sections"
    sections = scene.owner.get(path).expect(200)["data"]
    return scene.owner, {"before_id": sections[0]["id"]}, {}


def _give_another_role(scene: Scene) -> Parts:
    return scene.owner, {"role": "viewer"}, {}


def _make_an_admin(scene: Scene) -> Parts:
    return scene.owner, {"role": "ws_admin"}, {}


def _stop_watching(scene: Scene) -> Parts:
    scene.call(ROUTES["watchTask"], scene.owner).expect(200)
    return scene.owner, None, {}


def _accept(scene: Scene) -> Parts:
    dora = scene.service.person("Dora")
    scene.owner.post(f"{scene.team.w}/invitations", {"email": dora.email, "role": "member"}).expect(201)
    return dora, None, {"token": _mailed(scene, dora, "invitations")}


def _leave(scene: Scene) -> Parts:
    return scene.team.join("Dan"), None, {}


def _add_to_another_workspace(scene: Scene) -> Parts:
    other = scene.owner.post(f"{scene.team.o}/workspaces", {"name": "Other"}).expect(201)
    return scene.owner, None, {"workspace_id": other["id"]}


def _add_the_owner(scene: Scene) -> Parts:
    return scene.owner, None, {"user_id": scene.owner.id}


_SPECIAL: dict[str, Callable[[Scene], Parts]] = {
    "issueToken": _sign_in,
    "revokeToken": _end_another_sign_in,
    "revokeMySession": _end_another_session,
    "revokeMySessions": _end_all_others,
    "requestEmailVerification": _ask_for_another_mail,
    "resetPassword": _set_a_forgotten_password,
    "verifyEmail": _prove_the_address,
    "moveSection": _move_before_the_first,
    "putProjectMember": _give_another_role,
    "updateMember": _make_an_admin,
    "unwatchTask": _stop_watching,
    "acceptInvitation": _accept,
    "leaveOrganization": _leave,
    "leaveWorkspace": _leave,
    "addMember": _add_to_another_workspace,
    "putTeamMember": _add_the_owner,
}


def _special() -> dict[str, Callable[[Scene], Parts]]:
    return {**_SPECIAL, **scenery.effects()}


def _signed_in_again(scene: Scene) -> str:
    """The refresh token of another session of the owner's."""
    body = {"grant_type": "password", "email": scene.owner.email, "password": PASSWORD}
    tokens: dict[str, str] = scene.service.call("POST", "/v1/auth/token", body).expect(200)
    return tokens["refresh_token"]


def _mailed(scene: Scene, to: Person, kind: str) -> str:
    """The token of the link in the latest mail of a kind to somebody."""
    scene.service.deliver()
    mails = [mail.text for mail in scene.service.mails if mail.to == to.email and kind in mail.text]
    if kind == "invitations":
        return invitation_token(mails[-1])
    match = re.search(r"https?://\S+[/=]([A-Za-z0-9_.-]{20,})", mails[-1])
    assert match, mails[-1]
    return match[1]
