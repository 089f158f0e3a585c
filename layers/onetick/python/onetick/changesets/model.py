"""The job that undoes a large change set."""

from dataclasses import dataclass
from typing import Literal

from onetick.kernel.jobs import JobKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoChangeSet:
    """Which change set, and whether what was changed since is left out."""

    change_set_id: str
    skip: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """How far it is: looking whether anything is in the way, or undoing; in the transactions before `part`.

    `item` is the next thing of that transaction, counted from its last.
    """

    phase: Literal["look", "undo"] = "look"
    part: str | None = None
    item: int = 0
    conflicts: int = 0


UNDO_CHANGE_SET = JobKind("undo_change_set", UndoChangeSet, Undone, can="changeset:undo")
