"""Timetables: what has to be looked at when its time comes, worked off by schedules."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from onetick.kernel import grants as may
from onetick.kernel import telemetry
from onetick.kernel.events import EventType
from onetick.kernel.grants import Grant
from onetick.kernel.ids import new_ulid
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.recording import rfc3339
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName
from onetick.kernel.triggers import Schedule, on_schedule
from onetick.kernel.work import Work

from .model import SHARDS, Purpose, TimetableEntry
from .store import TIMETABLE

BATCH = 100
MAX_BATCHES = 20

Act = Callable[[Work, TimetableEntry], None]
"""What is done about an entry whose time has come."""


def schedule(
    *, emits: Sequence[EventType[Any]], grants: Sequence[Grant] = ()
) -> Callable[[Callable[..., Any]], Schedule]:
    """Declare a schedule that works off timetables; `grants` is what its acts need beyond reading and storing."""
    return on_schedule(
        "rate(5 minutes)",
        derives=True,
        emits=emits,
        tables=[TableName.TENANT, TableName.GLOBAL],
        grants=[
            may.read(TableName.TENANT),
            may.query(TableName.GLOBAL),
            may.store(TableName.TENANT),
            may.remove(TableName.GLOBAL),
            *grants,
        ],
    )


def enter(work: Work, entry: TimetableEntry) -> None:
    """Put an entry in its timetable; the same one twice is one."""
    work.replace(entry)


def work_off(schedule: Acting, purpose: Purpose, act: Act) -> int:
    """Act on every entry whose time has come, each in a transaction of its own that takes it out.

    Returns how many. One that fails stays in and is logged; the others go on. At most
    `BATCH * MAX_BATCHES` entries of each shard are taken, the rest at the next run.
    """
    done, now = 0, runtime().clock()
    for shard in range(SHARDS):
        for entry in _due(schedule, purpose, shard, now):
            done += _act_on(schedule, entry, act)
    return done


def _act_on(schedule: Acting, entry: TimetableEntry, act: Act) -> bool:
    def once(work: Work) -> None:
        work.discard(type(entry), entry.own_key)
        act(work, entry)

    cause = Cause(correlation_id=new_ulid())
    telemetry.begin(cause.correlation_id, operation=schedule.operation, org=entry.org_id)
    try:
        perform(schedule, once, org_id=entry.org_id, workspace_id=entry.workspace_id, cause=cause)
    except Exception:
        # One tenant's trouble must not stop the others' clock.
        telemetry.logger.exception("timetable entry failed", extra={"purpose": entry.purpose, "subject": entry.subject})
        return False
    return True


def _due(schedule: Acting, purpose: Purpose, shard: int, now: datetime) -> Iterator[TimetableEntry]:
    after: str | None = None
    for _ in range(MAX_BATCHES):
        asked = TIMETABLE.of(purpose=purpose, shard=shard, after=after, before=f"{rfc3339(now)}~")
        read = partial(Work.some, asked=asked, limit=BATCH)
        batch = perform(schedule, read, org_id=None, cause=Cause(correlation_id=new_ulid()))
        yield from batch or ()
        if not batch or len(batch) < BATCH:
            return
        after = batch[-1].own_key.sk
