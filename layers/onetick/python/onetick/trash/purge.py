"""Purge a thing: from here on there is no way back.

The thing itself goes in one transaction, with what others hold of it and the rows that find it. Whoever
restores it at the same moment writes the same item, so one of the two wins. What it leads to is gone
a moment later (`walking`): nothing finds it any more by then.
"""

from datetime import timedelta
from typing import Any

from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import NotFound
from onetick.kernel.purging import Place, bins, events_of, freed_by, scrubbed, ties_of, traces_of
from onetick.kernel.table import Key
from onetick.kernel.trash import TRASH
from onetick.kernel.work import Work
from onetick.notifications.model import TimetableEntry

from .holds import require_no_hold
from .model import How, Purge, Stretch, TrashRow

KEPT = timedelta(days=35)
"""How long it is known how the purging went: longer than an event can be delivered again."""


def purge_when_due(work: Work, entry: TimetableEntry) -> None:
    """Purge what was in the trash for long enough; what was restored, or deleted again since, is left alone."""
    kind_of, _, id = entry.subject.partition("#")
    row = work.find(
        TrashRow, TrashRow.key(org_id=entry.org_id, workspace_id=entry.workspace_id, kind_of=kind_of, id=id)
    )
    if row is not None and row.purge_at <= work.now:
        purge(work, row.kind_of, row.id, row.thing_key, how="retention")


def purge_now(work: Work, row: TrashRow) -> None:
    """Purge what is in the trash before its time. Raises NotFound when it is not there any more."""
    if not purge(work, row.kind_of, row.id, row.thing_key, how="request"):
        raise NotFound()


def purge(work: Work, kind_of: str, id: str, key: Key, *, how: How) -> bool:
    """Purge what is in the trash; False when it is not there any more, or its time is not over yet."""
    bin = bins[kind_of]
    found = work.find(bin.cls, key)
    thing = bin.thing(found, id)
    if found is None or thing is None or thing.deleted_at is None:
        return False
    if how == "retention" and thing.deleted_at + TRASH > work.now:
        return False
    require_no_hold(work, thing)
    places = _take_out(work, found, id) if bin.part is not None else bin.remain(work, found)
    if places is None:
        _take_away(work, found)
        places = _places(found)
    place = {"org_id": found.org_id, "workspace_id": found.workspace_id, "kind_of": kind_of, "id": id}
    work.discard(TrashRow, TrashRow.key(**place))
    work.create(
        Purge(
            **place,
            how=how,
            begun_at=work.now,
            begun_by=PrincipalId(work.principal.id),
            expires=int((work.now + KEPT).timestamp()),
            stretches=tuple(stretch for place in dict.fromkeys(places) for stretch in Stretch.all_of(place)),
            ties=ties_of(found) if bin.part is None else (),
            frees=freed_by(found) if bin.part is None else (),
        )
    )
    work.emit(bin.purged, found, how=how, thing_id=id)
    return True


def _take_out(work: Work, whole: Any, id: str) -> list[Place]:
    """Take a part out of what holds it with others; where it was told of, and what that was before."""
    left: Any = scrubbed(whole, id)
    work.save(left)
    key = whole.own_key
    return [Place(key.pk, prefix=key.sk, exact=True, only=id), Place(key.pk, prefix="event#", only=id)]


def _take_away(work: Work, thing: Any) -> None:
    taken = {write.key for write in work.pending}
    copies = {copy.own_key for traces in traces_of(thing.kind.name) for copy in traces.copies(thing)}
    for key in sorted(copies - taken):
        work.erase(key)
    if thing.own_key not in taken:
        work.erase(thing.own_key, version=thing.version)


def _places(thing: Any) -> list[Place]:
    """Where to begin: what the thing leads to, its own past, and what was told of it."""
    own = Place(thing.own_key.pk, prefix=thing.own_key.sk, exact=True)
    traces = traces_of(thing.kind.name)
    led_to = [place for one in traces for place in (*one.places(thing), *one.ever(thing))]
    return [own, events_of(thing.org_id, thing.id), *led_to]
