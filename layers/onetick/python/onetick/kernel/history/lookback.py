"""Looking back: windows of a partition, of the table or of an index, as they were at a moment.

What was there then is there still, or in the past of the partition (see `past`), in the same order.
So two streams are merged: the present rows without those that are younger than the moment, and the
first row in the past of each sort key that lasted longer than the moment. Where many states of one
thing lie behind each other, the past is not read through: the next window begins behind them.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from ..limits import LAST_CHARACTER
from ..table import Index, Item, Position, Query, Tables, Window
from . import past

MAX_CALLS = 25
"""So many windows are read for one of then; what is found until then is a shorter one."""
MOST_ROWS, FEWEST_ROWS = 200, 4
_END = "~"
"""Behind every moment."""

Row = tuple[str, Item]
"""What stood at a sort key, of the table or of the index that is read."""


def window_of(tables: Tables, query: Query, at: datetime) -> Window:
    """One window as it was at the end of that millisecond; it may be short although there is more."""
    asked = _from_start(query)
    present, gone = _Present(tables, asked, at), _Past(tables, asked, at)
    rows: list[Item] = []
    for name, item in _merged(present, gone):
        if len(rows) == query.limit:
            return Window(tuple(rows), _position(rows[-1], query.index))
        if not rows or _name(rows[-1], query.index) != name:
            rows.append(item)
    if present.ended and gone.ended:
        return Window(tuple(rows), None)
    reached = _first((stream.reached for stream in (present, gone) if not stream.ended), ascending=query.ascending)
    return Window(tuple(rows), Position(query.pk, reached, reached if query.index else None))


@dataclass(slots=True)
class _Stream:
    """Rows of one source in the order of the query. Everything up to `reached` has been seen."""

    tables: Tables
    query: Query
    at: datetime
    rows: deque[Row] = field(default_factory=deque)
    reached: str = ""
    ended: bool = False

    def __post_init__(self) -> None:
        bound = self.query.after if self.query.ascending else self.query.before
        self.reached = bound or ("" if self.query.ascending else LAST_CHARACTER)
        self.query = replace(self.query, limit=min(MOST_ROWS, self.query.limit + 1), start=None)

    def more(self) -> None:
        """Read one window further."""
        window = self.tables.query(self.query)
        self.take(window)
        if window.next is None:
            self.ended = True

    def take(self, window: Window) -> None:
        """Keep what stood then, and say where to go on."""
        raise NotImplementedError


class _Present(_Stream):
    """What is there still."""

    def take(self, window: Window) -> None:
        for item in window.items:
            if past.stood(item, self.at):
                self.rows.append((_name(item, self.query.index), item))
        if window.next is None:
            return
        self.reached = window.next.index_sk or window.next.sk
        self.query = replace(self.query, start=window.next, limit=min(MOST_ROWS, 2 * self.query.limit))


class _Past(_Stream):
    """What was changed or deleted since."""

    def __post_init__(self) -> None:
        _Stream.__post_init__(self)
        after, before = self.query.after, self.query.before
        self.query = replace(
            self.query,
            pk=self.query.pk + past.SUFFIX,
            after=after and after + past.MARK + _END,
            before=before and before + past.MARK + _END,
        )

    def take(self, window: Window) -> None:
        named = [(*self._split(row), row) for row in window.items]
        groups = [(name, [state[1:] for state in states]) for name, states in groupby(named, key=itemgetter(0))]
        cut = _cut(window.next) if window.next else None
        for name, states in groups:
            self._keep(name, states, whole=name != cut)
        if window.next is None:
            return
        few = len(groups) < len(named) // 4
        size = self.query.limit // 4 if few else self.query.limit * 2
        self.query = replace(self.query, limit=max(FEWEST_ROWS, min(MOST_ROWS, size)))
        if groups and groups[-1][0] == cut:
            self._leap(groups[-1][0])
        else:
            # It ended in states that have expired: who knows what comes behind them.
            self.query = replace(self.query, start=window.next)

    def _keep(self, name: str, states: list[tuple[str, Item]], *, whole: bool) -> None:
        """Keep the one of these states that stood then, if one did; where some may be missing, look for it."""
        later = [row for end, row in states if end > past.bound(self.at)]
        if not whole and (not later if self.query.ascending else len(later) == len(states)):
            later = list(self.tables.query(self._of(name)).items)
        if later:
            first = later[0] if self.query.ascending else later[-1]
            if past.stood(first, self.at):
                self.rows.append((name, past.restored(first)))
        self.reached = name

    def _leap(self, name: str) -> None:
        """Go on behind all states of what was seen last."""
        if self.query.ascending:
            self.query = replace(self.query, start=None, after=name + past.MARK + _END)
        else:
            self.query = replace(self.query, start=None, before=name)

    def _of(self, name: str) -> Query:
        begin = name + past.MARK
        return replace(
            self.query,
            prefix=begin,
            after=begin + past.bound(self.at),
            before=None,
            ascending=True,
            limit=1,
            start=None,
        )

    def _split(self, row: Item) -> tuple[str, str]:
        name, _, end = _name(row, self.query.index).rpartition(past.MARK)
        return name, end


def _merged(present: _Stream, gone: _Stream) -> Iterator[Row]:
    """The rows of both in order, as far as a bounded number of calls reaches."""
    ascending, calls = present.query.ascending, 0
    while True:
        for one, other in ((present, gone), (gone, present)):
            if one.rows and _is_next(one.rows[0][0], other, ascending=ascending):
                yield one.rows.popleft()
                break
        else:
            waiting = [stream for stream in (present, gone) if not stream.rows and not stream.ended]
            if not waiting or calls >= MAX_CALLS:
                return
            calls += 1
            behind = _first((stream.reached for stream in waiting), ascending=ascending)
            next(stream for stream in waiting if stream.reached == behind).more()


def _is_next(name: str, other: _Stream, *, ascending: bool) -> bool:
    """Whether nothing of the other stream can come before this."""
    if other.rows:
        return name <= other.rows[0][0] if ascending else name >= other.rows[0][0]
    return other.ended or (name <= other.reached if ascending else name >= other.reached)


def _from_start(query: Query) -> Query:
    """The query from where a window before it ended, which may be a row that is only in the past."""
    if query.start is None:
        return query
    name = query.start.index_sk or query.start.sk
    if query.ascending:
        return replace(query, start=None, after=max(name, query.after or ""))
    bound = name[:-1] + chr(ord(name[-1]) - 1) + LAST_CHARACTER
    return replace(query, start=None, before=min(bound, query.before or bound))


def _cut(end: Position) -> str:
    """Among the states of what a window of the past ended."""
    return (end.index_sk or end.sk).rpartition(past.MARK)[0]


def _first(names: Iterator[str], *, ascending: bool) -> str:
    return min(names) if ascending else max(names)


def _name(item: Item, index: Index | None) -> str:
    return item.index[index][1] if index else item.key.sk


def _position(item: Item, index: Index | None) -> Position:
    return Position(item.key.pk, item.key.sk, item.index[index][1] if index else None)
