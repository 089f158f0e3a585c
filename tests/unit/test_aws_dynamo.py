"""What DynamoDB's failures mean to the caller, and what is asked again."""

from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.adapters import wire
from onetick.kernel.adapters.aws import AwsError
from onetick.kernel.adapters.dynamo import DynamoTables
from onetick.kernel.table import (
    Absent,
    ConditionFailed,
    Contention,
    Item,
    ItemTooLarge,
    Key,
    Present,
    Put,
    Query,
    TableName,
)

Body = dict[str, Any]
A, B = Key(TableName.TENANT, "org#p", "a"), Key(TableName.GLOBAL, "org#p", "b")


class Scripted:
    """A transport that answers from a script and remembers what it was asked."""

    def __init__(self, *answers: Body | Exception) -> None:
        self.answers, self.asked = list(answers), list[tuple[str, Body]]()

    def __call__(self, operation: str, body: Body) -> Body:
        self.asked.append((operation, body))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def row(key: Key) -> Body:
    return wire.encode(Item(key=key, kind="thing", schema=1, version=1, doc="{}"))


def put(key: Key) -> Put:
    return Put(Item(key=key, kind="thing", schema=1, version=1, doc="{}"), Absent())


def cancelled(*codes: str | None, message: str = "") -> AwsError:
    reasons = [{"Code": code or "None", "Message": message} for code in codes]
    return AwsError("TransactionCanceledException", "cancelled", 400, {"CancellationReasons": reasons})


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (cancelled("ConditionalCheckFailed", "TransactionConflict"), ConditionFailed),
        (cancelled(None, "TransactionConflict"), Contention),
        (cancelled("ThrottlingError", None), Contention),
        (cancelled("ProvisionedThroughputExceeded", None), Contention),
        (cancelled("ValidationError", message="Item size has exceeded the maximum allowed size"), ItemTooLarge),
        (cancelled("ItemCollectionSizeLimitExceeded"), ItemTooLarge),
        (cancelled("ValidationError", message="Type mismatch"), AwsError),
        (AwsError("TransactionInProgressException", "", 400, {}), Contention),
        (AwsError("ThrottlingException", "", 400, {}), Contention),
        (AwsError("ValidationException", "Transaction request exceeds the 4MB size limit", 400, {}), ItemTooLarge),
        (AwsError("IdempotentParameterMismatchException", "", 400, {}), ValueError),
        (AwsError("AccessDeniedException", "", 400, {}), AwsError),
        (AwsError("TimeoutError", "", 0, {}), AwsError),
    ],
)
def test_a_failed_transaction_says_what_the_caller_can_do(error: AwsError, expected: type[Exception]) -> None:
    with pytest.raises(expected):
        DynamoTables(transport=Scripted(error)).transact([put(A), put(B)])


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (AwsError("ConditionalCheckFailedException", "", 400, {}), ConditionFailed),
        (AwsError("TransactionConflictException", "", 400, {}), Contention),
        (AwsError("ProvisionedThroughputExceededException", "", 400, {}), Contention),
        (AwsError("ValidationException", "Item size has exceeded the maximum allowed size", 400, {}), ItemTooLarge),
        (AwsError("ValidationException", "something else", 400, {}), AwsError),
        (AwsError("ResourceNotFoundException", "", 400, {}), AwsError),
    ],
)
def test_a_failed_write_says_what_the_caller_can_do(error: AwsError, expected: type[Exception]) -> None:
    with pytest.raises(expected):
        DynamoTables(transport=Scripted(error)).transact([put(A)])


def test_the_failed_keys_are_those_whose_reason_says_so() -> None:
    with pytest.raises(ConditionFailed) as refused:
        DynamoTables(transport=Scripted(cancelled(None, "ConditionalCheckFailed"))).transact([put(A), put(B)])
    assert refused.value.keys == (B,)


def test_a_single_write_is_a_plain_request_unless_a_token_protects_it() -> None:
    transport = Scripted({}, {}, {})
    tables = DynamoTables(transport=transport)
    tables.transact([put(A)])
    tables.transact([put(A)], token="token")
    tables.transact([put(A), put(B)])
    (first, _), (second, protected), (third, generated) = transport.asked
    assert (first, second, third) == ("PutItem", "TransactWriteItems", "TransactWriteItems")
    assert protected["ClientRequestToken"] == "token"
    assert 1 <= len(generated["ClientRequestToken"]) <= 36


def test_keys_left_unprocessed_are_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []
    monkeypatch.setattr("time.sleep", naps.append)
    left = {"onetick-test-global": {"Keys": [{"pk": {"S": "org#p"}, "sk": {"S": "b"}}], "ConsistentRead": True}}
    transport = Scripted(
        {"Responses": {"onetick-test": [row(A)]}, "UnprocessedKeys": left},
        {"Responses": {"onetick-test-global": [row(B)]}, "UnprocessedKeys": {}},
    )
    assert set(DynamoTables(transport=transport).get_many([A, B])) == {A, B}
    assert transport.asked[1][1]["RequestItems"] == left
    assert len(naps) == 1


def test_keys_that_stay_unprocessed_are_an_error_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    answer: Body = {"Responses": {}, "UnprocessedKeys": {"onetick-test": {"Keys": []}}}
    with pytest.raises(AwsError) as error:
        DynamoTables(transport=Scripted(*[answer] * 4)).get_many([A, B])
    assert error.value.may_pass


def test_a_window_cut_short_by_its_size_goes_on_where_it_ended() -> None:
    last = {"pk": {"S": "org#p"}, "sk": {"S": "a"}}
    tables = DynamoTables(transport=Scripted({"Items": [row(A)], "LastEvaluatedKey": last}))
    window = tables.query(Query(table=TableName.TENANT, pk="org#p"))
    assert window.next is not None
    assert window.next.sk == "a"


def test_reported_capacity_and_failed_calls_are_metered() -> None:
    one, many = {"CapacityUnits": 1.5}, [{"CapacityUnits": 4.0}, {"CapacityUnits": 2.0}]
    failure = AwsError("ConditionalCheckFailedException", "", 400, {})
    transport = Scripted({"Responses": {}, "ConsumedCapacity": [one]}, {"ConsumedCapacity": many}, failure)
    tables = DynamoTables(transport=transport)
    meter.reset()
    tables.get_many([A])
    tables.transact([put(A), put(B)])
    with pytest.raises(ConditionFailed):
        tables.transact([Put(put(A).item, Present())])
    assert meter.snapshot() == meter.Usage(calls=3, read_units=1.5, write_units=6.0)
    assert all(body["ReturnConsumedCapacity"] == "TOTAL" for _, body in transport.asked)


def test_a_bucket_in_use_elsewhere_costs_a_second_call_and_a_refusal_only_one() -> None:
    used = AwsError("ConditionalCheckFailedException", "", 400, {"Item": {"version": {"N": "100500000"}}})
    taken = {"Attributes": {"version": {"N": "101500000"}}}
    transport = Scripted(used, taken)
    tables = DynamoTables(transport=transport)
    assert tables.spend(A, tokens=1, capacity=2, per_second=1, now=100) == pytest.approx(0.5)
    assert len(transport.asked) == 2
    empty = AwsError("ConditionalCheckFailedException", "", 400, {"Item": {"version": {"N": "102000000"}}})
    transport.answers.append(empty)
    assert tables.spend(A, tokens=1, capacity=2, per_second=1, now=100.5) is None
    assert len(transport.asked) == 3


def test_another_failure_of_a_bucket_is_not_taken_for_an_empty_one() -> None:
    tables = DynamoTables(transport=Scripted(AwsError("ThrottlingException", "", 400, {})))
    with pytest.raises(Contention):
        tables.spend(A, tokens=1, capacity=2, per_second=1, now=100)
