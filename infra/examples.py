"""An example value for a JSON schema: the field's own example where it has one, else the plainest that fits."""

from typing import Any

Schema = dict[str, Any]

_ULID = "01JD4Y6QW8M3Z5T7V9X1B2C3D4"
_FORMATS = {
    "date-time": "2026-11-20T09:00:00.000Z",
    "date": "2026-11-20",
    "email": "ann@example.com",
    "uri": "https://example.com/",
}


def example_of(schema: Schema, components: dict[str, Schema]) -> Any:
    """A value that fits `schema`; references are looked up in `components`."""
    if "$ref" in schema:
        return example_of(components[schema["$ref"].rsplit("/", 1)[-1]], components)
    for given in ("examples", "example"):
        if given in schema:
            return schema[given][0] if given == "examples" else schema[given]
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("default") is not None:
        return schema["default"]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return example_of(schema[several][0], components)
    return _by_type(schema, components)


def _by_type(schema: Schema, components: dict[str, Schema]) -> Any:
    match schema.get("type"):
        case "object":
            return {name: example_of(part, components) for name, part in schema.get("properties", {}).items()}
        case "array":
            items = schema.get("items")
            return [example_of(items, components)] if items and schema.get("maxItems") != 0 else []
        case "integer":
            return max(1, schema.get("minimum", 1))
        case "number":
            return max(1.0, schema.get("minimum", 1.0))
        case "boolean":
            return False
        case "string":
            return _text(schema)
        case _:
            return None


def _text(schema: Schema) -> str:
    pattern = schema.get("pattern", "")
    if pattern.startswith("^") and "_[0-7]" in pattern:
        return f"{pattern[1:].partition('_')[0]}_{_ULID}"
    fallback = "text".ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength", 100)]
    return _FORMATS.get(schema.get("format", ""), fallback)
