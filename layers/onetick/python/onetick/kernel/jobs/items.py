"""Working through items: as many as one transaction holds, each for itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ..problems import PayloadTooLarge, Problem
from ..work import MAX_ITEMS, Work
from .model import ItemError

T = TypeVar("T")
R = TypeVar("R")

ROOM = MAX_ITEMS - 4
"""What a step may write of its own; the rest is for the job, its event and what the request adds."""


@dataclass(slots=True)
class Done(Generic[R]):
    """What became of the first `count` items: a result of each that succeeded, by its place, and the errors."""

    count: int = 0
    results: dict[int, R] = field(default_factory=dict)
    errors: list[ItemError] = field(default_factory=list)


def work_through(
    work: Work,
    items: Sequence[T],
    act: Callable[[T], R],
    *,
    start: int = 0,
    name: Callable[[T], str | None] = lambda item: None,
    room: int = ROOM,
) -> Done[R]:
    """Act on items in order until the transaction is full. `start` is the place of the first among all.

    Each is a part of the work (`Work.part`): one that raises a problem leaves nothing behind but its
    error, which takes a place in the transaction too. The item that does not fit any more is left to the
    next step; one that fits into no transaction is an error.
    """
    done: Done[R] = Done()
    for index, item in enumerate(items, start):
        try:
            done.results[index] = in_part(work, item, act, room=room - len(done.errors), first=not done.results)
        except Full:
            if done.count:
                break
            done.errors.append(ItemError.of(too_much(room), index=index, item=name(item)))
        except Problem as problem:
            if work.size + len(done.errors) >= room:
                break
            done.errors.append(ItemError.of(problem, index=index, item=name(item)))
        done.count += 1
    return done


class Full(Exception):
    """The transaction holds no more."""


def in_part(work: Work, item: T, act: Callable[[T], R], *, room: int, first: bool) -> R:
    """Act on an item as a part of the work. Raises its problem, or Full, and leaves nothing behind then.

    Of the `first` item in a transaction the past may be written on its own.
    """
    try:
        with work.part():
            result = act(item)
            _require_room(work.least_size if first else work.size, room)
            return result
    except PayloadTooLarge as problem:
        if first:
            raise
        raise Full from problem


def too_much(room: int) -> PayloadTooLarge:
    """The problem of an item that fits into no transaction."""
    return PayloadTooLarge(f"It takes more than the {room} writes that one transaction holds.")


def _require_room(size: int, room: int) -> None:
    if size > room:
        raise Full
