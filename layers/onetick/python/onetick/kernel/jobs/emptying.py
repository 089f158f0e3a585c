"""Emptying a list: each item that is dealt with leaves it.

Rows move while it is walked. So it is walked from row to row, and once more until nothing is left.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ..entity import Entity
from ..work import Work
from .items import work_through
from .model import Progress, Step

R = TypeVar("R", bound=Entity)

MAX_ROUNDS = 5
"""What is left after so many could not be changed, as the errors say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptied:
    """How far it is: behind which row, and how often it began anew."""

    after: str | None = None
    rounds: int = 0


def empty(
    work: Work,
    step: Step[Any, Emptied],
    rows: Sequence[R],
    act: Callable[[R], object],
    *,
    name: Callable[[R], str | None],
    counted: str,
) -> Progress[Emptied]:
    """Act on the rows that follow the checkpoint, as many as one transaction holds; without any, begin anew or end.

    Those that succeed are `counted` under this name in the counts of the job.
    """
    checkpoint = step.checkpoint
    if not rows:
        again = checkpoint.after is not None and checkpoint.rounds < MAX_ROUNDS
        return Progress(next=Emptied(rounds=checkpoint.rounds + 1) if again else None)
    done = work_through(work, rows, act, start=step.job.done, name=name)
    return Progress(
        next=replace(checkpoint, after=rows[done.count - 1].own_key.sk),
        done=done.count,
        counts={counted: len(done.results)} if done.results else {},
        errors=done.errors,
    )
