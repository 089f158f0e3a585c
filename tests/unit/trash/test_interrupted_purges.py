"""A purge that is cut off anywhere, delivered twice, or meets a restore: one of the two happens, and wholly."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from functions.consumers.purge_traces import handler as purge_traces
from functions.schedules.purge_trash import handler as purge_trash
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.ids import new_ulid
from onetick.kernel.table import Write
from tests.unit.tasks.desk import Desk, names

from .searching import everything, holding
from .test_purging_tasks import MARK, a_lived_in_task


@contextmanager
def cut_off(desk: Desk, at: int, *, after: bool) -> Iterator[list[int]]:
    """Within this, the transaction with this number breaks off, before it was committed or just after."""
    transact, calls = desk.service.tables.transact, [0]

    def breaking(writes: Sequence[Write], *, token: str | None = None) -> None:
        calls[0] += 1
        if calls[0] == at and not after:
            raise ConnectionError
        transact(writes, token=token)
        if calls[0] == at:
            raise ConnectionError

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.service.tables, "transact", breaking)
        yield calls


def hand_over(events: list[dict[str, Any]]) -> list[Any]:
    """Deliver events to the consumer that purges; which of them it could not handle."""
    failed = []
    for event in events:
        record = {"messageId": new_ulid(), "body": json.dumps({"detail": event}), "attributes": {}}
        failed += purge_traces({"Records": [record]}, None)["batchItemFailures"]
    return failed


@pytest.mark.parametrize("after", [False, True])
def test_wherever_it_is_cut_off_it_goes_on_until_nothing_is_left(desk: Desk, after: bool) -> None:
    tables = desk.service.tables
    assert isinstance(tables, MemoryTables)
    task = a_lived_in_task(desk)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver()
    desk.service.clock.advance(days=31)
    assert purge_trash({}, None) == {"purged": 1}
    purged = [event for event in desk.service.events() if event["type"].startswith("onetick.task.purged")]
    begun, files, at = tables.snapshot(), desk.service.objects.snapshot(), 0
    while True:
        at += 1
        tables.restore(begun)
        desk.service.objects.restore(files)
        with cut_off(desk, at, after=after) as calls:
            failed = hand_over(purged)
        if calls[0] < at:
            break
        assert failed, f"transaction {at} was cut off"
        assert hand_over(purged * 2) == []
        assert holding(desk.service, MARK) == [], f"cut off at {at}"
        assert desk.service.objects.keys == []
        assert names(desk.service.events()).count("purge.finished") == 1
    assert at > 5


@pytest.mark.parametrize("purge_first", [False, True])
def test_of_a_restore_and_a_purge_at_the_same_moment_one_wins(desk: Desk, purge_first: bool) -> None:
    task = desk.task(f"{MARK} title")
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver()
    purging, restoring = f"{desk.team.w}/trash/task/{task['id']}", desk.url(task, "/restore")
    transact, met = desk.service.tables.transact, False

    def purge() -> int:
        return desk.ann.delete(purging, headers={"If-Match": "*"}).status

    def restore() -> int:
        return desk.ann.post(restoring).status

    first, second = (purge, restore) if purge_first else (restore, purge)

    def racing(writes: Sequence[Write], *, token: str | None = None) -> None:
        """The second is done between what the first has read and its commit."""
        nonlocal met
        if not met and len(writes) > 1:
            met = True
            assert second() in (200, 204)
        transact(writes, token=token)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.service.tables, "transact", racing)
        lost = first()
    assert met and lost in (404, 409)
    desk.service.deliver()
    if purge_first:
        assert desk.now(task)["title"] == f"{MARK} title"
        return
    assert desk.ann.get(desk.url(task)).status == 404
    assert [row for row in holding(desk.service, MARK) if not row.startswith("idempotency ")] == []


def test_a_step_costs_the_same_however_much_there_is(desk: Desk) -> None:
    """No transaction has more than a hundred items, and none reads more than a window."""
    task = desk.task(f"{MARK} title")
    for number in range(60):
        desk.ann.post(desk.url(task, "/comments"), {"body_md": f"{MARK} {number}"}).expect(201)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver()
    desk.service.clock.advance(days=31)
    transact, sizes = desk.service.tables.transact, []

    def measured(writes: Sequence[Write], *, token: str | None = None) -> None:
        sizes.append(len(writes))
        transact(writes, token=token)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.service.tables, "transact", measured)
        purge_trash({}, None)
        desk.service.deliver(rounds=30)
    assert max(sizes) <= 100
    assert holding(desk.service, MARK) == []
    assert not any(item.kind == "comment" for item in everything(desk.service))
