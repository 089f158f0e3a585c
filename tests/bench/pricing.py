"""Read units as DynamoDB charges them: the emulator reports a flat one a call, or none."""

from collections.abc import Mapping, Sequence

from onetick.kernel import meter
from onetick.kernel.dynamo import DynamoTables
from onetick.kernel.limits import item_size
from onetick.kernel.table import Item, Key, Query, Window


class PricedTables(DynamoTables):
    """The tables on DynamoDB, with read units counted from the size of what was read."""

    def get_many(self, keys: Sequence[Key], *, consistent: bool = True) -> Mapping[Key, Item]:
        before = meter.snapshot()
        found = super().get_many(keys, consistent=consistent)
        sizes = [item_size(found[key]) if key in found else 0 for key in keys]
        self._charge(before, sum(meter.read_price(size, consistent=consistent) for size in sizes))
        return found

    def query(self, query: Query) -> Window:
        before = meter.snapshot()
        window = super().query(query)
        size = sum(item_size(item) for item in window.items)
        self._charge(before, meter.read_price(size, consistent=query.consistent and query.index is None))
        return window

    def _charge(self, before: meter.Usage, units: float) -> None:
        """Put the right price in the place of what was reported for the calls since `before`."""
        reported = meter.snapshot().read_units - before.read_units
        meter.count(read_units=units - reported)
        meter._usage.calls -= 1
