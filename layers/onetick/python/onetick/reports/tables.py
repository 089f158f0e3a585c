"""A report before it is shown: its series, and their numbers row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .schemas import Rows, RowView, SeriesView, Unit

Values = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Table:
    """What rows are about, the series, the rows, and the totals of all of them."""

    rows: Rows
    series: Sequence[SeriesView]
    data: Sequence[RowView]
    totals: Values
    breakdown: Sequence[RowView] = ()
    complete: bool = True


def series(key: str, unit: Unit) -> SeriesView:
    """A series that is called what it counts."""
    return SeriesView(key=key, name=key.replace("_", " ").capitalize(), unit=unit)
