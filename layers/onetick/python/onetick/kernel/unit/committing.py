"""Committing: one transaction sent to the tables, with its events and what it leaves to the past."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..events import Emitted
from ..ids import new_ulid
from ..problems import PayloadTooLarge
from ..table import ConditionFailed, Contention, ItemTooLarge, Tables, Write
from .allowance import Refused
from .changes import Changes

MAX_ITEMS = 100
TOO_LARGE = "What would be stored is over the limit of 400 KB."


class Lost(Exception):
    """The commit lost against a concurrent one; it wrote nothing, and the work must start afresh."""


@dataclass(slots=True)
class Transaction:
    """What one transaction will write, and the events that tell of it."""

    changes: Changes = field(default_factory=Changes)
    emitted: list[Emitted] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(len(self.changes) or self.emitted)

    def send(self, tables: Tables, *, moment: str, now: datetime, operation: str) -> None:
        """Write everything, all or nothing. Raises Lost, the problem that a change named, or PayloadTooLarge."""
        writes, kept = self.changes.writes_at(moment), self.changes.past_until(moment, now)
        if len(writes) > MAX_ITEMS:
            raise Refused(f"{operation}: {len(writes)} items in one transaction")
        if len(writes) + len(kept) <= MAX_ITEMS:
            self._transact(tables, [*writes, *kept])
            return
        # What is in the past before it is past does no harm: what still stands is looked at first.
        for start in range(0, len(kept), MAX_ITEMS):
            self._transact(tables, kept[start : start + MAX_ITEMS])
        self._transact(tables, writes)

    def _transact(self, tables: Tables, writes: Sequence[Write]) -> None:
        try:
            tables.transact(writes, token=new_ulid())
        except ConditionFailed as failed:
            if problem := self.changes.problem(failed.keys):
                raise problem from failed
            raise Lost() from failed
        except Contention as contention:
            raise Lost() from contention
        except ItemTooLarge:
            raise PayloadTooLarge(TOO_LARGE) from None
