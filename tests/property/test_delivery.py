"""Nothing lost, nothing twice: whatever happens on the way, every committed event takes effect exactly once in state.

Deliveries are duplicated, reordered and cut off: a consumer's process dies before or after any of
its database calls, or loses a commit. The queue delivers again what was not acknowledged, as SQS does.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onetick.kernel import registry
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.ids import new_ulid
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.kernel.table import Contention, Item, Key, Position, Query, TableName, Window, Write
from onetick.kernel.triggers import Consumer
from tests.service import Person, Service, Team, a_team, running

T = TypeVar("T")
CONSUMERS = [entry for entry in registry.entries() if isinstance(entry, Consumer)]


class Died(BaseException):
    """The process is gone: nothing in it can catch this."""


class Fragile:
    """Tables in front of which the process dies, or the commit is lost, at chosen calls."""

    def __init__(self, inner: MemoryTables, faults: Mapping[int, str]) -> None:
        self._inner, self._faults, self.calls = inner, faults, 0

    def _at(self, act: Callable[[], T], *, writes: bool) -> T:
        self.calls += 1
        fault = self._faults.get(self.calls)
        if fault == "dies before":
            raise Died
        if fault == "contention" and writes:
            raise Contention
        result = act()
        if fault == "dies after":
            raise Died
        return result

    def get_many(self, keys: Sequence[Key], *, consistent: bool = True) -> Mapping[Key, Item]:
        return self._at(lambda: self._inner.get_many(keys, consistent=consistent), writes=False)

    def query(self, query: Query) -> Window:
        return self._at(lambda: self._inner.query(query), writes=False)

    def transact(self, writes: Sequence[Write], *, token: str | None = None) -> None:
        self._at(lambda: self._inner.transact(writes, token=token), writes=True)

    def add(self, key: Key, amount: int) -> int:
        return self._at(lambda: self._inner.add(key, amount), writes=True)

    def spend(self, key: Key, *, tokens: int, capacity: int, per_second: float, now: float) -> float | None:
        return self._inner.spend(key, tokens=tokens, capacity=capacity, per_second=per_second, now=now)

    def scan(self, table: TableName, *, segment: int, segments: int, start: Position | None, limit: int) -> Window:
        return self._inner.scan(table, segment=segment, segments=segments, start=start, limit=limit)


def history(service: Service) -> tuple[Team, Person]:
    """Something of everything that consumers take; nothing is delivered yet."""
    team = a_team(service)
    ben = team.join("Ben")
    project = team.project()
    owner, w = team.owner, team.w
    owner.put(f"{w}/projects/{project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    task = team.task(project, assignee_ids=[ben.id], due_at="2031-01-01T00:00:00Z")
    other = team.task(project, "Another")
    owner.post(f"{w}/tasks/{task['id']}/comments", {"body_md": f"Look, @{ben.id}"}).expect(201)
    owner.post(f"{w}/tasks/{task['id']}/transition", {"status": "in_progress"}).expect(200)
    owner.delete(f"{w}/tasks/{other['id']}").expect(204)
    return team, ben


def messages(service: Service) -> list[tuple[Consumer, str]]:
    """What the queues hold: each event, once for every consumer that subscribed."""
    found = []
    for event in service.events():
        found += [(one, json.dumps({"detail": event})) for one in CONSUMERS if one.takes(event)]
    return found


def deliver(consumer: Consumer, body: str, context: Any = None) -> bool:
    """Hand over one message; whether it was acknowledged."""
    record = {"messageId": new_ulid(), "body": body, "attributes": {}}
    try:
        return bool(consumer({"Records": [record]}, context) == {"batchItemFailures": []})
    except Died:
        return False


def effects(tables: MemoryTables) -> list[Any]:
    """What consumers left behind, but for what differs by chance: identifiers and times."""
    kinds = {"notification", "inbox", "digest", "timetable", "column_counts", "done"}
    windows = [tables.scan(table, segment=0, segments=1, start=None, limit=100_000) for table in TableName]
    rows = [item for window in windows for item in window.items if item.kind in kinds]
    return sorted((item.kind, _plain(item)) for item in rows)


def _plain(item: Item) -> str:
    document = json.loads(item.doc)
    for name in ("id", "created_at", "expires", "due_at", "name", "read_through"):
        document.pop(name, None)
    # An inbox names what is unread in it.
    document["waiting"] = len(document.get("waiting", ()))
    return json.dumps(document, sort_keys=True)


faults = st.dictionaries(st.integers(1, 60), st.sampled_from(["dies before", "dies after", "contention"]), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_event_takes_effect_exactly_once(data: st.DataObject) -> None:
    with running() as service:
        history(service)
        assert isinstance(service.tables, MemoryTables)
        fresh = service.tables.snapshot()
        waiting = messages(service)
        for message in waiting:
            assert deliver(*message)
        expected = effects(service.tables)

        service.tables.restore(fresh)
        queue = data.draw(st.permutations([*waiting, *data.draw(st.lists(st.sampled_from(waiting), max_size=6))]))
        fragile = Fragile(service.tables, data.draw(faults))
        with use(Runtime(fragile, Limiter(fragile), service.clock, lambda: service.objects)):
            _until_empty(queue)
        assert effects(service.tables) == expected


def _until_empty(queue: Sequence[tuple[Consumer, str]]) -> None:
    left = list(queue)
    for _ in range(100):
        if not left:
            return
        left = [message for message in left if not deliver(*message)]
    raise AssertionError("messages that never succeed")


@pytest.mark.parametrize("consumer", CONSUMERS, ids=lambda consumer: consumer.name)
@pytest.mark.parametrize("body", ["{", "[]", '{"detail": {}}', '{"detail": {"id": 5}}', "null"])
def test_poison_fails_alone(consumer: Consumer, body: str) -> None:
    with running():
        records = [{"messageId": "poison", "body": body, "attributes": {}}]
        assert consumer({"Records": records}, None) == {"batchItemFailures": [{"itemIdentifier": "poison"}]}
