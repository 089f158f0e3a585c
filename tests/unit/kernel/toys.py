"""A toy area: boxes in a workspace, with routes that use every part of the pipeline."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from onetick.kernel import grants as may
from onetick.kernel.access import OrgGrants, WorkspaceAccess, WorkspaceGrants
from onetick.kernel.entity import Entity, entity
from onetick.kernel.entry import Route, route
from onetick.kernel.events import EventType
from onetick.kernel.fields import Body, Name, View
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId, new_id
from onetick.kernel.paging import Page, Paging
from onetick.kernel.patterns import Pattern
from onetick.kernel.principal import Principal
from onetick.kernel.runtime import runtime
from onetick.kernel.table import Put, TableName
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work

ORG, OTHER_ORG = OrgId("org_1"), OrgId("org_2")
WORKSPACE = WorkspaceId("wsp_1")
ANN, BEN = PrincipalId("usr_ann"), PrincipalId("usr_ben")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def _add_colour(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "colour": "grey"}


@entity(
    "toy_box",
    schema=2,
    upcasts={1: _add_colour},
    pk="{org_id}#toy#{workspace_id}",
    sk="box#{id}",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Entity):
    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    name: str
    colour: str = "grey"
    created_by: PrincipalId = ANN
    deleted_at: datetime | None = None


class BoxView(View):
    id: str
    name: str
    colour: str
    version: int


class NewBox(Body):
    name: Name
    count: int = 0


BOX_MADE = EventType("toy.made", Box, BoxView.model_validate)
BOX_RENAMED = EventType("toy.renamed", Box, BoxView.model_validate)
BOXES = Pattern("The boxes of a workspace", Box, pk="{org_id}#toy#{workspace_id}", prefix="box#")


def _key(at: Arrival) -> Any:
    return Box.key(org_id=at.org, workspace_id=at.workspace, id=at.path["box_id"])


box_of_path = Target("box", Box, lambda at: [_key(at)])
W = "/v1/workspaces/{workspace_id}"


@route("POST", f"{W}/boxes", can="project:create", endpoint="C", emits=[BOX_MADE], status=201)
def make_box(work: Work, body: NewBox) -> BoxView:
    """Make a box."""
    assert work.org_id is not None and work.workspace_id is not None
    box = Box(org_id=work.org_id, workspace_id=work.workspace_id, id=new_id("box"), name=body.name)
    made = work.create(box)
    work.emit(BOX_MADE, made)
    return BoxView.model_validate(made)


@route("PATCH", f"{W}/boxes/{{box_id}}", can="workspace:manage", endpoint="C", on=box_of_path, emits=[BOX_RENAMED])
def rename_box(work: Work, box: Box, body: NewBox) -> BoxView:
    """Rename a box."""
    renamed = work.save(replace(box, name=body.name))
    work.emit(BOX_RENAMED, renamed, before=box)
    return BoxView.model_validate(renamed)


@route("GET", f"{W}/boxes/{{box_id}}", can="workspace:view", endpoint="A", on=box_of_path)
def read_box(box: Box) -> BoxView:
    """Read a box."""
    return BoxView.model_validate(box)


@route("GET", f"{W}/boxes", can="workspace:view", endpoint="B", grants=[may.query(TableName.TENANT)])
def list_boxes(work: Work, paging: Paging) -> Page[BoxView]:
    """List boxes."""
    page = work.page(BOXES.of(org_id=work.org_id, workspace_id=work.workspace_id), paging)
    return Page([BoxView.model_validate(box) for box in page.data], page.next_cursor)


@route("POST", f"{W}/boxes/silent", can="project:create", endpoint="C", emits=[BOX_MADE])
def make_silently(work: Work) -> None:
    """Forget the event."""
    assert work.org_id is not None and work.workspace_id is not None
    work.create(Box(org_id=work.org_id, workspace_id=work.workspace_id, id="box_silent", name="silent"))


@route("GET", f"{W}/elsewhere", can="workspace:view", endpoint="A")
def reach_elsewhere(work: Work) -> None:
    """Reach into another tenant."""
    work.find(Box, Box.key(org_id=OTHER_ORG, workspace_id=WORKSPACE, id="box_1"))


def settle() -> None:
    """Ann administers the workspace, Ben is a member of it."""
    grants = [
        OrgGrants(org_id=ORG, principal_id=ANN, joined_at=SINCE, roles=("owner",)),
        OrgGrants(org_id=ORG, principal_id=BEN, joined_at=SINCE, roles=("member",)),
        WorkspaceAccess(org_id=ORG, workspace_id=WORKSPACE),
        WorkspaceGrants(org_id=ORG, workspace_id=WORKSPACE, principal_id=ANN, joined_at=SINCE, role="ws_admin"),
        WorkspaceGrants(org_id=ORG, workspace_id=WORKSPACE, principal_id=BEN, joined_at=SINCE, role="member"),
    ]
    runtime().tables.transact([Put(grant.kind.to_item(grant, version=1), None) for grant in grants])


def call(
    entry: Route,
    *,
    by: PrincipalId | None = ANN,
    org: OrgId | None = ORG,
    body: Any = None,
    raw: str | None = None,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
    **path: str,
) -> tuple[int, dict[str, str], Any]:
    """One request: its status, headers and parsed body."""
    principal = Principal(id=by, org=org) if by else None
    event = {
        "httpMethod": entry.method,
        "path": entry.path,
        "headers": {"content-type": "application/json", **(headers or {})},
        "queryStringParameters": query,
        "pathParameters": {"workspace_id": WORKSPACE, **path},
        "requestContext": {
            "identity": {"sourceIp": "192.0.2.7"},
            "authorizer": principal.to_context() if principal else {},
        },
        "body": raw if raw is not None else json.dumps(body) if body is not None else None,
    }
    answer = entry(event, None)
    return answer["statusCode"], answer["headers"], json.loads(answer["body"]) if answer["body"] else None


def table_names() -> frozenset[TableName]:
    """Both tables."""
    return frozenset(TableName)
