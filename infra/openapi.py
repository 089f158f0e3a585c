"""The OpenAPI 3.1 document for clients, derived from the declarations of the routes.

    python -m infra.openapi            # writes the document into the layer, where the API serves it
    python -m infra.openapi --check    # fails when it is not current
"""

import inspect
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from infra.examples import example_of
from onetick.kernel import problems as vocabulary
from onetick.kernel import registry
from onetick.kernel.entry import Public, Route, Self
from onetick.kernel.ids import id_pattern
from onetick.kernel.paging import DEFAULT_LIMIT, MAX_LIMIT, Page
from onetick.kernel.problems import Problem
from onetick.kernel.rate import LIMITS
from onetick.kernel.reply import Reply

OUT = Path(__file__).parent.parent / "layers/onetick/python/onetick/system/openapi.json"
REF = "#/components/schemas/{model}"
Schema = dict[str, Any]

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
}
_AREAS = {
    "system": "Health, release and reference of the service itself.",
    "identity": "Accounts, signing in, sessions and personal access tokens.",
    "tenancy": "Organizations, workspaces, members, invitations and teams.",
    "access": "Roles, and why somebody may or may not do something.",
    "projects": "Projects, their sections, members and workflow.",
    "tasks": "Tasks, boards, watchers and history.",
    "comments": "Comments and mentions.",
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
            "responses": dict(sorted(_problem_responses().items())),
            "parameters": _PARAMETERS,
            "headers": _HEADERS,
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
        "parameters": _parameters(route),
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
    body = _hints(route).get("body")
    if body is not None:
        name = names[body, "validation"]
        operation["requestBody"] = {
            "required": bool(schemas[name].get("required")),
            "content": {
                "application/json": {
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


def _parameters(route: Route) -> list[Schema]:
    found = [_path_parameter(name) for name in _path_names(route.path)]
    query = _hints(route).get("query")
    if query is not None:
        found += _query_parameters(query)
    if "paging" in route.signature.parameters:
        found += [_parameter("Limit"), _parameter("Cursor")]
    if route.writes:
        found += [_parameter("IdempotencyKey"), _parameter("DryRun")]
        if route.on:
            found.append(_parameter("IfMatch"))
    if _is_single_read(route):
        found.append(_parameter("IfNoneMatch"))
    return [*found, _parameter("CorrelationId")]


def _path_parameter(name: str) -> Schema:
    prefix = _ID_PREFIXES.get(name)
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": 128}
    if prefix:
        schema = {"type": "string", "examples": [f"{prefix}_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]}
        if prefix != "usr":
            # A project member may be a team as well as a person.
            schema["pattern"] = id_pattern(prefix)
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": f"The {name.removesuffix('_id').replace('_', ' ')}.",
        "schema": schema,
    }


def _query_parameters(model: type[BaseModel]) -> list[Schema]:
    schema = model.model_json_schema(mode="validation", ref_template=REF)
    definitions = schema.get("$defs", {})
    required = set(schema.get("required", ()))
    found = []
    for name, part in schema["properties"].items():
        inlined = _inline(part, definitions)
        description = inlined.pop("description", None) or inlined.get("title", name)
        parameter = {"name": name, "in": "query", "required": name in required, "schema": inlined}
        found.append({**parameter, "description": description})
    return found


def _inline(part: Any, definitions: dict[str, Schema]) -> Any:
    """A schema without references: a query has nothing deep."""
    if isinstance(part, dict):
        if "$ref" in part:
            return _inline(definitions[part["$ref"].rsplit("/", 1)[-1]], definitions)
        return {name: _inline(value, definitions) for name, value in part.items()}
    return [_inline(value, definitions) for value in part] if isinstance(part, list) else part


def _responses(route: Route, names: dict[tuple[type, str], str], schemas: dict[str, Schema]) -> Schema:
    found: Schema = {str(_success_status(route)): _success(route, names, schemas)}
    if _is_single_read(route):
        found["304"] = {"description": "Not modified: you have the current version."}
    by_status: dict[int, list[type[Problem]]] = {}
    for problem in _problems_of(route):
        by_status.setdefault(problem.status, []).append(problem)
    for status, several in sorted(by_status.items()):
        if len(several) == 1:
            found[str(status)] = {"$ref": f"#/components/responses/{several[0].__name__}"}
            continue
        examples = {problem.code: {"value": _example(problem)} for problem in several}
        found[str(status)] = {
            "description": " ".join(f"`{problem.code}`: {problem.title}." for problem in several),
            "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
            "content": {
                "application/problem+json": {"schema": {"$ref": REF.format(model="Problem")}, "examples": examples}
            },
        }
    return found


def _success_status(route: Route) -> int:
    return 204 if _answer(route) is type(None) else route.status


def _success(route: Route, names: dict[tuple[type, str], str], schemas: dict[str, Schema]) -> Schema:
    answer = _answer(route)
    headers: Schema = {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}}
    if not route.public:
        headers |= {"RateLimit": {"$ref": "#/components/headers/RateLimit"}}
        headers |= {"RateLimit-Policy": {"$ref": "#/components/headers/RateLimitPolicy"}}
    if answer is type(None):
        return {"description": "Done; there is nothing to say.", "headers": headers}
    schema, example, description = _success_schema(answer, names, schemas)
    if "version" in schemas.get(names.get((answer, "serialization"), ""), {}).get("properties", {}):
        headers["ETag"] = {"$ref": "#/components/headers/ETag"}
    content = {"application/json": {"schema": schema, "example": example}}
    return {"description": description, "headers": headers, "content": content}


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
        found += [v.Unauthenticated, v.TokenExpired, v.Forbidden]
    if isinstance(route.can, str):
        found.append(v.PolicyDenied)
    if _path_names(route.path) or route.on:
        found.append(v.NotFound)
    if any(not target.trashed for target in route.on):
        found.append(v.Gone)
    if "paging" in route.signature.parameters:
        found.append(v.CursorMismatch)
    if "body" in route.signature.parameters:
        found += [v.PayloadTooLarge, v.UnsupportedMedia]
    if route.writes:
        found += [v.Conflict, v.IdempotencyKeyReused, v.PreconditionRequired, v.PayloadTooLarge]
    if route.writes and route.on:
        found.append(v.VersionMismatch)
    return sorted({*found, *route.problems}, key=lambda problem: (problem.status, problem.code))


# Components


def _component_schemas(routes: Sequence[Route]) -> tuple[dict[str, Schema], dict[tuple[type, str], str]]:
    wanted: list[tuple[type[BaseModel], str]] = []
    for route in routes:
        body = _hints(route).get("body")
        if body is not None:
            wanted.append((body, "validation"))
        answer = _answer(route)
        rows = get_args(answer) if get_origin(answer) is Page else (answer,)
        wanted += [(row, "serialization") for row in rows if isinstance(row, type) and issubclass(row, BaseModel)]
    unique = list(dict.fromkeys(wanted))
    keyed, definitions = models_json_schema(unique, ref_template=REF)  # type: ignore[arg-type]
    names = {pair: str(keyed[pair]["$ref"]).rsplit("/", 1)[-1] for pair in unique}  # type: ignore[index]
    schemas: dict[str, Schema] = definitions.get("$defs", {})
    twins = sorted(name for name in schemas if "__" in name)
    if twins:
        raise ValueError(f"different models share a name: {', '.join(twins)}")
    return {**schemas, "Problem": _PROBLEM, "Fault": _FAULT, "PageInfo": _PAGE_INFO}, names


def _problem_responses() -> Schema:
    return {
        problem.__name__: {
            "description": f"`{problem.code}`: {problem.title}. {inspect.getdoc(problem) or ''}",
            "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
            "content": {
                "application/problem+json": {
                    "schema": {"$ref": REF.format(model="Problem")},
                    "example": _example(problem),
                }
            },
        }
        for problem in vocabulary.problems.values()
    }


def _example(problem: type[Problem]) -> Schema:
    return problem().document(instance="/v1/…", correlation_id="01JD4Y6QW8M3Z5T7V9X1B2C3D4")


_FAULT: Schema = {
    "type": "object",
    "title": "Fault",
    "description": "One thing wrong with a request.",
    "required": ["pointer", "code", "message"],
    "properties": {
        "pointer": {"type": "string", "description": "A JSON pointer into the body, or `query/<name>`."},
        "code": {"type": "string"},
        "message": {"type": "string"},
    },
}
_PROBLEM: Schema = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457). Some problems have further members.",
    "required": ["type", "title", "status", "detail", "code", "correlation_id"],
    "properties": {
        "type": {"type": "string", "description": "A page that explains this problem."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string", "enum": sorted(vocabulary.problems)},
        "correlation_id": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": REF.format(model="Fault")}},
    },
}
_PAGE_INFO: Schema = {
    "type": "object",
    "title": "PageInfo",
    "description": "Where the list goes on. A short page is not the last one: `has_more` says.",
    "required": ["next_cursor", "has_more"],
    "properties": {"next_cursor": {"type": ["string", "null"]}, "has_more": {"type": "boolean"}},
}
_TEXT: Schema = {"type": "string"}
_HEADERS: Schema = {
    "CorrelationId": {"description": "The id under which this request was logged.", "schema": _TEXT},
    "ETag": {"description": "The version, for `If-Match` and `If-None-Match`.", "schema": _TEXT},
    "RateLimit": {"description": "What remains (`r`), and when the bucket is full again (`t`).", "schema": _TEXT},
    "RateLimitPolicy": {"description": "The quota (`q`) and its window (`w`, seconds).", "schema": _TEXT},
}
_PARAMETERS: Schema = {
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
        "schema": _TEXT,
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
        "schema": {"type": "string", "pattern": '^(\\*|"v[0-9]{1,15}")$'},
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The ETag you have; the current version is then a 304.",
        "schema": _TEXT,
    },
    "CorrelationId": {
        "name": "X-Correlation-Id",
        "in": "header",
        "description": "Your own id for this request; it appears in logs, events and the answer.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._:-]{1,128}$"},
    },
}


# Signatures


def _hints(route: Route) -> dict[str, Any]:
    return get_type_hints(route.function)


def _answer(route: Route) -> Any:
    answer = _hints(route).get("return", type(None))
    if get_origin(answer) is Reply:
        [answer] = get_args(answer)
    if isinstance(answer, str) or answer is Reply:
        raise ValueError(f"{route.module}: say what the Reply shows: Reply[SomeView]")
    return answer


def _is_single_read(route: Route) -> bool:
    return route.method == "GET" and get_origin(_answer(route)) is not Page and not route.public


def _path_names(path: str) -> list[str]:
    return [part.split("}", 1)[0] for part in path.split("{")[1:]]


def _parameter(name: str) -> Schema:
    return {"$ref": f"#/components/parameters/{name}"}


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
