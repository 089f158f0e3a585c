"""The storage port on DynamoDB's JSON protocol.

Calls: every method is one request, except that `get_many` asks again for keys that DynamoDB left
out, and `spend` makes a second request for a bucket whose state it guessed wrong.

A transaction carries a client token, so repeating it after a lost answer is harmless. A single
write without a `token` is a plain conditional request at half the price: when its answer is lost
and it is repeated, it may report `ConditionFailed` although it took effect. Give a token where
that matters.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence

from .. import meter
from ..limits import check_key, check_limit, check_query, check_segment, check_writes, wanted_keys
from ..requests.bucket import Spending
from ..settings import Settings
from ..settings import settings as process_settings
from ..table import (
    Check,
    ConditionFailed,
    Contention,
    Delete,
    Index,
    Item,
    ItemTooLarge,
    Key,
    Position,
    Put,
    Query,
    TableName,
    Window,
    Write,
)
from . import aws, wire
from .aws import AwsError
from .wire import Body

Transport = Callable[[str, Body], Body]
"""Carries out an operation, such as `BatchGetItem`, on a request body; raises AwsError."""

_BUSY = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
_BUSY_REASONS = frozenset({"ProvisionedThroughputExceeded", "ThrottlingError", "TransactionConflict"})
_TOO_LARGE_REASONS = frozenset({"ItemCollectionSizeLimitExceeded"})
_UNPROCESSED_ROUNDS = 4


class DynamoTables:
    """Both tables of a deployment: this process's unless told, over our signed requests. `clock` gives Unix seconds."""

    def __init__(
        self,
        settings: Settings | None = None,
        transport: Transport | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        settings = settings or process_settings()
        self._names = {TableName.TENANT: settings.tenant_table, TableName.GLOBAL: settings.global_table}
        self._logical = {name: table for table, name in self._names.items()}
        self._transport = transport or aws.service("dynamodb").call
        self._clock = clock
        self._full_at: dict[Key, int] = {}

    def get_many(self, keys: Sequence[Key], *, consistent: bool = True) -> Mapping[Key, Item]:
        wanted = wanted_keys(keys)
        if not wanted:
            return {}
        now = self._clock()
        return {item.key: item for item in self._items_at(wanted, consistent) if _is_live(item, now)}

    def query(self, query: Query) -> Window:
        check_query(query)
        condition = wire.key_condition(query)
        if condition is None:
            return Window((), None)
        body = {
            "TableName": self._names[query.table],
            # One row more than asked: it tells whether there are more, which DynamoDB itself does not say.
            "Limit": query.limit + 1,
            "ScanIndexForward": query.ascending,
            **condition,
        }
        if query.index:
            body["IndexName"] = query.index.value
        else:
            body["ConsistentRead"] = query.consistent
        if query.start:
            body["ExclusiveStartKey"] = wire.start_key(query)
        return self._window("Query", body, query.table, query.limit, query.index)

    def transact(self, writes: Sequence[Write], *, token: str | None = None) -> None:
        check_writes(writes)
        if len(writes) == 1 and token is None and not isinstance(writes[0], Check):
            self._write_one(writes[0])
            return
        body = {
            "TransactItems": [self._transaction_item(write) for write in writes],
            "ClientRequestToken": token or os.urandom(16).hex(),
        }
        try:
            self._write("TransactWriteItems", body)
        except AwsError as error:
            raise _transaction_failure(error, writes) from error

    def add(self, key: Key, amount: int) -> int:
        check_key(key)
        body = {
            **self._address(key),
            "UpdateExpression": "SET #kind = :kind ADD #version :amount",
            "ConditionExpression": "attribute_not_exists(pk) OR #kind = :kind",
            "ExpressionAttributeNames": {"#kind": "kind", "#version": "version"},
            "ExpressionAttributeValues": {":kind": {"S": "counter"}, ":amount": {"N": str(amount)}},
            "ReturnValues": "ALL_NEW",
        }
        try:
            answer = self._write("UpdateItem", body)
        except AwsError as error:
            raise _write_failure(error, key) from error
        return int(answer["Attributes"]["version"]["N"])

    def spend(self, key: Key, *, tokens: int, capacity: int, per_second: float, now: float) -> float | None:
        """See `Tables.spend` and `requests.bucket`.

        A bucket at rest (full) and one in use need different updates. The first guess is what this
        process saw last, and a refused update returns the item, so a wrong guess costs one more
        request; only a race with another process can cost a third.
        """
        check_key(key)
        spending = Spending.of(tokens=tokens, capacity=capacity, per_second=per_second, now=now)
        if not spending.possible:
            return None
        seen = self._full_at.get(key)
        while True:
            full_at = self._take(key, spending, in_use=seen is not None and seen > spending.now)
            if isinstance(full_at, _Refused):
                seen = full_at.seen
                if spending.after(seen) is None:
                    return None
                continue
            self._remember(key, full_at)
            return spending.remaining(full_at, capacity)

    def scan(self, table: TableName, *, segment: int, segments: int, start: Position | None, limit: int) -> Window:
        check_segment(segment, segments)
        check_limit(limit)
        body: Body = {
            "TableName": self._names[table],
            "Segment": segment,
            "TotalSegments": segments,
            "Limit": limit + 1,
        }
        if start:
            body["ExclusiveStartKey"] = {"pk": {"S": start.pk}, "sk": {"S": start.sk}}
        return self._window("Scan", body, table, limit, None)

    def _items_at(self, keys: Sequence[Key], consistent: bool) -> list[Item]:
        items: list[Item] = []
        wanted: Body = {}
        for key in keys:
            of_table = wanted.setdefault(self._names[key.table], {"Keys": [], "ConsistentRead": consistent})
            of_table["Keys"].append(wire.key_attributes(key))
        for attempt in range(_UNPROCESSED_ROUNDS):
            answer = self._read("BatchGetItem", {"RequestItems": wanted})
            for name, rows in answer["Responses"].items():
                items += (wire.decode(self._logical[name], row) for row in rows)
            wanted = answer.get("UnprocessedKeys") or {}
            if not wanted:
                return items
            time.sleep(aws.jitter(0.05 * 2**attempt))
        raise AwsError("ProvisionedThroughputExceededException", "keys were left unprocessed again and again", 400, {})

    def _window(self, operation: str, body: Body, table: TableName, limit: int, index: Index | None) -> Window:
        answer = self._read(operation, body)
        items = [wire.decode(table, row) for row in answer["Items"][:limit]]
        now = self._clock()
        live = tuple(item for item in items if _is_live(item, now))
        if len(answer["Items"]) > limit:
            return Window(live, wire.position_of(items[-1], index))
        last = answer.get("LastEvaluatedKey")
        return Window(live, wire.position_behind(last, index) if last else None)

    def _write_one(self, write: Write) -> None:
        body: Body = {"TableName": self._names[write.key.table], **wire.condition(write.condition)}
        if isinstance(write, Put):
            operation, body["Item"] = "PutItem", wire.encode(write.item)
        else:
            operation, body["Key"] = "DeleteItem", wire.key_attributes(write.key)
        try:
            self._write(operation, body)
        except AwsError as error:
            raise _write_failure(error, write.key) from error

    def _transaction_item(self, write: Write) -> Body:
        body: Body = {"TableName": self._names[write.key.table], **wire.condition(write.condition)}
        if isinstance(write, Put):
            body["Item"] = wire.encode(write.item)
            return {"Put": body}
        body["Key"] = wire.key_attributes(write.key)
        return {"Delete" if isinstance(write, Delete) else "ConditionCheck": body}

    def _take(self, key: Key, spending: Spending, *, in_use: bool) -> "int | _Refused":
        """Try one of the two updates of a bucket: the moment at which it will be full, or what refused it."""
        body = {
            **self._address(key),
            **(wire.take_from_used(spending) if in_use else wire.take_from_full(spending)),
            "ExpressionAttributeNames": {"#kind": "kind", "#full_at": "version", "#expires": "expires"},
            "ReturnValues": "ALL_NEW",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        try:
            answer = self._write("UpdateItem", body)
        except AwsError as error:
            if error.code != "ConditionalCheckFailedException":
                raise _write_failure(error, key) from error
            old = error.body.get("Item")
            return _Refused(int(old["version"]["N"]) if old else None)
        return int(answer["Attributes"]["version"]["N"])

    def _remember(self, key: Key, full_at: int) -> None:
        if len(self._full_at) >= 1000:
            self._full_at.clear()
        self._full_at[key] = full_at

    def _address(self, key: Key) -> Body:
        return {"TableName": self._names[key.table], "Key": wire.key_attributes(key)}

    def _read(self, operation: str, body: Body) -> Body:
        return self._call(operation, body, reads=True)

    def _write(self, operation: str, body: Body) -> Body:
        return self._call(operation, body, reads=False)

    def _call(self, operation: str, body: Body, *, reads: bool) -> Body:
        body["ReturnConsumedCapacity"] = "TOTAL"
        try:
            answer = self._transport(operation, body)
        except AwsError:
            meter.count()
            raise
        units = _consumed(answer)
        meter.count(read_units=units if reads else 0.0, write_units=0.0 if reads else units)
        return answer


class _Refused:
    """A bucket was not in the state that an update assumed; `seen` is the moment at which it is full."""

    def __init__(self, seen: int | None) -> None:
        self.seen = seen


def _is_live(item: Item, now: float) -> bool:
    return item.expires is None or item.expires > now


def _consumed(answer: Body) -> float:
    consumed = answer.get("ConsumedCapacity") or []
    rows = consumed if isinstance(consumed, list) else [consumed]
    return sum(float(row.get("CapacityUnits", 0.0)) for row in rows)


def _write_failure(error: AwsError, key: Key) -> Exception:
    """What the failure of a write of one item means to the caller."""
    if error.code == "ConditionalCheckFailedException":
        return ConditionFailed([key])
    return _general_failure(error)


def _transaction_failure(error: AwsError, writes: Sequence[Write]) -> Exception:
    """What the failure of a transaction means to the caller."""
    if error.code == "IdempotentParameterMismatchException":
        return ValueError("the token was used for another transaction")
    if error.code != "TransactionCanceledException":
        return _general_failure(error)
    reasons = [(reason.get("Code") or "None", reason.get("Message") or "") for reason in _reasons(error)]
    failed = [write.key for write, (code, _) in zip(writes, reasons, strict=False) if code == "ConditionalCheckFailed"]
    if failed:
        return ConditionFailed(failed)
    if any(code in _TOO_LARGE_REASONS or _speaks_of_size(message) for code, message in reasons):
        return ItemTooLarge(error.message)
    if any(code in _BUSY_REASONS for code, _ in reasons):
        return Contention(error.message)
    return error


def _general_failure(error: AwsError) -> Exception:
    if error.code in _BUSY:
        return Contention(error.message)
    if error.code == "ValidationException" and _speaks_of_size(error.message):
        return ItemTooLarge(error.message)
    return error


def _reasons(error: AwsError) -> Sequence[Body]:
    reasons: Sequence[Body] = error.body.get("CancellationReasons") or ()
    return reasons


def _speaks_of_size(message: str) -> bool:
    """DynamoDB has no code of its own for what is too large, only sentences."""
    return "size" in message and "exceed" in message
