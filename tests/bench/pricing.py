"""Read units as DynamoDB charges them: the emulator reports a flat one a call, or none."""

from collections.abc import Mapping, Sequence

from onetick.kernel import meter
from onetick.kernel.adapters.dynamo import DynamoTables, Transport
from onetick.kernel.limits import item_size
from onetick.kernel.table import Item, Key, Query, Window


class PricedTables(DynamoTables):
    """The tables on DynamoDB, which remember what was read, to be priced once nobody measures the time any more."""

    def __init__(self, *, transport: Transport) -> None:
        super().__init__(transport=transport)
        self._read_many: list[tuple[Sequence[Key], Mapping[Key, Item], bool]] = []
        self._read_windows: list[tuple[Window, bool]] = []

    def get_many(self, keys: Sequence[Key], *, consistent: bool = True) -> Mapping[Key, Item]:
        found = super().get_many(keys, consistent=consistent)
        self._read_many.append((keys, found, consistent))
        return found

    def query(self, query: Query) -> Window:
        window = super().query(query)
        self._read_windows.append((window, query.consistent and query.index is None))
        return window

    def forget(self) -> None:
        """Begin anew."""
        self._read_many.clear()
        self._read_windows.clear()

    def read_units(self) -> float:
        """What was read since then, in units."""
        units = 0.0
        for keys, found, consistent in self._read_many:
            sizes = [item_size(found[key]) if key in found else 0 for key in keys]
            units += sum(meter.read_price(size, consistent=consistent) for size in sizes)
        for window, consistent in self._read_windows:
            size = sum(item_size(item) for item in window.items)
            units += meter.read_price(size, consistent=consistent)
        return units
