"""Tables between whose reads and writes something else happens, and that can be told to fail."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.kernel.table import Item, Key, Position, Query, TableName, Tables, Window, Write
from tests.service import Clock, Service


class Interrupting:
    """Tables that count their calls, and do something else right before a transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._interruption: Callable[[], object] | None = None
        self._failure: Exception | None = None
        self.calls: list[str] = []

    def before_next_transaction(self, act: Callable[[], object]) -> None:
        """Act once, when the next transaction is about to be carried out."""
        self._interruption = act

    def always_raise(self, failure: Exception) -> None:
        """Refuse every transaction from now on."""
        self._failure = failure

    def get_many(self, keys: Sequence[Key], *, consistent: bool = True) -> Mapping[Key, Item]:
        self.calls.append(f"get {len(keys)}")
        return self._tables.get_many(keys, consistent=consistent)

    def query(self, query: Query) -> Window:
        self.calls.append("query")
        return self._tables.query(query)

    def transact(self, writes: Sequence[Write], *, token: str | None = None) -> None:
        interruption, self._interruption = self._interruption, None
        if interruption is not None:
            interruption()
        if self._failure is not None:
            raise self._failure
        self.calls.append(f"transact {len(writes)}")
        self._tables.transact(writes, token=token)

    def add(self, key: Key, amount: int) -> int:
        return self._tables.add(key, amount)

    def spend(self, key: Key, *, tokens: int, capacity: int, per_second: float, now: float) -> float | None:
        return self._tables.spend(key, tokens=tokens, capacity=capacity, per_second=per_second, now=now)

    def scan(self, table: TableName, *, segment: int, segments: int, start: Position | None, limit: int) -> Window:
        return self._tables.scan(table, segment=segment, segments=segments, start=start, limit=limit)


@contextmanager
def running_interrupted(tables: Interrupting, clock: Clock) -> Iterator[Service]:
    """A service over such tables, within one that runs already."""
    with use(Runtime(tables, Limiter(tables), clock)):
        yield Service(tables, clock, [])
