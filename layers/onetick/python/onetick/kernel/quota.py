"""Quotas: how many of something may happen in a day, counted by the very transaction in which it happens.

What is refused, or does not commit, is not counted; and nothing slips past beside it, since two that
count the same quota at once cannot both commit: one starts again. So a quota is for what happens at
the pace of people; where many may come at once, it is split into shards. Rate limits, which count
what is refused as well, are leased instead (see `requests.rate`).
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .entity import Entity, entity
from .ids import OrgId
from .requests.bucket import Spending
from .table import Key

if TYPE_CHECKING:
    from .work import Work

_DAY = 86_400


@entity("quota", pk="{org_id}#quota#{of}", sk="{name}", forgets="It only counts.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Quota(Entity):
    """A bucket of something's own, refilled evenly: `full_at` is when, in microseconds (see `requests.bucket`)."""

    org_id: OrgId
    of: str
    name: str
    full_at: int = 0
    expires: int = 0


def quota_key(org_id: OrgId | None, of: str, name: str) -> Key:
    """Where a quota is, for reading it beside what it limits."""
    return Quota.key(org_id=org_id, of=of, name=name)


def take(work: "Work", of: str, name: str, *, capacity: int, per_day: float) -> bool:
    """Take one out of a quota, with what this work commits; whether one was left."""
    assert work.org_id is not None
    found = work.find(Quota, quota_key(work.org_id, of, name)) or Quota(org_id=work.org_id, of=of, name=name)
    spending = Spending.of(tokens=1, capacity=capacity, per_second=per_day / _DAY, now=work.now.timestamp())
    full_at = spending.after(found.full_at or None)
    if full_at is None:
        return False
    work.put(replace(found, full_at=full_at, expires=spending.expires))
    return True
