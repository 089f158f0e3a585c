"""What every operation of the OpenAPI document refers to: problems, pages, previews and headers."""

from typing import Any

from onetick.kernel import problems as vocabulary

Schema = dict[str, Any]
JSON = "application/json"
REF = "#/components/schemas/{model}"

FAULT: Schema = {
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
PROBLEM: Schema = {
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
PAGE_INFO: Schema = {
    "type": "object",
    "title": "PageInfo",
    "description": "Where the list goes on. A short page is not the last one: `has_more` says.",
    "required": ["next_cursor", "has_more"],
    "properties": {"next_cursor": {"type": ["string", "null"]}, "has_more": {"type": "boolean"}},
}
PREVIEW: Schema = {
    "type": "object",
    "title": "Preview",
    "description": "What a write would do, asked with `dry_run=true`.",
    "required": ["decision", "change_set", "result", "warnings"],
    "properties": {
        "decision": {
            "type": "object",
            "description": "The policy that allows it.",
            "required": ["policy", "reason"],
            "properties": {"policy": {"type": "string"}, "reason": {"type": "string"}},
        },
        "change_set": {
            "type": "array",
            "description": "What would happen to what.",
            "items": {
                "type": "object",
                "required": ["event", "kind", "id", "changes"],
                "properties": {
                    "event": {"type": "string", "description": "The type of the event."},
                    "kind": {"type": "string"},
                    "id": {"type": ["string", "null"]},
                    "changes": {
                        "type": "array",
                        "description": "Each field that would change; empty for what would be new.",
                        "items": {
                            "type": "object",
                            "required": ["field", "from", "to"],
                            "properties": {"field": {"type": "string"}, "from": {}, "to": {}},
                        },
                    },
                },
            },
        },
        "result": {"description": "What the answer would be, or null where it has no body."},
        "warnings": {"type": "array", "items": {"type": "string"}},
    },
    "examples": [
        {
            "decision": {"policy": "grant-role", "reason": "The role allows it."},
            "change_set": [
                {
                    "event": "onetick.task.updated.v1",
                    "kind": "task",
                    "id": "tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4",
                    "changes": [{"field": "title", "from": "Write", "to": "Write it down"}],
                }
            ],
            "result": None,
            "warnings": [],
        }
    ],
}
_TEXT: Schema = {"type": "string"}
HEADERS: Schema = {
    "X-Correlation-Id": {
        "description": "The id under which this request was logged.",
        "required": True,
        "schema": _TEXT,
    },
    "ETag": {
        "description": "The version, for both conditions; a weak one, of what is shown, for `If-None-Match`.",
        "schema": _TEXT,
    },
    "OneTick-As-Of": {
        "description": "The moment whose state this is, where `as_of` asked for one.",
        "schema": {"type": "string", "format": "date-time"},
    },
    "RateLimit": {"description": "What remains (`r`), and when the bucket is full again (`t`).", "schema": _TEXT},
    "RateLimit-Policy": {"description": "The quota (`q`) and its window (`w`, seconds).", "schema": _TEXT},
    "Retry-After": {
        "description": "Try again after so many seconds.",
        "schema": {"type": "string", "pattern": "^[0-9]+$"},
    },
    "OneTick-Change-Set": {
        "description": "What this changed, for `POST …/change-sets/{id}/undo`; absent when nothing did.",
        "schema": _TEXT,
    },
    "WWW-Authenticate": {"description": "The scheme to sign in with.", "schema": _TEXT},
}
