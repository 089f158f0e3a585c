"""The OpenAPI 3.1 document for clients, derived from the declarations of the routes.

python -m infra.openapi            # writes the document into the layer, where the API serves it
python -m infra.openapi --check    # fails when it is not current
"""

import inspect
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from infra.examples import example_of
from infra.openapi_parameters import PARAMETERS, parameters_of
from infra.openapi_parts import FAULT, HEADERS, JSON, PAGE_INFO, PREVIEW, PROBLEM, REF, Schema
from infra.signatures import answer_of, has_etag, hints, path_names
from onetick.kernel import problems as vocabulary
from onetick.kernel import registry
from onetick.kernel.entry import Public, Route, Self
from onetick.kernel.paging import Page
from onetick.kernel.problems import Problem
from onetick.kernel.requests.rate import LIMITS

OUT = Path(__file__).parent.parent / "layers/onetick/python/onetick/system/openapi.json"

_AREAS = {
    "system": "Health, release and reference of the service itself.",
    "identity": "Accounts, signing in, sessions and personal access tokens.",
    "tenancy": "Organizations, workspaces, members, invitations and teams.",
    "access": "Roles, and why somebody may or may not do something.",
    "projects": "Projects, their sections, members and workflow.",
    "tasks": "Tasks, boards, watchers and history.",
    "comments": "Comments and mentions.",
    "fields": "Custom fields, and which of them a project uses.",
    "approvals": "What others must agree to before a task goes on.",
    "reports": "Reports of projects, from what was recorded day by day.",
    "sprints": "Sprints, the backlog, burndown and velocity.",
    "forms": "Forms with public links, and what becomes of what they bring in.",
    "goals": "Goals, their key results, and the work that counts for them.",
    "views": "Saved views of tasks, one's own and shared ones.",
    "tags": "Tags of a workspace, for any of its tasks.",
    "relations": "What tasks have to do with each other, beside waiting: duplicates, causes, kinds of one's own.",
    "exports": "Taking work out to files.",
    "imports": "Bringing work in from files.",
    "notifications": "The inbox and what goes into it.",
}


def document(entries: Iterable[Any] | None = None) -> Schema:
    """The whole document. Raises ValueError when two different models share a name."""
    routes = [entry for entry in entries or registry.entries() if isinstance(entry, Route)]
    schemas, names = _component_schemas(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in sorted(routes, key=lambda route: (route.path, route.method)):
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, names, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "OneTick",
            "version": "1",
            "description": "Work management for teams: projects, boards and tasks, with access that explains itself, "
            "events for everything that happens, and nothing that is forgotten.\n\n"
            "Errors are RFC 9457 problems. Lists are paged by cursor. Writes take an `Idempotency-Key` and "
            "`If-Match`. Every answer carries `X-Correlation-Id`.",
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": area, "description": _AREAS.get(area, area)} for area in sorted({r.area for r in routes})],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "responses": dict(sorted(_problem_responses(routes).items())),
            "parameters": PARAMETERS,
            "headers": HEADERS,
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "An access token from `POST /v1/auth/token`, or a personal access token.",
                }
            },
        },
    }


# Operations


def _operation(route: Route, names: dict[tuple[type, str], str], schemas: dict[str, Schema]) -> Schema:
    operation: Schema = {
        "operationId": route.operation,
        "tags": [route.area],
        "summary": route.summary,
        "description": _description(route),
        "parameters": parameters_of(route),
        "responses": _responses(route, names, schemas),
        "security": [] if route.public else [{"bearer": []}],
        "x-onetick-endpoint-class": route.endpoint,
    }
    if isinstance(route.can, str):
        operation["x-onetick-permission"] = route.can
    if route.emits:
        operation["x-onetick-events"] = [kind.wire_type for kind in route.emits]
    if route.deprecation:
        operation["deprecated"] = True
    body = hints(route).get("body")
    if body is not None:
        name = names[body, "validation"]
        operation["requestBody"] = {
            "required": bool(schemas[name].get("required")),
            "content": {
                JSON: {
                    "schema": {"$ref": REF.format(model=name)},
                    "example": example_of(schemas[name], schemas),
                }
            },
        }
    return operation


def _description(route: Route) -> str:
    access = {
        Public: lambda: f"**Access:** public. {route.can.reason}",  # type: ignore[union-attr]
        Self: lambda: f"**Access:** whoever is signed in. {route.can.reason}",  # type: ignore[union-attr]
        str: lambda: f"**Permission:** `{route.can}`.",
    }[type(route.can)]()
    limit = LIMITS[route.endpoint]
    events = ", ".join(f"`{kind.name}`" for kind in route.emits)
    lines = [route.description, access, f"**Rate limit:** `{limit.name}`, {limit.quota} a minute."]
    if events:
        lines.append(f"**Events:** {events}.")
    return "\n\n".join(line for line in lines if line)


def _responses(route: Route, names: dict[tuple[type, str], str], schemas: dict[str, Schema]) -> Schema:
    success = _success(route, names, schemas)
    found: Schema = {str(status): success for status in (_success_status(route), *route.also)}
    if route.previews:
        found["200"] = _or_preview(found.get("200"))
    if has_etag(route) and route.method == "GET":
        unchanged = "Not modified: you have the current version."
        found["304"] = {"description": unchanged, "headers": _headers("ETag", "X-Correlation-Id")}
    for status, several in _by_status(route).items():
        found[str(status)] = {"$ref": f"#/components/responses/{_response_name(several)}"}
    return found


def _by_status(route: Route) -> dict[int, tuple[type[Problem], ...]]:
    by_status: dict[int, tuple[type[Problem], ...]] = {}
    for problem in _problems_of(route):
        by_status[problem.status] = (*by_status.get(problem.status, ()), problem)
    return dict(sorted(by_status.items()))


def _response_name(several: Sequence[type[Problem]]) -> str:
    return "Or".join(problem.__name__ for problem in several)


def _success_status(route: Route) -> int:
    return 204 if answer_of(route) is type(None) else route.status


def _success(route: Route, names: dict[tuple[type, str], str], schemas: dict[str, Schema]) -> Schema:
    answer = answer_of(route)
    headers = _headers("X-Correlation-Id")
    if not route.public or route.endpoint == "F":
        headers |= _headers("RateLimit", "RateLimit-Policy")
    if route.writes and "{workspace_id}" in route.path:
        headers |= _headers("OneTick-Change-Set")
    if answer is type(None):
        return {"description": "Done; there is nothing to say.", "headers": headers}
    schema, example, description = _success_schema(answer, names, schemas)
    if has_etag(route):
        headers |= _headers("ETag")
    if route.looks_back:
        headers |= _headers("OneTick-As-Of")
    content = {JSON: {"schema": schema, "example": example}}
    return {"description": description, "headers": headers, "content": content}


def _or_preview(success: Schema | None) -> Schema:
    """The 200 of a write that can be previewed: its own success where that is a 200 too, or the preview."""
    preview = {"$ref": REF.format(model="Preview")}
    if success is None:
        content: Schema = {"schema": preview, "example": PREVIEW["examples"][0]}
        description = "With `dry_run=true`: what would happen. Nothing was written."
        return {"description": description, "headers": _headers("X-Correlation-Id"), "content": {JSON: content}}
    shown = success["content"][JSON]
    examples = {"done": {"value": shown["example"]}, "dry_run": {"value": PREVIEW["examples"][0]}}
    content = {"schema": {"anyOf": [shown["schema"], preview]}, "examples": examples}
    description = f"{success['description']} With `dry_run=true`: what would happen; nothing was written."
    return {**success, "description": description, "content": {JSON: content}}


def _headers(*names: str) -> Schema:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _problem_headers(status: int) -> Schema:
    more = {401: ("WWW-Authenticate",), 429: ("RateLimit", "RateLimit-Policy", "Retry-After"), 503: ("Retry-After",)}
    return _headers("X-Correlation-Id", *more.get(status, ()))


def _success_schema(
    answer: Any, names: dict[tuple[type, str], str], schemas: dict[str, Schema]
) -> tuple[Schema, Any, str]:
    if get_origin(answer) is Page:
        [row] = get_args(answer)
        name = names[row, "serialization"]
        rows = {"type": "array", "items": {"$ref": REF.format(model=name)}}
        schema = {
            "type": "object",
            "required": ["data", "page"],
            "properties": {"data": rows, "page": {"$ref": REF.format(model="PageInfo")}},
        }
        page = {"next_cursor": None, "has_more": False}
        return schema, {"data": [example_of(schemas[name], schemas)], "page": page}, "One page."
    if answer is dict or get_origin(answer) is dict:
        return {"type": "object"}, {}, "A document."
    name = names[answer, "serialization"]
    return {"$ref": REF.format(model=name)}, example_of(schemas[name], schemas), "Done."


def _problems_of(route: Route) -> list[type[Problem]]:
    """Everything the pipeline may answer on this route, then what it declares."""
    v = vocabulary
    found: list[type[Problem]] = [v.ValidationFailed, v.Internal, v.UpstreamUnavailable]
    if not route.public or route.endpoint == "F":
        found.append(v.RateLimited)
    if not route.public:
        found += [v.Unauthenticated, v.Forbidden]
    if isinstance(route.can, str):
        found.append(v.PolicyDenied)
    if path_names(route.path) or route.about:
        found.append(v.NotFound)
    if any(target.decides and not target.trashed for target in route.on):
        found.append(v.Gone)
    found += [v.CursorMismatch] if "paging" in route.signature.parameters else []
    found += [v.HistoryExpired] if route.looks_back else []
    if "body" in route.signature.parameters:
        found += [v.PayloadTooLarge, v.UnsupportedMedia]
    if route.writes:
        found += [v.Conflict, v.IdempotencyKeyReused, v.PreconditionRequired, v.PayloadTooLarge]
    if route.writes and route.about:
        found.append(v.VersionMismatch)
    return sorted({*found, *route.problems}, key=lambda problem: (problem.status, problem.code))


# Components


class _Exact(GenerateJsonSchema):
    """JSON Schema takes a name that fits no pattern with any value; a model refuses it."""

    def dict_schema(self, schema: Any) -> Schema:
        found = super().dict_schema(schema)
        return {**found, "additionalProperties": False} if "patternProperties" in found else found


def _component_schemas(routes: Sequence[Route]) -> tuple[dict[str, Schema], dict[tuple[type, str], str]]:
    wanted: list[tuple[type[BaseModel], str]] = []
    for route in routes:
        body = hints(route).get("body")
        if body is not None:
            wanted.append((body, "validation"))
        answer = answer_of(route)
        rows = get_args(answer) if get_origin(answer) is Page else (answer,)
        wanted += [(row, "serialization") for row in rows if isinstance(row, type) and issubclass(row, BaseModel)]
    unique = list(dict.fromkeys(wanted))
    keyed, definitions = models_json_schema(unique, ref_template=REF, schema_generator=_Exact)  # type: ignore[arg-type]
    names = {pair: str(keyed[pair]["$ref"]).rsplit("/", 1)[-1] for pair in unique}  # type: ignore[index]
    schemas: dict[str, Schema] = definitions.get("$defs", {})
    twins = sorted(name for name in schemas if "__" in name)
    if twins:
        raise ValueError(f"different models share a name: {', '.join(twins)}")
    own = {"Problem": PROBLEM, "Fault": FAULT, "PageInfo": PAGE_INFO, "Preview": PREVIEW}
    return {**schemas, **own}, names


def _problem_responses(routes: Sequence[Route]) -> Schema:
    """What can go wrong under one status on some route, by the names of the problems."""
    several = {problems for route in routes for problems in _by_status(route).values()}
    return {_response_name(problems): _problem_response(problems) for problems in several}


def _problem_response(several: Sequence[type[Problem]]) -> Schema:
    if len(several) == 1:
        [problem] = several
        description = f"`{problem.code}`: {problem.title}. {inspect.getdoc(problem) or ''}"
        examples = {"example": _example(problem)}
    else:
        description = " ".join(f"`{problem.code}`: {problem.title}." for problem in several)
        examples = {"examples": {problem.code: {"value": _example(problem)} for problem in several}}
    content = {"application/problem+json": {"schema": {"$ref": REF.format(model="Problem")}, **examples}}
    return {"description": description, "headers": _problem_headers(several[0].status), "content": content}


def _example(problem: type[Problem]) -> Schema:
    return problem().document(instance="/v1/…", correlation_id="01JD4Y6QW8M3Z5T7V9X1B2C3D4")


def text() -> str:
    """The document as it is committed and served."""
    return json.dumps(document(), indent=1, sort_keys=False, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the document, or with --check say whether it is current."""
    wanted = text()
    if "--check" in sys.argv:
        current = OUT.exists() and OUT.read_text() == wanted
        print("current" if current else f"{OUT.name} is stale: run `make generate`")
        return int(not current)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
