"""What the ledger of a sprint comes to."""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import add

from onetick.kernel.work import Work

from .model import MAX_DAYS, NOTHING, SHARDS, Amounts, Sprint, SprintTally
from .schemas import SprintView, SprintWithTotalsView, TotalsView
from .store import DAYS
from .targets import tally_keys

Changes = tuple[Amounts, Amounts, Amounts]
"""What a day added, removed and got done."""
UNCHANGED: Changes = (NOTHING, NOTHING, NOTHING)


def totals(work: Work, sprint: Sprint) -> SprintTally:
    """The sums of a sprint over all shards."""
    shards = work.find_many(SprintTally, tally_keys(sprint.org_id, sprint.id))
    return reduce(add, shards, SprintTally(org_id=sprint.org_id, sprint_id=sprint.id, shard=0))


def by_day(work: Work, sprint: Sprint) -> Mapping[date, Changes]:
    """What each day changed on which anything did, over all shards, in order."""
    changes: dict[date, Changes] = {}
    for row in work.some(DAYS.of(org_id=sprint.org_id, sprint_id=sprint.id), limit=MAX_DAYS * SHARDS):
        added, removed, done = changes.get(row.day, UNCHANGED)
        changes[row.day] = (added + row.added, removed + row.removed, done + row.done)
    return changes


def with_totals(work: Work, sprint: Sprint) -> SprintWithTotalsView:
    """The view of a sprint and its sums."""
    shown = dict(SprintView.of(sprint))
    return SprintWithTotalsView.model_construct(**shown, totals=TotalsView.of(totals(work, sprint)))
