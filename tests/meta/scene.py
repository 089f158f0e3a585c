"""A populated organization in which every route can be called: an id for every path parameter, a body for every route.

Bodies are the examples of the OpenAPI document, so a documented example that does not work fails here.
"""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import quote

from infra import openapi
from onetick.kernel.access import OrgGrants
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entry import Route
from onetick.kernel.ids import OrgId, PrincipalId
from onetick.kernel.table import Put
from tests.meta import scenery
from tests.service import PASSWORD, Answer, Person, Service, Team, a_team, invitation_token


@dataclass
class Scene:
    """One organization with something of everything, and the ids of it by the name of the path parameter.

    `member` belongs to it beside the owner, and is whom ids of people name.
    """

    service: Service
    team: Team
    member: Person
    ids: dict[str, str]

    @property
    def owner(self) -> Person:
        """Who may do everything here."""
        return self.team.owner

    def path(self, route: Route, ids: dict[str, str] | None = None) -> str:
        """The route's path with the scene's ids in it; `ids` replaces some."""
        known = {**self.ids, **(ids or {})}
        return re.sub(r"\{(\w+)\}", lambda match: quote(known[match[1]], safe=""), route.path)

    def body(self, route: Route, ids: dict[str, str] | None = None) -> Any:
        """The documented example with the scene's ids in it; None for a route without a body."""
        operation = document()["paths"][route.path][route.method.lower()]
        if "requestBody" not in operation:
            return None
        example = operation["requestBody"]["content"]["application/json"]["example"]
        return with_ids(json.loads(json.dumps(example)), {**self.ids, **(ids or {})})

    def call(self, route: Route, by: Person | None, *, ids: dict[str, str] | None = None, **more: Any) -> Answer:
        """The route with the scene's ids and its documented body."""
        if "raw" not in more and "body" not in more:
            more["body"] = self.body(route, ids)
        path = self.path(route, ids) + more.pop("query", "")
        headers = {"If-Match": more.pop("if_match")} if "if_match" in more else {}
        headers |= more.pop("headers", {})
        token = by.token if by else None
        return self.service.call(route.method, path, token=token, headers=headers, **more)


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document of the code as it stands."""
    return openapi.document()


def populate(service: Service, owner: str = "Ann", name: str = "Acme") -> Scene:
    """A scene made through the public API."""
    team = a_team(service, owner, name)
    ann = team.owner
    ben = team.join("Ben")
    project = team.project(key="LAU" if name == "Acme" else "OTH")
    p = f"{team.w}/projects/{project['id']}"
    section = ann.post(f"{p}/sections", {"name": "Review"}).expect(201)
    role = ann.post(f"{team.w}/roles", {"name": "Planner", "permissions": ["project:create"]}).expect(201)
    group = ann.post(f"{team.w}/teams", {"name": "Writers"}).expect(201)
    ann.put(f"{team.w}/teams/{group['id']}/members/{ben.id}").expect(200)
    ann.put(f"{p}/members/{ben.id}", {"role": "editor"}).expect(200)
    update = ann.post(f"{p}/status-updates", {"health": "on_track", "text": "Fine"}).expect(201)
    token = ann.post("/v1/me/tokens", {"name": "ci", "scopes": ["read"]}).expect(201)
    carl = service.person("Carl")
    invitation = ann.post(f"{team.w}/invitations", {"email": carl.email, "role": "member"}).expect(201)
    service.deliver()
    link = invitation_token(service.mails[-1].text)
    task = team.task(project)
    comment = ann.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": f"Look, @{ben.id}"}).expect(201)
    service.deliver()
    [notification] = ben.get(f"{team.w}/notifications?limit=1").expect(200)["data"]
    sessions = ann.get("/v1/me/sessions").expect(200)["data"]
    ids = {
        "organization_id": team.organization_id,
        "workspace_id": team.workspace_id,
        "project_id": project["id"],
        "section_id": section["id"],
        "task_id": task["id"],
        "comment_id": comment["id"],
        "role_id": role["id"],
        "team_id": group["id"],
        "member_id": ben.id,
        "user_id": ben.id,
        "principal_id": ben.id,
        "update_id": update["id"],
        "status_update_id": update["id"],
        "token_id": token["id"],
        "invitation_id": invitation["id"],
        "session_id": sessions[-1]["id"],
        "notification_id": notification["id"],
        "token": link,
        "type": "onetick.task.created.v1",
        "version": "1",
        "target_workspace_id": team.workspace_id,
        "restored_workspace_id": team.workspace_id,
    }
    scene = Scene(service, team, ben, ids)
    scenery.furnish(scene)
    service.deliver()
    return scene


def without_rights(scene: Scene) -> Person:
    """Somebody who belongs to the organization and may do nothing in it."""
    person = scene.team.join("Nora")
    tables = scene.service.tables
    assert isinstance(tables, MemoryTables)
    org = OrgId(scene.team.organization_id)
    key = OrgGrants.key(org_id=org, principal_id=PrincipalId(person.id))
    grants = OrgGrants.kind.from_item(tables.get_many([key])[key])
    bare = replace(grants, roles=())
    tables.transact([Put(OrgGrants.kind.to_item(bare, version=2), None)])
    scene.owner.delete(f"{scene.team.w}/members/{person.id}")
    return person


def with_ids(value: Any, ids: dict[str, str]) -> Any:
    """A body with `ids` in the members that are named like path parameters."""
    if isinstance(value, dict):
        return {name: _one(name, part, ids) for name, part in value.items()}
    return [with_ids(part, ids) for part in value] if isinstance(value, list) else value


def _one(name: str, part: Any, ids: dict[str, str]) -> Any:
    if name.endswith("_id") and name in ids and isinstance(part, str):
        return ids[name]
    if name in ("assignee_ids", "watcher_ids") and isinstance(part, list):
        return [ids["user_id"]]
    if name in ("project_ids", "task_ids") and isinstance(part, list):
        return [ids[name.removesuffix("s")]]
    if name in ("password", "current_password"):
        return PASSWORD
    return with_ids(part, ids)
