"""What a rollup makes of some tasks, in a form that can be joined with what it makes of others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How many tasks there are, how many are done, and how many have a value, or a number.

    `whole` is the sum of their numbers, and `finished` that of those that are done, as decimals; `low` and
    `high` are the least and the greatest.
    """

    tasks: int = 0
    done: int = 0
    given: int = 0
    numbers: int = 0
    whole: str = "0"
    finished: str = "0"
    low: float | str | None = None
    high: float | str | None = None
