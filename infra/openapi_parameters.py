"""The parameters of the OpenAPI document: of the path, the query and the headers."""

from typing import Any

from pydantic import BaseModel

from infra.openapi_parts import REF, Schema
from infra.signatures import has_etag, hints, path_names
from onetick.kernel.entry import Route
from onetick.kernel.fields import Gathered
from onetick.kernel.ids import id_pattern
from onetick.kernel.paging import DEFAULT_LIMIT, MAX_LIMIT

_ID_PREFIXES = {
    "organization_id": "org",
    "workspace_id": "wsp",
    "project_id": "prj",
    "section_id": "sec",
    "comment_id": "cmt",
    "team_id": "tem",
    "member_id": "usr",
    "user_id": "usr",
    "session_id": "ses",
    "token_id": "tok",
    "invitation_id": "inv",
    "status_update_id": "stu",
    "restored_workspace_id": "wsp",
    "field_id": "fld",
    "option_id": "opt",
    "tag_id": "tag",
    "view_id": "viw",
}
_OTHER_PATH_NAMES = {
    "principal_id": ("A person or a team.", "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"),
    "role_id": ("A role of the workspace, or a built-in one by its name.", "rol_01JD4Y6QW8M3Z5T7V9X1B2C3D4"),
    "task_id": ("The task, by its id or by its key.", "LAU-123"),
    "token": ("The token of the link in the mail.", "01JD4Y6QW8M3Z5T7V9X1B2C3D4"),
    "type": ("The type of the event.", "onetick.task.created.v1"),
    "version": ("The version of the schema.", "1"),
}

PARAMETERS: Schema = {
    "Limit": {
        "name": "limit",
        "in": "query",
        "description": "How many rows at most.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    },
    "Cursor": {
        "name": "cursor",
        "in": "query",
        "description": "`page.next_cursor` of the page before. It fits only the same list, filter and sort.",
        "schema": {"type": "string"},
    },
    "AsOf": {
        "name": "as_of",
        "in": "query",
        "description": "Shows everything as it was at that moment, also what was deleted since. Who may see it is "
        "decided by today's rights. A moment that has not come is a 400, one that history does not reach is a 410.",
        "schema": {"type": "string", "format": "date-time"},
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "Makes a repeated call harmless: the first answer is stored for 24 hours and repeated.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[ -~]+$"},
    },
    "DryRun": {
        "name": "dry_run",
        "in": "query",
        "description": "`true` answers 200 with what would happen, and writes nothing.",
        "schema": {"type": "string", "enum": ["true", "false"]},
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "description": "The ETag you saw; another current version is a 412.",
        "schema": {"type": "string", "pattern": '^(\\*|"v[0-9]{1,15}")$', "examples": ['"v3"', "*"]},
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The ETag you have; the current version is then a 304.",
        "schema": {"type": "string"},
    },
    "CorrelationId": {
        "name": "X-Correlation-Id",
        "in": "header",
        "description": "Your own id for this request; it appears in logs, events and the answer. "
        "One that is not 1 to 128 letters, digits, `.`, `_`, `:` or `-` is replaced.",
        "schema": {"type": "string"},
    },
}


def parameters_of(route: Route) -> list[Schema]:
    """Every parameter of a route, those of many as references."""
    found = [_path_parameter(name) for name in path_names(route.path)]
    query = hints(route).get("query")
    if query is not None:
        found += _query_parameters(query)
    if route.looks_back:
        found.append(_parameter("AsOf"))
    if "paging" in route.signature.parameters:
        found += [_limit(route), _parameter("Cursor")]
    if route.writes:
        found.append(_parameter("IdempotencyKey"))
        if route.previews:
            found.append(_parameter("DryRun"))
        if route.about:
            found.append({**PARAMETERS["IfMatch"], "required": True} if route.needs_if_match else _parameter("IfMatch"))
    if has_etag(route) and route.method == "GET":
        found.append(_parameter("IfNoneMatch"))
    return [*found, _parameter("CorrelationId")]


def _limit(route: Route) -> Schema:
    if route.max_limit is None:
        return _parameter("Limit")
    common = PARAMETERS["Limit"]
    usual = min(common["schema"]["default"], route.max_limit)
    return {**common, "schema": {**common["schema"], "maximum": route.max_limit, "default": usual}}


def _path_parameter(name: str) -> Schema:
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": 128}
    if prefix := _ID_PREFIXES.get(name):
        description, example = f"The {_spoken(name)}.", f"{prefix}_01JD4Y6QW8M3Z5T7V9X1B2C3D4"
        schema["pattern"] = id_pattern(prefix)
    else:
        description, example = _OTHER_PATH_NAMES.get(name, (f"The {_spoken(name)}.", "x"))
    schema["examples"] = [example]
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _spoken(name: str) -> str:
    return name.removesuffix("_id").replace("_", " ")


def _query_parameters(model: type[BaseModel]) -> list[Schema]:
    schema = model.model_json_schema(mode="validation", ref_template=REF)
    definitions = schema.get("$defs", {})
    required = set(schema.get("required", ()))
    found = []
    gathers: Gathered | None = getattr(model, "gathers", None)
    for name, part in schema["properties"].items():
        inlined = _inline(part, definitions)
        if gathers is not None and name == gathers.field:
            found.append(_gathered(gathers, inlined))
            continue
        description = inlined.pop("description", None) or inlined.get("title", name)
        parameter = {"name": name, "in": "query", "required": name in required, "schema": inlined}
        found.append({**parameter, "description": description})
    return found


def _gathered(gathers: Gathered, schema: Schema) -> Schema:
    """Parameters with names that nobody knows beforehand, as the one object whose members they are."""
    described = schema.pop("description")
    keys = {"propertyNames": {"pattern": f"^{gathers.keys}$"}}
    parameter = {"name": gathers.prefix, "in": "query", "required": False, "style": "deepObject", "explode": True}
    return {**parameter, "schema": {**schema, **keys}, "description": described}


def _inline(part: Any, definitions: dict[str, Schema]) -> Any:
    """A schema without references: a query has nothing deep."""
    if isinstance(part, dict):
        if "$ref" in part:
            return _inline(definitions[part["$ref"].rsplit("/", 1)[-1]], definitions)
        return {name: _inline(value, definitions) for name, value in part.items()}
    return [_inline(value, definitions) for value in part] if isinstance(part, list) else part


def _parameter(name: str) -> Schema:
    return {"$ref": f"#/components/parameters/{name}"}
