"""The tables' part of a snapshot: items, and the stream records that some consumer has not read. See `snapshots`."""

from collections.abc import Mapping
from typing import Any

Place = tuple[str, str, str]
_STATE = (
    "tags",
    "ttl_settings",
    "pitr_settings",
    "kinesis_destinations",
    "contributor_insights",
    "backups",
    "resource_policies",
    "exports",
    "imports",
)


def positions(state: Mapping[str, Any]) -> dict[Place, int]:
    """How far the slowest consumer of each table's stream has read, from the Lambda service's state."""
    read: dict[Place, int] = {}
    places = state["dynamodb_stream_positions"].to_dict()
    for (account, region, identifier), mapping in state["esms"].to_dict().items():
        source = str(mapping.get("EventSourceArn", ""))
        if ":dynamodb:" not in source:
            continue
        place = (account, region, source.partition(":table/")[2].partition("/")[0])
        position = places.get((account, region, identifier), 0)
        read[place] = min(position, read.get(place, position))
    return read


def apply(read_up_to: Mapping[Place, int]) -> None:
    """Patch DynamoDB's state. `read_up_to` is filled before each snapshot of the tables.

    The state is handed out without copying it, which costs more than writing it: it is encoded at once,
    on the event loop, where every write of a table happens.
    """
    from ministack.services import dynamodb

    restore = dynamodb.load_persisted_state

    def get_state() -> dict[str, Any]:
        with dynamodb._lock:
            tables = type(dynamodb._tables)()
            for (account, region, name), table in dynamodb._tables.all_items():
                kept = {key: value for key, value in table.items() if key != dynamodb._INDEX_MEMBERS}
                tables.set_scoped(account, region, name, kept)
            records, trimmed = _unread(dynamodb, read_up_to)
            rest = {name: getattr(dynamodb, f"_{name}") for name in _STATE}
            return {"tables": tables, **rest, "stream_records": records, "stream_trimmed": trimmed}

    def load(data: dict[str, Any]) -> Any:
        restored = restore(data)
        for key, store in (
            ("stream_records", dynamodb._stream_records),
            ("stream_trimmed", dynamodb._stream_trimmed),
        ):
            if key in data:
                store.update(data[key])
        return restored

    dynamodb.get_state, dynamodb.load_persisted_state = get_state, load


def _unread(dynamodb: Any, read_up_to: Mapping[Place, int]) -> tuple[Any, Any]:
    scoped = type(dynamodb._stream_records)
    records, trimmed = scoped(), scoped()
    for place, found in dynamodb._stream_records.all_items():
        start = dynamodb._stream_trimmed.get_scoped(*place, 0)
        first = min(max(read_up_to.get(place, start), start), start + len(found))
        records.set_scoped(*place, found[first - start :])
        trimmed.set_scoped(*place, first)
    return records, trimmed
