"""What a request costs at the database: calls and capacity units.

One request at a time runs in a process, so the count is one plain object of the module. The real
tables feed it what DynamoDB reports; the memory tables what DynamoDB would have charged.
"""

from dataclasses import dataclass, replace

_READ_BYTES = 4096
_WRITE_BYTES = 1024


@dataclass(slots=True)
class Usage:
    """Calls made, and read and write capacity units consumed."""

    calls: int = 0
    read_units: float = 0.0
    write_units: float = 0.0


_usage = Usage()


def reset() -> None:
    """Start from zero, at the beginning of a request."""
    global _usage
    _usage = Usage()


def snapshot() -> Usage:
    """The usage since the last reset."""
    return replace(_usage)


def count(*, read_units: float = 0.0, write_units: float = 0.0) -> None:
    """Add one call and what it consumed."""
    _usage.calls += 1
    _usage.read_units += read_units
    _usage.write_units += write_units


def read_price(size: int, *, consistent: bool) -> float:
    """What reading `size` bytes consumes: a unit for each 4 KB begun, half of it when eventually consistent."""
    units = max(1, -(-size // _READ_BYTES))
    return units if consistent else units / 2


def write_price(size: int) -> int:
    """What writing `size` bytes consumes: a unit for each KB begun."""
    return max(1, -(-size // _WRITE_BYTES))
