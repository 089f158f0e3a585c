"""Undo a large change set: one step of the job.

It goes through the transactions from the last to the first, and through the things of each in the
opposite order. Unless conflicts are skipped it goes through all of them twice: first it only looks.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.changesets import ChangeSet
from onetick.kernel.history.reverting import Overtaken
from onetick.kernel.jobs import ItemError, Progress, Step, work_through
from onetick.kernel.problems import Conflict, Fault, NotFound, Problem
from onetick.kernel.work import Work

from .model import UndoChangeSet, Undone
from .schemas import ConflictView
from .store import TRANSACTIONS
from .targets import first_of
from .undo_change_set import mark_undone, require_undoable
from .undoing import Thing, conflict_of, event_keys, ground_of, keys_of, prepare, things_of, undo

LOOKS_AT_ONCE = 50
UNDOES_AT_ONCE = 25


def undo_step(work: Work, step: Step[UndoChangeSet, Undone]) -> Progress[Undone]:
    """One step. Raises Conflict when something is in the way and is not to be skipped."""
    found = first_of(work, step.parameters.change_set_id)
    if found is None:
        raise NotFound("The change set is not there any more.")
    require_undoable(work, found)
    authorize(work, "changeset:undo", Subject.of(found))
    here = step.checkpoint
    if here.phase == "look" and step.parameters.skip:
        here = replace(here, phase="undo")
    part = _part(work, found, here)
    if part is None:
        return _end_of(work, found, here)
    return _look(work, found, part, here) if here.phase == "look" else _undo(work, step, found, part, here)


def _part(work: Work, found: ChangeSet, here: Undone) -> ChangeSet | None:
    """The transaction that it is at: with `item`, the one named, otherwise the one before."""
    place = {"org_id": found.org_id, "id": found.id}
    if here.item and here.part is not None:
        return work.find(ChangeSet, ChangeSet.key(**place, place=here.part))
    rows = work.some(TRANSACTIONS.of(**place, before=here.part).backwards(), limit=2)
    return next((row for row in rows if row.place != here.part), None)


def _end_of(work: Work, found: ChangeSet, here: Undone) -> Progress[Undone]:
    if here.phase == "look":
        if here.conflicts:
            raise Conflict(f"{here.conflicts} things were changed since or cannot be undone; see the errors.")
        return Progress(next=Undone(phase="undo"))
    mark_undone(work, found)
    return Progress(next=None)


def _look(work: Work, found: ChangeSet, part: ChangeSet, here: Undone) -> Progress[Undone]:
    things = _things(work, found, part)
    window = things[here.item : here.item + LOOKS_AT_ONCE]
    prepare(work, window)
    errors = []
    with work.part(keep=False):
        _lay_ground(work, found)
        for thing in window:
            conflict = _tried(work, thing, own=found.id)
            if conflict is not None:
                errors.append(_error(conflict))
    then = _behind(here, part, things, len(window))
    return Progress(next=replace(then, conflicts=here.conflicts + len(errors)), errors=errors)


def _things(work: Work, found: ChangeSet, part: ChangeSet) -> Sequence[Thing]:
    work.prefetch([*event_keys(found), *keys_of(found, [part])])
    return things_of(work, found, part)


def _lay_ground(work: Work, found: ChangeSet) -> None:
    """Bring back first what others can only have again when it is there. Done once, there is nothing more to do.

    What is in its way is named when it is its turn.
    """
    ground = ground_of(things_of(work, found, found))
    prepare(work, ground)
    for thing in ground:
        with suppress(Overtaken, Problem), work.part():
            undo(work, thing, own=found.id)


def _tried(work: Work, thing: Thing, *, own: str) -> ConflictView | None:
    """What would keep a thing from being undone; nothing of the attempt is kept."""
    try:
        with work.part(keep=False):
            undo(work, thing, own=own)
    except (Overtaken, Problem) as cause:
        return conflict_of(work, thing, cause, own=own)
    return None


def _undo(
    work: Work, step: Step[UndoChangeSet, Undone], found: ChangeSet, part: ChangeSet, here: Undone
) -> Progress[Undone]:
    things = _things(work, found, part)
    window = things[here.item : here.item + UNDOES_AT_ONCE]
    prepare(work, window)
    _lay_ground(work, found)
    errors: dict[str, ItemError] = {}

    def act(thing: Thing) -> None:
        try:
            undo(work, thing, own=found.id)
        except Overtaken as cause:
            conflict = conflict_of(work, thing, cause, own="")
            assert conflict is not None
            errors[thing.id] = _error(conflict)
            raise Conflict(conflict.detail) from None

    done = work_through(work, window, act, start=step.job.done, name=lambda thing: thing.id)
    return Progress(
        next=_behind(here, part, things, done.count),
        done=done.count,
        counts={"undone": len(done.results)} if done.results else {},
        errors=[errors.get(error.item or "", error) for error in done.errors],
    )


def _behind(here: Undone, part: ChangeSet, things: Sequence[Thing], count: int) -> Undone:
    """Where the next step begins, when so many things of a transaction were dealt with."""
    item = here.item + count
    return replace(here, part=part.place, item=item if item < len(things) else 0)


def _error(conflict: ConflictView) -> ItemError:
    by = f" by {conflict.changed_by} at {conflict.changed_at}" if conflict.changed_by else ""
    faults = tuple(Fault(f"/{name}", "overtaken", f"was changed since{by}") for name in conflict.fields)
    return ItemError(code=Conflict.code, detail=conflict.detail, item=conflict.id, faults=faults)
