"""What the ledger of a sprint comes to."""

from functools import reduce
from operator import add

from onetick.kernel.work import Work

from .model import Sprint, SprintTally
from .schemas import SprintView, SprintWithTotalsView, TotalsView
from .targets import tally_keys


def totals(work: Work, sprint: Sprint) -> SprintTally:
    """The sums of a sprint over all shards."""
    shards = work.find_many(SprintTally, tally_keys(sprint.org_id, sprint.id))
    return reduce(add, shards, SprintTally(org_id=sprint.org_id, sprint_id=sprint.id, shard=0))


def with_totals(work: Work, sprint: Sprint) -> SprintWithTotalsView:
    """The view of a sprint and its sums."""
    shown = dict(SprintView.of(sprint))
    return SprintWithTotalsView.model_construct(**shown, totals=TotalsView.of(totals(work, sprint)))
