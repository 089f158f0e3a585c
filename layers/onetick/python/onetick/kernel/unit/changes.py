"""What one commit changes: its writes, and what each of them leaves to the past (see `history.past`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..history import past
from ..problems import Problem
from ..table import Check, Delete, Item, Key, Put, Write
from .merging import merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One write. `before` is the item that it supersedes, where the past of its kind is kept (`keeps`)."""

    write: Write
    otherwise: Problem | None = None
    keeps: bool = False
    before: Item | None = None

    def at(self, moment: str) -> Write:
        """The write, as it happens at this moment."""
        if not self.keeps or not isinstance(self.write, Put):
            return self.write
        return Put(self.write.item.since(moment), self.write.condition)

    def then(self, later: "Change") -> "Change | None":
        """The change that does both in turn; None when nothing is left. Raises ValueError when they conflict."""
        write = merged(self.write, later.write)
        if write is None:
            return None
        # Only the first has seen what is stored, unless it but looked at it.
        before = later.before if isinstance(self.write, Check) else self.before
        keeps = self.keeps or later.keeps
        return Change(write=write, otherwise=self.otherwise or later.otherwise, keeps=keeps, before=before)

    def left(self) -> dict[Key, Item | None]:
        """What it leaves to be found."""
        match self.write:
            case Put(item):
                return {item.key: item}
            case Delete(key):
                return {key: None}
            case _:
                return {}


class Changes:
    """The changes of a piece of work so far: of each item at most one in each part, which become one."""

    def __init__(self) -> None:
        self._settled: dict[Key, Change] = {}
        self._open: dict[Key, Change] = {}
        self._superseded = 0

    def __contains__(self, key: Key) -> bool:
        """Whether this part has changed an item."""
        return key in self._open

    def __len__(self) -> int:
        return len(self._settled) + sum(key not in self._settled for key in self._open)

    def add(self, change: Change) -> None:
        """Remember a change of an item that has none in this part."""
        self._open[change.write.key] = change

    def so_far(self) -> Mapping[Key, Change]:
        """What was settled by now, for going back to it."""
        return dict(self._settled)

    def go_back(self, earlier: Mapping[Key, Change]) -> Sequence[Key]:
        """Drop what was changed since then; what had been settled of it."""
        dropped = [key for key in self._settled.keys() | earlier.keys() if self._settled.get(key) != earlier.get(key)]
        self._settled = dict(earlier)
        self._superseded = _superseding(earlier.values())
        self._open.clear()
        return dropped

    def settle(self) -> Mapping[Key, Item | None]:
        """End a part; what it left of the items that it changed. Raises ValueError when parts conflict."""
        left: dict[Key, Item | None] = {}
        for key, change in self._open.items():
            left |= change.left()
            earlier = self._settled.pop(key, None)
            settled = change if earlier is None else earlier.then(change)
            if earlier is not None:
                self._superseded -= earlier.before is not None
            if settled is not None:
                self._settled[key] = settled
                self._superseded += settled.before is not None
        self._open.clear()
        return left

    @property
    def writes(self) -> Sequence[Write]:
        """The writes, without what they leave to the past."""
        return [change.write for change in (*self._settled.values(), *self._open.values())]

    @property
    def superseded(self) -> int:
        """How many items they leave to the past."""
        again = [self._settled[key] for key in self._settled.keys() & self._open.keys()]
        return self._superseded - _superseding(again) + _superseding(self._open.values())

    def moment(self, now: datetime) -> str:
        """When they happen: now, and behind everything that they supersede."""
        everything = (*self._settled.values(), *self._open.values())
        return past.moment(now, (change.before for change in everything if change.before))

    def writes_at(self, moment: str) -> Sequence[Write]:
        """The writes of all parts as they happen at this moment."""
        return [change.at(moment) for change in self._settled.values()]

    def past_until(self, moment: str, now: datetime) -> Sequence[Write]:
        """What they leave to the past when they happen at this moment."""
        superseded = (change.before for change in self._settled.values())
        return [Put(past.until(item, moment, now), None) for item in superseded if item is not None]

    def left_at(self, moment: str) -> Mapping[Key, Item | None]:
        """What they leave to be found behind a commit at this moment."""
        changes = self._settled.values()
        return {
            key: item and (item.since(moment) if change.keeps else item)
            for change in changes
            for key, item in change.left().items()
        }

    def problem(self, keys: Sequence[Key]) -> Problem | None:
        """What is raised when the conditions of these items did not hold, if anybody said so."""
        found: Mapping[Key, Change] = self._settled
        return next((problem for key in keys if key in found and (problem := found[key].otherwise)), None)


def _superseding(changes: Iterable[Change]) -> int:
    return sum(change.before is not None for change in changes)
