"""The messages of a worker whose process dies, or loses a commit, at chosen calls to the database.

What it did not acknowledge is delivered again, as SQS does.
"""

import json
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.jobs import working
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.kernel.triggers import Worker
from tests.property.test_delivery import Fragile, deliver
from tests.service import Service

ENOUGH = SimpleNamespace(get_remaining_time_in_millis=lambda: 60_000)
HURRY = SimpleNamespace(get_remaining_time_in_millis=lambda: working.RESERVE_MS - 1)
"""How much time an invocation has left: for many steps, or for one."""
FAULTS = ("dies before", "dies after", "contention")

Queue = Callable[[list[str], list[str]], list[str]]
"""What waits, of what waited and what is fresh."""


def in_order(waiting: list[str], fresh: list[str]) -> list[str]:
    """First in, first out."""
    return waiting + fresh


def messages(service: Service, worker: Worker, *, told: int = 0) -> list[str]:
    """Every message that the worker's queue was sent, but for what the first `told` events said."""
    return [json.dumps({"detail": event}) for event in service.events()[told:] if worker.takes(event)]


def work_off(
    service: Service,
    worker: Worker,
    faults: Mapping[int, str],
    *,
    context: Any,
    queue: Queue = in_order,
    told: int = 0,
) -> int:
    """Work off everything; how many calls that took. The database fails at the calls that `faults` names."""
    assert isinstance(service.tables, MemoryTables)
    fragile = Fragile(service.tables, faults)
    waiting: list[str] = []
    seen = 0
    with use(Runtime(fragile, Limiter(fragile), service.clock, lambda: service.objects)):
        for _ in range(300):
            fresh = messages(service, worker, told=told)[seen:]
            seen += len(fresh)
            waiting = queue(waiting, fresh)
            if not waiting:
                return fragile.calls
            message = waiting.pop(0)
            if not deliver(worker, message, context):
                waiting.append(message)
    raise AssertionError("messages that never succeed")
