"""What is stored, as people would compare it: to tell whether an undo led back."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onetick.changesets.undoers import UNDOERS
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.table import Item, TableName

FOLLOWING = {
    "version",
    "updated_at",
    "updated_by",
    "deleted_by",
    "resolved_by",
    "edited_at",
    "edit_count",
    "mentions",
} | {
    "status_since",
    "status_seconds",
    "started_at",
    "last_reply_at",
    "participants",
    "progress",
}
"""What every change changes, and what follows from other things."""
MOMENTS = {"deleted_at", "resolved_at", "archived_at", "started_at"}
"""Since when it is so is another moment, when it is so again."""

_BARE = {"cadence", "field_set", "relations"}
"""What is there as soon as there was ever something in it."""

Content = Mapping[Any, Mapping[str, Any]]


def content_of(tables: MemoryTables) -> Content:
    """What is stored of each thing that can be undone, with its kind."""
    return {
        item.key: {**_plain(json.loads(item.doc)), "kind": item.kind}
        for item in _stored(tables)
        if item.kind in UNDOERS
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(part) for part in value if not (isinstance(part, dict) and _gone(part))]
    if not isinstance(value, dict):
        return value
    return {
        name: bool(part) if name in MOMENTS else _plain(part) for name, part in value.items() if name not in FOLLOWING
    }


def _gone(value: Mapping[str, Any]) -> bool:
    """Whether it is in the trash; an option that was archived is as good as there."""
    return bool(value.get("deleted_at") or value.get("archived"))


def _empty(value: Mapping[str, Any]) -> bool:
    """Whether it says no more than that there is nothing."""
    return value["kind"] in _BARE and not any(part for part in value.values() if isinstance(part, list))


def differences(wanted: Content, found: Content) -> Mapping[str, Any]:
    """What is not as it was. What there is beside it must be in the trash, with what it is in, or empty."""
    different = {}
    gone = {one["id"] for one in found.values() if _gone(one)}
    for key in wanted.keys() | found.keys():
        was, now = wanted.get(key), found.get(key)
        if was is None and now is not None:
            if not _gone(now) and gone.isdisjoint((now.get("project_id"), now.get("template_id"))) and not _empty(now):
                different[key.sk] = now
        elif was != now:
            names = (was or {}).keys() | (now or {}).keys()
            different[key.sk] = {name: ((was or {}).get(name), (now or {}).get(name)) for name in names}
            different[key.sk] = {name: pair for name, pair in different[key.sk].items() if pair[0] != pair[1]}
    return different


def _stored(tables: MemoryTables) -> Iterator[Item]:
    start = None
    while True:
        window = tables.scan(TableName.TENANT, segment=0, segments=1, start=start, limit=1000)
        yield from window.items
        start = window.next
        if start is None:
            return
