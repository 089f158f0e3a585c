"""Keep how much time was logged in a project, by day and person.

An event shows an entry as it was stored, with its version; what counts is the difference to what was
counted of it before. So an event that comes twice, or too late, changes nothing.
"""

from collections.abc import Iterator
from datetime import date

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work

from .keep_facts import count
from .model import MINUTES, CountedTime, Move


def keep_time(work: Work, occurrence: Occurrence) -> None:
    """Count one event of logged time."""
    entry = occurrence.resource
    assert work.org_id is not None
    after = CountedTime(
        org_id=work.org_id,
        entry_id=occurrence.aggregate_id,
        seen=occurrence.aggregate_version,
        project_id=entry["project_id"],
        day=date.fromisoformat(entry["spent_on"]),
        user_id=entry["user_id"],
        minutes=0 if entry["deleted_at"] else entry["minutes"],
    )
    count_time(work, after)


def count_time(work: Work, after: CountedTime) -> None:
    """Count logged time as it is by now, unless something later of it was counted."""
    before = work.find(CountedTime, after.own_key)
    if before is not None and after.seen <= before.seen:
        return
    work.put(after if before is None else after.at_version(before.version))
    count(work, after.entry_id, [*_moves(before, -1), *_moves(after, 1)])


def _moves(counted: CountedTime | None, sign: int) -> Iterator[Move]:
    if counted is not None and counted.minutes:
        yield Move(counted.project_id, counted.day, f"{MINUTES}{counted.user_id}", sign * counted.minutes)
