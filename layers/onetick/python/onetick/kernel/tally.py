"""Tallies: how much there is of something, counted by the very transactions in which it comes and goes.

A tally is the sum of its shards, and each thing that is counted has a shard of its own choice, by its identifier:
so two that come at once seldom meet in one, and what a thing added is taken from where it was added. Whoever limits
something reads all shards before, and two that read at once may both find room: a limit is passed by what comes in
one moment, never by more.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .entity import Entity, entity
from .ids import OrgId
from .table import Key

if TYPE_CHECKING:
    from .work import Work

SHARDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """That so much of a tally, which has a `name` and is `of` something, came with a thing, known by its `id`."""

    of: str
    name: str
    id: str
    amount: int


@entity("tally", pk="{org_id}#tally#{of}", sk="{name}#{shard}", forgets="It only counts.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(Entity):
    """A shard of a tally."""

    org_id: OrgId
    of: str
    name: str
    shard: int
    amount: int = 0


def tally_keys(org_id: OrgId | None, of: str, name: str) -> Sequence[Key]:
    """Where a tally is, for reading it beside what it limits."""
    return [Tally.key(org_id=org_id, of=of, name=name, shard=shard) for shard in range(SHARDS)]


def total(work: "Work", of: str, name: str) -> int:
    """How much there is."""
    return sum(shard.amount for shard in work.find_many(Tally, tally_keys(work.org_id, of, name)))


def count(work: "Work", *every: Counted) -> None:
    """Add what came, or take away what goes, which has negative amounts."""
    assert work.org_id is not None
    sums: dict[tuple[str, str, int], int] = {}
    for one in every:
        place = (one.of, one.name, _shard_of(one.id))
        sums[place] = sums.get(place, 0) + one.amount
    keys = {place: Tally.key(org_id=work.org_id, of=place[0], name=place[1], shard=place[2]) for place in sums}
    # Another part of this work may have counted there, too.
    with work.part():
        work.prefetch(keys.values())
        for (of, name, shard), amount in sums.items():
            found = work.find(Tally, keys[of, name, shard])
            tally = found or Tally(org_id=work.org_id, of=of, name=name, shard=shard)
            # What was never counted cannot be owed.
            work.put(replace(tally, amount=max(0, tally.amount + amount)))


def _shard_of(id: str) -> int:
    return hashlib.sha256(id.encode()).digest()[0] % SHARDS
