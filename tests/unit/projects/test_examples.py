"""The documented examples of bodies are ones that work."""

from typing import Any

import pytest

from functions.projects import (
    create_project,
    create_section,
    duplicate_project,
    move_section,
    post_status_update,
    put_project_member,
    put_workflow,
    update_project,
    update_section,
)
from infra.examples import example_of
from onetick.kernel.entry import Route
from onetick.projects.model import Outline

from .world import Caller, World

ROUTES = [
    create_project,
    create_section,
    duplicate_project,
    move_section,
    post_status_update,
    put_project_member,
    put_workflow,
    update_project,
    update_section,
]


@pytest.mark.parametrize("module", ROUTES, ids=lambda module: str(module.handler.operation))
def test_the_documented_body_works(world: World, ann: Caller, module: Any) -> None:
    route: Route = module.handler
    project_id = world.project(ann, key="LAU")["id"]
    outline: Outline = world.find(Outline, project_id=project_id)
    known = {
        "project_id": project_id,
        "section_id": outline.sections[0].id,
        "principal_id": world.joined("Ben").id,
    }
    body = documented(route)
    if "owner_id" in body:
        body["owner_id"] = ann.id
    if "before_id" in body:
        body["before_id"] = outline.sections[2].id
    path = {name: id for name, id in known.items() if f"{{{name}}}" in route.path}
    answer = ann.call(route, body, headers={"If-Match": '"v1"'}, **path)
    assert answer.status == route.status, answer.text


def documented(route: Route) -> dict[str, Any]:
    """The example of a route's body in the reference."""
    model = route.signature.parameters["body"].annotation
    schema = model.model_json_schema(ref_template="{model}")
    found: dict[str, Any] = example_of(schema, schema.pop("$defs", {}))
    return found
