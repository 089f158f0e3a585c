"""Migrations: rewriting stored items in today's shape, while the service runs.

Nothing waits for a migration: every read upcasts (see `entity`). The job only makes old shapes
disappear, so that an upcast can be dropped in a later release. It walks a table window by window
and stores how far it came after each, together with an audit event; a run that was cut off goes on
from there, and repeating a window is harmless.

A rewritten item keeps its version: for everybody else nothing has changed. It is written only if
nobody changed it since it was read; whoever did has stored today's shape already.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from . import telemetry
from .entity import Entity, Kind, entity, kinds
from .events import EventType
from .fields import Timestamp, View
from .ids import new_ulid
from .performing import Acting, Cause, perform
from .runtime import runtime
from .table import ConditionFailed, Item, Position, Put, TableName, VersionIs, Window
from .work import Work

WINDOW = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an operator asks for: one kind; with `dry_run` nothing is written, items are only counted.

    `segment` of `segments` lets several workers share a large table.
    """

    kind: str
    dry_run: bool = True
    segment: int = 0
    segments: int = 1


@entity("migration", table=TableName.GLOBAL, pk="migration#{name}", sk="progress#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Migration(Entity):
    """How far a migration came. `name` is the kind, `id` its schema version and segment."""

    name: str
    id: str
    schema: int
    state: str
    started_at: datetime
    updated_at: datetime
    position: tuple[str, str] | None = None
    seen: int = 0
    rewritten: int = 0
    failed: int = 0


class MigrationView(View):
    """How far a migration came."""

    name: str
    id: str
    schema_version: int
    state: str
    seen: int
    rewritten: int
    failed: int
    updated_at: Timestamp

    @classmethod
    def of(cls, migration: Migration) -> "MigrationView":
        """The view."""
        return cls(
            name=migration.name,
            id=migration.id,
            schema_version=migration.schema,
            state=migration.state,
            seen=migration.seen,
            rewritten=migration.rewritten,
            failed=migration.failed,
            updated_at=migration.updated_at,
        )


MIGRATION_ADVANCED = EventType("migration.advanced", Migration, MigrationView.of)
MIGRATION_APPLIED = EventType("migration.applied", Migration, MigrationView.of)
EVENTS = (MIGRATION_ADVANCED, MIGRATION_APPLIED)


def migrate(job: Acting, order: Order, *, may_go_on: Callable[[], bool]) -> Migration:
    """Work on a migration until it is done or `may_go_on` says no; call again to go on.

    A dry run counts from the start each time and stores nothing. Raises KeyError for an unknown kind.
    """
    kind = kinds[order.kind]
    progress = _begin(job, kind, order)
    while progress.state == "running" and may_go_on():
        window = _window(kind, order, progress)
        progress = _advance(progress, kind, window, dry_run=order.dry_run)
        if not order.dry_run:
            progress = _store(job, progress)
    return progress


def _begin(job: Acting, kind: Kind[Any], order: Order) -> Migration:
    name = f"schema-{kind.schema}.{order.segment}-of-{order.segments}"
    now = runtime().clock()
    fresh = Migration(name=kind.name, id=name, schema=kind.schema, state="running", started_at=now, updated_at=now)
    if order.dry_run:
        return fresh
    found = perform(
        job,
        lambda work: work.find(Migration, fresh.own_key),
        org_id=None,
        cause=Cause(correlation_id=new_ulid()),
    )
    return found or fresh


def _window(kind: Kind[Any], order: Order, progress: Migration) -> Window:
    start = Position(*progress.position) if progress.position else None
    return runtime().tables.scan(kind.table, segment=order.segment, segments=order.segments, start=start, limit=WINDOW)


def _advance(progress: Migration, kind: Kind[Any], window: Window, *, dry_run: bool) -> Migration:
    """Rewrite a window's old items; the progress behind it."""
    theirs = [item for item in window.items if item.kind == kind.name]
    old = [item for item in theirs if item.schema < kind.schema]
    outcomes = [_rewrite(kind, item, dry_run=dry_run) for item in old]
    return replace(
        progress,
        state="running" if window.next else "done",
        position=(window.next.pk, window.next.sk) if window.next else None,
        updated_at=runtime().clock(),
        seen=progress.seen + len(theirs),
        rewritten=progress.rewritten + outcomes.count(True),
        failed=progress.failed + outcomes.count(False),
    )


def _rewrite(kind: Kind[Any], item: Item, *, dry_run: bool) -> bool:
    """Whether an item could be rewritten; one whose document fits no upcast is left as it is and reported."""
    try:
        rewritten = kind.to_item(kind.from_item(item), version=item.version)
    except (ValueError, TypeError, KeyError):
        telemetry.logger.exception("item not migrated", extra={"kind": kind.name, "pk": item.key.pk, "sk": item.key.sk})
        return False
    if dry_run:
        return True
    try:
        runtime().tables.transact([Put(rewritten, VersionIs(item.version))])
    except ConditionFailed:
        telemetry.logger.info("item changed meanwhile", extra={"pk": item.key.pk, "sk": item.key.sk})
    return True


def _store(job: Acting, progress: Migration) -> Migration:
    def act(work: Work) -> Migration:
        stored = work.put(progress)
        work.emit(MIGRATION_APPLIED if progress.state == "done" else MIGRATION_ADVANCED, stored)
        return stored

    stored = perform(job, act, org_id=None, cause=Cause(correlation_id=new_ulid()))
    assert stored is not None
    return stored
