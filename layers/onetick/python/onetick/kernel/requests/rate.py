"""Rate limits: a token bucket per tenant, principal and class, one conditional update for many requests.

A function leases several tokens at once and serves the next requests from memory, so the limit
costs a tenth of a call per request and is never exceeded: a leased token was taken from the bucket.
What a function leased and did not use within `LEASE_SECONDS` is lost.
"""

import math
from dataclasses import dataclass

from ..ids import OrgId
from ..problems import RateLimited
from ..table import Key, TableName, Tables


@dataclass(frozen=True, slots=True)
class Limit:
    """`quota` requests per minute; `lease` of them are taken at a time."""

    name: str
    quota: int
    lease: int


LIMITS = {
    "A": Limit("read", 1200, 20),
    "B": Limit("read", 1200, 20),
    "C": Limit("write", 300, 10),
    "D": Limit("search", 120, 5),
    "E": Limit("bulk", 20, 1),
    "F": Limit("sign-in", 30, 1),
}
LEASE_SECONDS = 10


@dataclass(slots=True)
class _Lease:
    tokens: int
    remaining: float
    until: float


class Limiter:
    """Spends one token per request; one instance per process."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._leases: dict[Key, _Lease] = {}

    def spend(self, endpoint: str, *, org: OrgId | None, caller: str, now: float) -> dict[str, str]:
        """Take a token; the `RateLimit` headers of the answer. Raises RateLimited with `Retry-After`."""
        limit = LIMITS[endpoint]
        key = bucket(limit, org=org, caller=caller)
        lease = self._leases.get(key)
        if lease is None or lease.tokens < 1 or lease.until < now:
            lease = self._take(key, limit, now)
        if lease is None:
            raise _limited(limit)
        lease.tokens -= 1
        return headers(limit, max(0, math.floor(lease.remaining) + lease.tokens))

    def _take(self, key: Key, limit: Limit, now: float) -> _Lease | None:
        for tokens in dict.fromkeys((limit.lease, 1)):
            remaining = self._tables.spend(
                key, tokens=tokens, capacity=limit.quota, per_second=limit.quota / 60, now=now
            )
            if remaining is not None:
                lease = self._leases[key] = _Lease(tokens, remaining, now + LEASE_SECONDS)
                return lease
        return None


def origin(source_ip: str | None) -> str:
    """Whom a limit by source address counts: an IPv4 address, or the /64 network that one IPv6 subscriber has."""
    if source_ip is None or ":" not in source_ip:
        return source_ip or "unknown"
    from ipaddress import IPv6Address

    address = IPv6Address(source_ip)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return f"{IPv6Address(int(address) >> 64 << 64)}/64"


def bucket(limit: Limit, *, org: OrgId | None, caller: str) -> Key:
    """Where a bucket is kept: with the tenant, or globally for a caller without one."""
    if org is None:
        return Key(TableName.GLOBAL, f"rate#{caller}", limit.name)
    return Key(TableName.TENANT, f"{org}#rate#{caller}", limit.name)


def headers(limit: Limit, remaining: int) -> dict[str, str]:
    """The `RateLimit` headers of the IETF draft."""
    return {
        "RateLimit-Policy": f'"{limit.name}";q={limit.quota};w=60',
        "RateLimit": f'"{limit.name}";r={remaining};t={math.ceil((limit.quota - remaining) * 60 / limit.quota)}',
    }


def _limited(limit: Limit) -> RateLimited:
    wait = math.ceil(60 / limit.quota)
    return RateLimited(
        f"At most {limit.quota} {limit.name} requests a minute.",
        extra={"limit_scope": limit.name},
        headers={"Retry-After": str(max(1, wait)), **headers(limit, 0)},
    )
