"""JSON Schemas of every event, derived from the event types, for integrators and contract tests.

python -m infra.event_schemas            # writes them into the layer, where the API serves them
python -m infra.event_schemas --check    # fails when they are not current
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from pydantic import BaseModel, TypeAdapter

from onetick.kernel.events import EventType, event_types

OUT = Path(__file__).parent.parent / "layers/onetick/python/onetick/system/event_schemas.json"
Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_ENVELOPE: Schema = {
    "specversion": {"const": "1.0"},
    "id": {"type": "string", "description": "A ULID: unique, and sortable by time."},
    "source": _TEXT,
    "subject": _TEXT,
    "time": {"type": "string", "format": "date-time"},
    "datacontenttype": {"const": "application/json"},
    "dataschema": _TEXT,
    "tenantid": {"type": "string", "description": "The organization."},
    "workspaceid": _TEXT,
    "aggregateid": {"type": "string", "description": "What it happened to."},
    "aggregateversion": {"type": "integer", "minimum": 1, "description": "The version it left behind; no gaps."},
    "actorid": _TEXT,
    "actortype": {"enum": ["user", "service_account", "rule", "ai_agent", "system"]},
    "correlationid": _TEXT,
    "causationid": _TEXT,
    "traceparent": _TEXT,
    "changesetid": {"type": "string", "description": "What somebody's one request changed, in a workspace."},
}
_REQUIRED = ["specversion", "id", "type", "source", "subject", "time", "aggregateid", "aggregateversion", "data"]


def all_types() -> list[EventType[Any]]:
    """Every event type of the product, by name; imports each area's `events` module."""
    package = import_module("onetick")
    for module in walk_packages(package.__path__, "onetick."):
        if module.name.endswith(".events"):
            import_module(module.name)
    areas = [kind for kind in event_types.values() if kind.cls.__module__.startswith("onetick.")]
    return sorted(areas, key=lambda kind: kind.name)


def schema_of(kind: EventType[Any]) -> Schema:
    """The JSON Schema (2020-12) of one event as a subscriber receives it."""
    resource = _view_of(kind).model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = resource.pop("$defs", {})
    context: Schema = {"type": "object"}
    if kind.context is not None:
        context = TypeAdapter(kind.context).json_schema(mode="serialization", ref_template="#/$defs/{model}")
        definitions |= context.pop("$defs", {})
    data: Schema = {
        "type": "object",
        "required": ["resource", "previous", "changed", "context"],
        "properties": {
            "resource": resource,
            "previous": {"type": "object", "description": "The changed fields as they were."},
            "changed": {"type": "array", "items": _TEXT, "description": "The names of the changed fields."},
            "context": context,
        },
    }
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"/v1/event-schemas/{kind.wire_type}/{kind.version}",
        "title": kind.wire_type,
        "type": "object",
        "required": _REQUIRED,
        "properties": {"type": {"const": kind.wire_type}, **_ENVELOPE, "data": data},
    }
    return {**schema, "$defs": definitions} if definitions else schema


def text() -> str:
    """All schemas as they are committed and served: by wire type and version."""
    schemas = {kind.wire_type: {str(kind.version): schema_of(kind)} for kind in all_types()}
    return json.dumps(schemas, indent=1, ensure_ascii=False) + "\n"


def _view_of(kind: EventType[Any]) -> type[BaseModel]:
    """The view's model: the class that the `view` method belongs to."""
    model = getattr(kind.view, "__self__", None)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise TypeError(f"{kind.name}: the view must be a class method of a View")
    return model


def main() -> int:
    """Write the schemas, or with --check say whether they are current."""
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
