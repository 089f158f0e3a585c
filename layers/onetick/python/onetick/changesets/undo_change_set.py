"""Undo a change set.

Each thing that it changed is set back to what it was before, field by field, by the rules and with the
rights of today. What nobody changed since is again exactly as it was. An undo is a change set like any
other, so undoing it does again what was undone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onetick.kernel.history.changesets import ChangeSet
from onetick.kernel.history.reverting import Overtaken
from onetick.kernel.jobs import ROOM, Full, accept, in_part, too_much
from onetick.kernel.jobs.events import JobView
from onetick.kernel.problems import Conflict, NotFound, Problem
from onetick.kernel.work import Work

from .events import CHANGE_SET_REDONE, CHANGE_SET_UNDONE
from .model import UNDO_CHANGE_SET, UndoChangeSet
from .schemas import ConflictView, Undoing, UndoView
from .store import TRANSACTIONS
from .targets import first_of
from .undoing import Thing, conflict_of, ground_of, keys_of, prepare, things_of, undo

AT_ONCE = 50
"""So many things are undone while the caller waits."""
MAX_PARTS = 6
"""Of so many transactions at most."""
SHOWN = 100
"""So many conflicts are named in an answer."""


def undo_change_set(work: Work, found: ChangeSet, options: Undoing) -> UndoView:
    """What was undone, or the job that will do it.

    Raises Conflict when it was undone already, and, unless conflicts are skipped, when anything of it
    was changed since: the problem names each.
    """
    require_undoable(work, found)
    work.request = replace(work.request, undoes=found.id)
    parts = work.some(TRANSACTIONS.of(org_id=found.org_id, id=found.id), limit=MAX_PARTS + 1)
    if len(parts) > MAX_PARTS:
        return _later(work, found, options)
    work.prefetch(keys_of(found, parts))
    things = [thing for part in reversed(parts) for thing in things_of(work, found, part)]
    if len(things) > AT_ONCE:
        return _later(work, found, options)
    prepare(work, things)
    attempt = _Attempt(work, found)
    ground = ground_of(things)
    attempt.undo([*ground, *(thing for thing in things if thing not in ground)])
    if attempt.conflicts and options.on_conflict == "fail":
        work.forget()
        named = [conflict.model_dump(mode="json") for conflict in attempt.conflicts[:SHOWN]]
        raise Conflict(f"{len(attempt.conflicts)} of {len(things)} cannot be undone.", extra={"conflicts": named})
    if work.emitted:
        mark_undone(work, found)
    return UndoView(
        undone=attempt.undone, skipped=len(attempt.conflicts), conflicts=attempt.conflicts[:SHOWN], job=None
    )


def require_undoable(work: Work, found: ChangeSet) -> None:
    """Raises Conflict for a change set that was undone already, NotFound where history does not reach any more."""
    if found.expires <= work.now.timestamp():
        raise NotFound("It is too long ago: what was before it is not kept any more.")
    if found.undone_by is not None:
        raise Conflict(
            "It was undone already. Undo that change set to do it again.", extra={"undone_by": found.undone_by}
        )


def mark_undone(work: Work, found: ChangeSet) -> None:
    """Note by what it was undone; what it had undone itself is done again."""
    with work.part():
        undone = replace(found, undone_by=work.request.change_set_id, undone_at=work.now)
        work.emit(CHANGE_SET_UNDONE, work.save(undone), before=found)
        original = first_of(work, found.undoes) if found.undoes is not None else None
        if original is not None and original.undone_by == found.id:
            again = work.save(replace(original, undone_by=None, undone_at=None))
            work.emit(CHANGE_SET_REDONE, again, before=original)


def _later(work: Work, found: ChangeSet, options: Undoing) -> UndoView:
    parameters = UndoChangeSet(change_set_id=found.id, skip=options.on_conflict == "skip")
    job = accept(work, UNDO_CHANGE_SET, parameters, subject=found)
    return UndoView(undone=0, skipped=0, conflicts=[], job=JobView.of(job))


@dataclass(slots=True)
class _Attempt:
    """Undoes things, transaction by transaction. Repeated, it finds undone what it has undone."""

    work: Work
    found: ChangeSet
    undone: int = field(init=False, default=0)
    conflicts: list[ConflictView] = field(init=False, default_factory=list)

    def undo(self, things: Sequence[Thing]) -> None:
        for thing in things:
            self._undo(thing)

    def _undo(self, thing: Thing) -> None:
        first = not self.work.size
        try:
            in_part(self.work, thing, lambda one: undo(self.work, one, own=self.found.id), room=ROOM, first=first)
        except Full:
            if first:
                self._meet(thing, too_much(ROOM))
                return
            self.work.seal()
            self._undo(thing)
        except (Overtaken, Problem) as cause:
            self._meet(thing, cause)
        else:
            self.undone += 1

    def _meet(self, thing: Thing, cause: Overtaken | Problem) -> None:
        conflict = conflict_of(self.work, thing, cause, own="")
        assert conflict is not None
        self.conflicts.append(conflict)
