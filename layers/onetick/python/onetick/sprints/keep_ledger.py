"""Keep the ledger of a sprint: what is in it, what is done, and what each day changed.

Each event of a task shows the task as it was stored, with its version, so what counts is the
difference to what was counted of it before. An event that comes twice, or behind a later one of the
same task, changes nothing: the order of delivery does not matter to any sum. What happened before
the start of the sprint makes up its commitment, what happened afterwards belongs to a day, and what
happens after its end is not its business any more.
"""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work

from .events import SPRINT_SCOPE_CHANGED
from .model import NOTHING, SHARDS, Amounts, Sprint, SprintDay, SprintEntry, SprintTally


def keep_ledger(work: Work, occurrence: Occurrence) -> None:
    """Count one event of a task, in the sprint it is in and in the one that it was in."""
    ids = _sprints(occurrence)
    if not ids:
        return
    shard = zlib.crc32(occurrence.aggregate_id.encode()) % SHARDS
    places = [{"org_id": occurrence.org_id, "sprint_id": id} for id in ids]
    work.prefetch(
        key
        for id, place in zip(ids, places, strict=True)
        for key in (
            Sprint.key(org_id=occurrence.org_id, id=id),
            SprintEntry.key(**place, task_id=occurrence.aggregate_id),
            SprintTally.key(**place, shard=shard),
        )
    )
    for id in ids:
        sprint = work.find(Sprint, Sprint.key(org_id=occurrence.org_id, id=id))
        if sprint is not None:
            _count(work, sprint, occurrence, shard)


def _sprints(occurrence: Occurrence) -> list[str]:
    """The sprints that an event concerns. An event from before there were sprints concerns none."""
    named = (occurrence.resource.get("sprint_id"), occurrence.previous.get("sprint_id"))
    return [id for id in dict.fromkeys(named) if id is not None]


def _count(work: Work, sprint: Sprint, occurrence: Occurrence, shard: int) -> None:
    moment = datetime.fromisoformat(occurrence.time)
    if _is_behind(sprint.completed_at, moment):
        return
    place: dict[str, Any] = {"org_id": sprint.org_id, "sprint_id": sprint.id}
    before = work.find(SprintEntry, SprintEntry.key(**place, task_id=occurrence.aggregate_id))
    before = before or SprintEntry(**place, task_id=occurrence.aggregate_id, seen=0)
    if occurrence.aggregate_version <= before.seen:
        return
    after = _entry(before, occurrence)
    work.put(after)
    in_progress = _is_behind(sprint.started_at, moment)
    _add_up(work, before, after, shard, committing=not in_progress)
    if in_progress:
        _enter_day(work, sprint, moment, before, after, shard)
        for change in _changes(before, after):
            _tell(work, sprint, occurrence, change, before, after)


def _is_behind(boundary: datetime | None, moment: datetime) -> bool:
    """Whether something happened after a boundary. Events tell the time to the millisecond."""
    return boundary is not None and moment >= boundary.replace(microsecond=boundary.microsecond // 1000 * 1000)


def _entry(before: SprintEntry, occurrence: Occurrence) -> SprintEntry:
    task = occurrence.resource
    return replace(
        before,
        seen=occurrence.aggregate_version,
        present=task.get("sprint_id") == before.sprint_id and task.get("deleted_at") is None,
        done=task["completed_at"] is not None,
        points=task["points"],
        minutes=task["estimate_minutes"],
    )


def _add_up(work: Work, before: SprintEntry, after: SprintEntry, shard: int, *, committing: bool) -> None:
    scope, done = after.scope - before.scope, after.finished - before.finished
    if scope == NOTHING and done == NOTHING:
        return
    place: dict[str, Any] = {"org_id": after.org_id, "sprint_id": after.sprint_id, "shard": shard}
    tally = work.find(SprintTally, SprintTally.key(**place)) or SprintTally(**place)
    committed = tally.committed + scope if committing else tally.committed
    work.put(replace(tally, committed=committed, scope=tally.scope + scope, done=tally.done + done))


def _enter_day(
    work: Work, sprint: Sprint, moment: datetime, before: SprintEntry, after: SprintEntry, shard: int
) -> None:
    more, less = _apart(before.scope, after.scope)
    done = after.finished - before.finished
    if (more, less, done) == (NOTHING, NOTHING, NOTHING):
        return
    place: dict[str, Any] = {"org_id": sprint.org_id, "sprint_id": sprint.id, "day": sprint.day_of(moment)}
    day = work.find(SprintDay, SprintDay.key(**place, shard=shard)) or SprintDay(**place, shard=shard)
    work.put(replace(day, added=day.added + more, removed=day.removed + less, done=day.done + done))


def _apart(before: Amounts, after: Amounts) -> tuple[Amounts, Amounts]:
    """What came and what went, each at least nothing."""
    change = after - before
    came = Amounts(tasks=max(0, change.tasks), points=max(0, change.points), minutes=max(0, change.minutes))
    return came, came - change


def _changes(before: SprintEntry, after: SprintEntry) -> Iterator[str]:
    if before.present != after.present:
        yield "added" if after.present else "removed"
    elif after.present and before.scope != after.scope:
        yield "estimated"


def _tell(
    work: Work, sprint: Sprint, occurrence: Occurrence, change: str, before: SprintEntry, after: SprintEntry
) -> None:
    task = occurrence.resource
    work.emit(
        SPRINT_SCOPE_CHANGED,
        sprint,
        change=change,
        task_id=occurrence.aggregate_id,
        task_key=task["key"],
        title=task["title"],
        points_before=before.points if before.present else None,
        points_after=after.points if after.present else None,
        minutes_before=before.minutes if before.present else None,
        minutes_after=after.minutes if after.present else None,
        changed_by=occurrence.actor_id,
        changed_at=occurrence.time,
    )
