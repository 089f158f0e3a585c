"""Items, conditions and windows in DynamoDB's own words: what `dynamo` sends and what it reads."""

from typing import Any

from ..limits import LAST_CHARACTER, first_sort_key
from ..requests.bucket import Spending
from ..table import Absent, Condition, Index, Item, Key, Position, Present, Query, TableName, VersionIs

Body = dict[str, Any]

_PLACES = {name: (f"{name}pk", f"{name}sk") for name in Index}
"""The attributes that are an item's place in each index, spelled out once: to format an enum is slow."""


def encode(item: Item) -> Body:
    """The attributes that store an item."""
    attributes: Body = {
        "pk": {"S": item.key.pk},
        "sk": {"S": item.key.sk},
        "kind": {"S": item.kind},
        "schema": {"N": str(item.schema)},
        "version": {"N": str(item.version)},
        "doc": {"S": item.doc},
    }
    for name, (pk, sk) in item.index.items():
        in_pk, in_sk = _PLACES[name]
        attributes[in_pk] = {"S": pk}
        attributes[in_sk] = {"S": sk}
    if item.expires is not None:
        attributes["expires"] = {"N": str(item.expires)}
    if item.at is not None:
        attributes["at"] = {"S": item.at}
    return attributes


def decode(table: TableName, attributes: Body) -> Item:
    """The item that attributes store. Counters and buckets have no document of their own: theirs is empty."""
    expires = attributes.get("expires")
    return Item(
        key=Key(table, attributes["pk"]["S"], attributes["sk"]["S"]),
        kind=attributes["kind"]["S"],
        schema=int(attributes["schema"]["N"]) if "schema" in attributes else 1,
        version=int(attributes["version"]["N"]),
        doc=attributes["doc"]["S"] if "doc" in attributes else "{}",
        index={
            name: (attributes[pk]["S"], attributes[sk]["S"])
            for name, (pk, sk) in _PLACES.items()
            if pk in attributes and sk in attributes
        },
        expires=int(expires["N"]) if expires else None,
        at=attributes["at"]["S"] if "at" in attributes else None,
    )


def key_attributes(key: Key) -> Body:
    """The attributes that address an item."""
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def condition(condition: Condition) -> Body:
    """The part of a write that states its condition."""
    match condition:
        case None:
            return {}
        case Absent(None):
            return {"ConditionExpression": "attribute_not_exists(pk)"}
        case Absent(now):
            return {
                "ConditionExpression": "attribute_not_exists(pk) OR #expires <= :now",
                "ExpressionAttributeNames": {"#expires": "expires"},
                "ExpressionAttributeValues": {":now": {"N": str(now)}},
            }
        case Present():
            return {"ConditionExpression": "attribute_exists(pk)"}
        case VersionIs(version):
            return {
                "ConditionExpression": "#version = :version",
                "ExpressionAttributeNames": {"#version": "version"},
                "ExpressionAttributeValues": {":version": {"N": str(version)}},
            }


def key_condition(query: Query) -> Body | None:
    """The one condition that says prefix, `after` and `before` together; None when nothing can match."""
    first = first_sort_key(query)
    if first is None:
        return None
    index = query.index or ""
    window, bounds = _sort_key_condition(query, first)
    names = {"#pk": f"{index}pk"} | ({"#sk": f"{index}sk"} if window else {})
    return {
        "KeyConditionExpression": "#pk = :pk" + window,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": {":pk": {"S": query.pk}} | {name: {"S": text} for name, text in bounds.items()},
    }


def _sort_key_condition(query: Query, first: str) -> tuple[str, dict[str, str]]:
    """The condition's text and values, for sort keys from `first` on; empty for a whole partition."""
    last = query.before
    if last is not None and last.startswith(query.prefix):
        if not first:
            return " AND #sk <= :last", {":last": last}
        return " AND #sk BETWEEN :first AND :last", {":first": first, ":last": last}
    if not first:
        return "", {}
    if first == query.prefix:
        return " AND begins_with(#sk, :first)", {":first": first}
    if not query.prefix:
        return " AND #sk >= :first", {":first": first}
    return " AND #sk BETWEEN :first AND :last", {":first": first, ":last": query.prefix + LAST_CHARACTER}


def start_key(query: Query) -> Body:
    """Where DynamoDB goes on with a query that has a start."""
    assert query.start
    key: Body = {"pk": {"S": query.start.pk}, "sk": {"S": query.start.sk}}
    if query.index:
        key |= {f"{query.index}pk": {"S": query.pk}, f"{query.index}sk": {"S": query.start.index_sk}}
    return key


def position_of(item: Item, index: Index | None) -> Position:
    """Where a window ends whose last row is `item`."""
    return Position(item.key.pk, item.key.sk, item.index[index][1] if index else None)


def position_behind(last: Body, index: Index | None) -> Position:
    """Where DynamoDB says that a window ended."""
    return Position(last["pk"]["S"], last["sk"]["S"], last[f"{index}sk"]["S"] if index else None)


def take_from_full(spending: Spending) -> Body:
    """The update of a bucket that is full, or was never used."""
    return {
        "UpdateExpression": "SET #kind = :kind, #full_at = :full_at, #expires = :expires",
        "ConditionExpression": "attribute_not_exists(pk) OR #full_at <= :now",
        "ExpressionAttributeValues": {
            ":kind": {"S": "bucket"},
            ":now": {"N": str(spending.now)},
            ":full_at": {"N": str(spending.now + spending.cost)},
            ":expires": {"N": str(spending.expires)},
        },
    }


def take_from_used(spending: Spending) -> Body:
    """The update of a bucket that is not full, and holds enough."""
    return {
        "UpdateExpression": "SET #kind = :kind, #full_at = #full_at + :cost, #expires = :expires",
        "ConditionExpression": "#full_at BETWEEN :now AND :latest",
        "ExpressionAttributeValues": {
            ":kind": {"S": "bucket"},
            ":now": {"N": str(spending.now)},
            ":latest": {"N": str(spending.latest)},
            ":cost": {"N": str(spending.cost)},
            ":expires": {"N": str(spending.expires)},
        },
    }
