"""The relay: nothing committed is lost on the way to the bus, and nothing blocks the stream."""

import json
from typing import Any

import pytest

from onetick.kernel.adapters import aws
from onetick.kernel.delivery.relaying import relay


class Bus:
    """A bus that refuses what it is told to, and the parking queue."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[list[dict[str, str]]] = []
        self.refuse: dict[str, str] = {}
        self.parked: list[dict[str, Any]] = []
        monkeypatch.setattr(aws, "put_events", self._put)
        monkeypatch.setattr(aws, "send_message", self._park)

    @property
    def published(self) -> list[str]:
        return [json.loads(entry["Detail"])["id"] for call in self.calls for entry in call]

    def _put(self, entries: list[dict[str, str]]) -> list[str | None]:
        codes = [self.refuse.get(json.loads(entry["Detail"])["id"]) for entry in entries]
        self.calls.append([entry for entry, code in zip(entries, codes, strict=True) if code is None])
        return codes

    def _park(self, url: str, text: str) -> str:
        assert url.endswith("/123456789012/onetick-test-relay-dead")
        self.parked.append(json.loads(text))
        return "m"


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Bus:
    return Bus(monkeypatch)


def record(number: int, **more: Any) -> dict[str, Any]:
    cloudevent = {"id": f"e{number}", "type": "onetick.toy.made.v1", **more}
    image = {"kind": {"S": "event"}, "doc": {"S": json.dumps({"cloudevent": cloudevent, "audit": {"source_ip": "x"}})}}
    return {"eventName": "INSERT", "dynamodb": {"SequenceNumber": str(number), "NewImage": image}}


def run(records: list[dict[str, Any]]) -> dict[str, Any]:
    return relay(records, account="123456789012")


def test_every_event_is_published_in_calls_of_ten_without_its_audit_part(bus: Bus) -> None:
    assert run([record(number) for number in range(25)]) == {"batchItemFailures": []}
    assert [len(call) for call in bus.calls] == [10, 10, 5]
    assert bus.published == [f"e{number}" for number in range(25)]
    assert "source_ip" not in json.dumps(bus.calls)


def test_what_the_bus_refuses_for_now_is_delivered_again_from_there_on(bus: Bus) -> None:
    bus.refuse["e12"] = "ThrottlingException"
    assert run([record(number) for number in range(25)]) == {"batchItemFailures": [{"itemIdentifier": "12"}]}
    bus.refuse.clear()
    assert run([record(number) for number in range(12, 25)]) == {"batchItemFailures": []}
    assert set(bus.published) == {f"e{number}" for number in range(25)}


def test_a_poison_record_is_parked_and_the_rest_goes_on(bus: Bus) -> None:
    broken = {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "1", "NewImage": {"doc": {"S": "{"}}}}
    assert run([record(0), broken, record(2)]) == {"batchItemFailures": []}
    assert bus.published == ["e0", "e2"]
    assert bus.parked == [{"reason": "not an event item", "record": broken}]


def test_an_event_too_large_for_the_bus_is_parked(bus: Bus) -> None:
    run([record(0, data="x" * 300_000), record(1)])
    assert (bus.published, bus.parked[0]["reason"]) == (["e1"], "too large for the bus")


def test_what_the_bus_refuses_for_ever_is_parked(bus: Bus) -> None:
    bus.refuse["e1"] = "MalformedDetail"
    assert run([record(0), record(1), record(2)]) == {"batchItemFailures": []}
    assert (bus.published, bus.parked[0]["reason"]) == (["e0", "e2"], "MalformedDetail")


def test_large_events_share_no_call(bus: Bus) -> None:
    run([record(number, data="x" * 100_000) for number in range(5)])
    assert [len(call) for call in bus.calls] == [2, 2, 1]
