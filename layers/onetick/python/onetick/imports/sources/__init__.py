"""The kinds of files that can be brought in, each read by a module of its own into the same rows.

A reader takes the file's bytes and how it is to be read, and gives rows and mistakes in the order of the file.
It never writes, and reading the same file again gives the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Literal

from onetick.imports.rows import Mistake, Row
from onetick.imports.values import DateOrder

Source = Literal["csv", "trello", "asana", "jira", "linear", "clickup", "monday", "github", "onetick_archive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file is to be read. `columns` says which column of a table is which field; the rest follows from names."""

    columns: dict[str, str] = field(default_factory=dict)
    date_order: DateOrder = "ymd"
    zone: tzinfo = UTC


Reader = Callable[[Path, Reading], Iterator[Row | Mistake]]


def reader(source: Source) -> Reader:
    """The reader of a kind of file; only its module is imported."""
    read: Reader = import_module(f"{__name__}.{'tables' if source == 'csv' else source}").read
    return read
