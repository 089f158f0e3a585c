"""Durations in steps: each is 1.25 times the one before, so a percentile is true to a quarter of itself.

Numbers of tasks by step can be summed up over days; a percentile is then told by the end of the step
that it falls into: so many tasks took no longer than that.
"""

from bisect import bisect_left
from collections.abc import Mapping

FIRST = 15 * 60
GROWTH = 1.25
STEPS = 56
"""The last ends behind seven years; whatever takes longer is counted there."""

ENDS: tuple[int, ...] = tuple(round(FIRST * GROWTH**step) for step in range(STEPS))
"""Up to how many seconds each step goes, inclusive."""


def step_of(seconds: float) -> int:
    """In which step a duration is."""
    return min(bisect_left(ENDS, seconds), STEPS - 1)


def percentile(counts: Mapping[str, int], percent: int) -> int | None:
    """The end of the step below which so many percent of all are, in seconds; None of nothing."""
    total = sum(counts.values())
    if total <= 0:
        return None
    wanted, passed = total * percent / 100, 0
    for step in sorted(map(int, counts)):
        passed += counts[str(step)]
        if passed >= wanted:
            return ENDS[step]
    return ENDS[-1]
