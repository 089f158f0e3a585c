"""What a process has once: its tables, its rate limiter, its clock. Tests put their own in place with `use`."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from .objects import Objects
from .requests.rate import Limiter
from .settings import settings
from .table import Tables

gc.set_threshold(10_000)
"""What a request leaves behind goes by counting; looking for cycles every 700 objects is a tenth of a bulk's CPU."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@cache
def _bucket() -> Objects:
    """The deployment's bucket, of which most functions never hear."""
    from .adapters.s3 import S3Objects

    return S3Objects(settings().files_bucket, region=settings().region)


@dataclass(frozen=True, slots=True)
class Runtime:
    """The adapters every entry of this process runs on."""

    tables: Tables
    limiter: Limiter
    clock: Callable[[], datetime] = _utc_now
    objects: Callable[[], Objects] = _bucket


_current: Runtime | None = None


def runtime() -> Runtime:
    """The runtime of this process; the real one, made at first use, unless a test put another in place."""
    global _current
    if _current is None:
        from .adapters.dynamo import DynamoTables

        tables = DynamoTables(settings())
        _current = Runtime(tables, Limiter(tables))
    return _current


@contextmanager
def use(other: Runtime) -> Iterator[Runtime]:
    """Run on another runtime for a while."""
    global _current
    before, _current = _current, other
    try:
        yield other
    finally:
        _current = before
