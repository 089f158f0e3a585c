"""What a request costs at the database: calls and capacity units.

One request at a time runs in a process, so the meter is one plain object. The real tables feed it
what DynamoDB reports; the memory tables feed it what DynamoDB would have charged.
"""

from dataclasses import dataclass, replace
from math import ceil

_READ_BYTES = 4096
_WRITE_BYTES = 1024


@dataclass(slots=True)
class Usage:
    """Calls made, and read and write capacity units consumed."""

    calls: int = 0
    read_units: float = 0.0
    write_units: float = 0.0


class Meter:
    """Adds up usage between two resets."""

    def __init__(self) -> None:
        self._usage = Usage()

    def reset(self) -> None:
        """Start from zero, at the beginning of a request."""
        self._usage = Usage()

    def snapshot(self) -> Usage:
        """The usage since the last reset."""
        return replace(self._usage)

    def count(self, *, read_units: float = 0.0, write_units: float = 0.0) -> None:
        """Add one call and what it consumed."""
        usage = self._usage
        usage.calls += 1
        usage.read_units += read_units
        usage.write_units += write_units


meter = Meter()
"""The meter of this process."""


def read_units(size: int, *, consistent: bool) -> float:
    """What reading `size` bytes consumes: a unit for each 4 KB begun, half of it when eventually consistent."""
    units = max(1, ceil(size / _READ_BYTES))
    return units if consistent else units / 2


def write_units(size: int) -> int:
    """What writing `size` bytes consumes: a unit for each KB begun."""
    return max(1, ceil(size / _WRITE_BYTES))
