"""Empty what a purged thing leads to: place by place, in steps of one transaction each.

How far it is, is stored with what is erased, so a step happens once, whoever is cut off or delivered
twice, and of two that take the same step one loses. A row is erased with its copies elsewhere; the
places and files that it leads to go first or are remembered in the same transaction. An event stays,
without what it tells.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from onetick.kernel import telemetry
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.entity import Entity, kinds
from onetick.kernel.events import EventRecord
from onetick.kernel.history import past
from onetick.kernel.objects import ObjectKey
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.purging import (
    Place,
    freed_by,
    is_known,
    is_redacted,
    redacted,
    scrubbed,
    ties,
    ties_of,
    traces_of,
)
from onetick.kernel.table import Item, Key
from onetick.kernel.tally import Counted, count
from onetick.kernel.work import MAX_ITEMS, Work

from .events import PURGE_CONTINUED, PURGE_FINISHED
from .model import How, Purge, Stretch
from .purge import purge

WINDOW = 40
MOST = MAX_ITEMS - 12
"""So many items are erased in a step at most; the others are how far it is, and the purge of one thing more."""
MAX_STEPS = 100
"""So many steps a delivery takes at most; others wait for their turn."""


def walk(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Empty what the thing leads to, as far as one delivery gets."""
    cause = Cause(correlation_id=occurrence.correlation_id, event_id=occurrence.id, traceparent=occurrence.traceparent)
    key = Purge.key(org_id=occurrence.org_id, id=occurrence.context.get("thing_id", occurrence.aggregate_id))
    for _ in range(MAX_STEPS):
        purge = perform(
            consumer,
            partial(_step, key=key),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=cause,
        )
        if purge is None or purge.finished_at is not None:
            return
    purge = work.load(Purge, key)
    work.emit(PURGE_CONTINUED, work.save(purge), before=purge)


def _step(work: Work, key: Key) -> Purge | None:
    """Erase the next rows; how far it is then."""
    purge = work.find(Purge, key)
    if purge is None or purge.finished_at is not None:
        return purge
    if purge.frees:
        count(work, *purge.frees)
        return work.save(replace(purge, frees=()))
    if purge.ties:
        (name, other), *ties_left = purge.ties
        ties[name].go(work, purge.id, other)
        return work.save(replace(purge, ties=tuple(ties_left)))
    if not purge.stretches:
        finished = work.save(replace(purge, finished_at=work.now))
        work.emit(PURGE_FINISHED, finished, before=purge)
        return finished
    *others, stretch = purge.stretches
    step = _Step(work, stretch, how=purge.how)
    step.take()
    rest = (*others, *([step.rest] if step.rest else []), *step.found)
    return work.save(
        replace(
            purge,
            stretches=tuple(dict.fromkeys(rest)),
            ties=tuple(dict.fromkeys(step.ties)),
            frees=tuple(step.frees),
            erased=purge.erased + step.erased,
            redacted=purge.redacted + step.redacted,
            files=purge.files + step.files,
        )
    )


class _Step:
    """What one step erases, and what is left to do behind it."""

    def __init__(self, work: Work, stretch: Stretch, *, how: How) -> None:
        self.work, self.how = work, how
        self.rest: Stretch | None = stretch
        self.found: list[Stretch] = []
        self.ties: list[tuple[str, str]] = []
        self.frees: list[Counted] = []
        self.erased = self.redacted = self.files = 0
        self.full = False
        self._keys: set[Key] = set()

    def take(self) -> None:
        """Take as many rows as fit into a transaction."""
        assert self.rest is not None
        window = self.work.window(self.rest.query(WINDOW))
        for item in window.items:
            keys = [key for key in self._keys_of(item) if key not in self._keys]
            if self.work.least_size + len(keys) > MOST:
                return
            self._erase(item, keys)
            self.rest = self.rest.behind(item)
            if self.full:
                return
        if window.next is None:
            self.rest = None

    def _keys_of(self, item: Item) -> Iterator[Key]:
        assert self.rest is not None
        return iter([item.key]) if self.rest.only else _keys(item)

    def _erase(self, item: Item, keys: list[Key]) -> None:
        assert self.rest is not None
        if self.rest.only is not None:
            self._scrub(item, self.rest.only)
            return
        if item.kind == EventRecord.kind.name:
            self._redact(item)
            return
        thing = _thing(item)
        freed = freed_by(thing) if thing is not None and not _is_past(item) else ()
        for key in keys:
            # What gives something back is purged by one only: another purge of the same thing may be under way.
            self.work.erase(key, version=item.version if freed and key == item.key else None)
        self._keys.update(keys)
        self.erased += len(keys)
        if thing is None:
            return
        if not _is_past(item):
            self.ties += ties_of(thing)
            self.frees += freed
        for traces in traces_of(thing.kind.name):
            for file in traces.files(thing):
                self._remove(file)
            self._find(traces.ever(thing))
            if not _is_past(item):
                self._find(traces.places(thing))
                for kind_of, id, key in traces.things(thing):
                    # A purge of its own: a step takes one, so that it has room.
                    self.full = True
                    purge(self.work, kind_of, id, key, how=self.how)

    def _find(self, places: Iterable[Place]) -> None:
        self.found += [stretch for place in places for stretch in Stretch.all_of(place)]

    def _scrub(self, item: Item, id: str) -> None:
        """Take what a row holds of a thing out of it."""
        thing = _thing(item)
        after = thing and scrubbed(thing, id)
        if thing is None or after is thing or item.key in self._keys:
            return
        self._keys.add(item.key)
        if after is None:
            self.work.erase(item.key)
            self.erased += 1
        else:
            self.work.blot_out(item, after)
            self.redacted += 1

    def _redact(self, item: Item) -> None:
        record = EventRecord.kind.from_item(item)
        if is_redacted(record) or item.key in self._keys:
            return
        self.work.blot_out(item, redacted(record))
        self._keys.add(item.key)
        self.redacted += 1

    def _remove(self, file: ObjectKey) -> None:
        # Before the row that leads to it is gone: a step that is lost removes it once more, which does no harm.
        self.work.files.erase(file)
        self.files += 1


def _keys(item: Item) -> Iterator[Key]:
    """What is erased with a row: itself, and its copies elsewhere, of the same moment."""
    yield item.key
    if item.kind == EventRecord.kind.name or (thing := _thing(item)) is None:
        return
    end = item.key.sk.rpartition(past.MARK)[2] if _is_past(item) else None
    for copy in (copy for traces in traces_of(thing.kind.name) for copy in traces.copies(thing)):
        yield copy.own_key if end is None else past.key_of(copy.own_key, end)


def _thing(item: Item) -> Entity | None:
    """What a row holds, if anybody said that such a thing leaves traces."""
    row = past.restored(item) if _is_past(item) else item
    if not is_known(row.kind):
        return None
    try:
        thing: Any = kinds[row.kind].from_item(row)
    except (ValueError, TypeError, KeyError):
        # Whatever it was, it must go; only what it leads to cannot be told.
        telemetry.logger.exception("unreadable", extra={"kind": row.kind, "pk": row.key.pk, "sk": row.key.sk})
        return None
    return thing  # type: ignore[no-any-return]


def _is_past(item: Item) -> bool:
    return item.kind.startswith(past.KIND)
