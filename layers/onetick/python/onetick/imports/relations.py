"""What rows say of each other: the stages of an import that tie their tasks together.

Whatever a source calls a task, the link that was stored with it says which task that is; so a stage goes
over the rows once more when all tasks are there, and reads the links of a window at once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from onetick.kernel.jobs import Done, Progress, Step, work_through
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .links import link_key, task_key
from .model import Import, ImportLink
from .pieces import by_line, piece_of
from .rows import Row
from .start_import import BringIn, Reached, Stage

R = TypeVar("R")

PIECES_AT_ONCE = 10
"""So many pieces without anything to tie a step passes over."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The tasks that two rows became: the row's own, and the one that it names. None: there is none, or no more."""

    own: Task | None
    other: Task | None


@dataclass(frozen=True, slots=True)
class Place:
    """A row with something to tie, and which of its ties: what names the other row."""

    row: Row
    at: Reached
    tie: object
    name: str


Ties = Callable[[Row], Iterator[tuple[object, str]]]
"""The ties of a row of one kind: each with the name of the other row."""


def window(work: Work, found: Import, job_id: str, here: Reached, ties: Ties, *, most: int) -> tuple[list[Place], bool]:
    """The next places from here on, and whether these are the last of all."""
    places: list[Place] = []
    for piece in range(here.piece, min(here.piece + PIECES_AT_ONCE, here.pieces)):
        start = here if piece == here.piece else replace(here, piece=piece, row=0, item=0)
        places += _of_piece(piece_of(work, found.id, job_id, piece), start, ties)
        if len(places) > most:
            return places[:most], False
        if places and piece + 1 < here.pieces:
            return places, False
    return places, here.piece + PIECES_AT_ONCE >= here.pieces


def _of_piece(rows: Sequence[Row], start: Reached, ties: Ties) -> Iterator[Place]:
    for number in range(start.row, len(rows)):
        for item, (tie, name) in enumerate(ties(rows[number])):
            if number > start.row or item >= start.item:
                yield Place(rows[number], replace(start, row=number, item=item), tie, name)


def tie_through(
    work: Work,
    found: Import,
    places: Sequence[Place],
    keys: Callable[[str, Place], list[Key]],
    tie: Callable[[Place], R],
) -> Done[R]:
    """Tie as many as one transaction holds; `keys` is what must be read of each task of a place."""
    work.prefetch(link_key(found, name) for place in places for name in (place.row.external_id, place.name))
    named = [(place, link) for place in places for link in _links(work, found, place)]
    work.prefetch(key for place, link in named for key in keys(link.task_id, place))
    done = work_through(work, places, tie, name=lambda place: place.row.external_id[:200])
    done.errors = by_line(done.errors, [place.row for place in places])
    return done


def tie_step(
    work: Work,
    found: Import,
    step: Step[BringIn, Reached],
    ties: Ties,
    *,
    most: int,
    keys: Callable[[str, Place], list[Key]],
    tie: Callable[[Place], int],
    counted: str,
    then: Stage,
    ahead: Callable[[Sequence[Place]], None] | None = None,
) -> Progress[Reached]:
    """A whole step of a stage: as many ties as one transaction holds, each `counted` as how many it made.

    `ahead` comes before the first, where there is any. `then` is the stage behind the last.
    """
    here = step.checkpoint
    places, last = window(work, found, step.job.id, here, ties, most=most)
    if places and ahead is not None:
        ahead(places)
    done = tie_through(work, found, places, keys, tie)
    made = sum(done.results.values())
    return Progress(
        next=following(here, places, done.count, last=last) or beginning_of(then, here),
        done=done.count,
        counts={counted: made} if made else {},
        errors=done.errors,
    )


def beginning_of(stage: Stage, here: Reached) -> Reached:
    """Where a stage begins that goes over all rows once more."""
    return replace(here, stage=stage, piece=0, row=0, item=0)


def _links(work: Work, found: Import, place: Place) -> list[ImportLink]:
    return work.find_many(ImportLink, [link_key(found, name) for name in {place.row.external_id, place.name}])


def following(here: Reached, places: Sequence[Place], count: int, *, last: bool) -> Reached | None:
    """Where the next step begins, when so many of the places were dealt with; None at the end of the stage."""
    if count < len(places):
        return places[count].at
    if last:
        return None
    if places:
        at = places[-1].at
        return replace(at, item=at.item + 1)
    return replace(here, piece=here.piece + PIECES_AT_ONCE, row=0, item=0)


def ends(work: Work, found: Import, place: Place) -> Ends:
    """The two tasks of a place."""
    return Ends(*(task_of(work, found, name) for name in (place.row.external_id, place.name)))


def task_of(work: Work, found: Import, name: str) -> Task | None:
    """The task that a row became, unless it is in the trash."""
    link = work.find(ImportLink, link_key(found, name))
    task = work.find(Task, task_key(link)) if link is not None else None
    return None if task is None or task.deleted_at is not None else task
