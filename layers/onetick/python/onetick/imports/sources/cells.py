"""A line of a table whose columns are known by their names: what cannot be read is noted, and the rest is taken."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from onetick.imports.rows import MAX_LABELS, MAX_TEXT, MAX_TITLE, Mistake, Unreadable
from onetick.imports.sources import Reading
from onetick.imports.values import moment, number, since_1970, words

from .tables import table

_NOTHING = {"null", "none", "n/a", "[]", "{}"}


class Cells:
    """The cells of a line that say something, by the names of their columns in lower case."""

    def __init__(self, line: int, names: Sequence[str], cells: Sequence[str], reading: Reading) -> None:
        self.line = line
        self.mistakes: list[Mistake] = []
        self._reading = reading
        self._said: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            text = cell.strip()
            if name and text and text.casefold() not in _NOTHING:
                self._said.setdefault(name, text)

    def __bool__(self) -> bool:
        return bool(self._said)

    def text(self, *names: str, limit: int = MAX_TITLE) -> str:
        """What the first of these columns that says something says."""
        return next((self._said[name][:limit] for name in names if name in self._said), "")

    def title(self, *names: str) -> str:
        """The title that one of these columns holds, in one line."""
        return " ".join(self.text(*names, limit=MAX_TEXT).split())[:MAX_TITLE]

    def many(self, *names: str) -> tuple[str, ...]:
        """The words of a list, whether they stand there as they are, in brackets, or as JSON."""
        text = self.text(*names, limit=MAX_TEXT)
        found = self._document(text) if text.startswith("[") else None
        if isinstance(found, list):
            said = tuple(dict.fromkeys(str(one).strip()[:MAX_TITLE] for one in found if isinstance(one, (str, int))))
        else:
            said = words(text.removeprefix("[").removesuffix("]"))
        return tuple(word for word in said if word)[:MAX_LABELS]

    def documents(self, name: str) -> Iterator[dict[str, Any]]:
        """The JSON objects in a list."""
        found = self._document(self._said.get(name, ""))
        yield from (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))

    def moment(self, *names: str) -> tuple[datetime, bool] | None:
        """The moment that one of these columns names, and whether it names only a day."""
        text = self.text(*names)
        if (at := since_1970(text) if len(text) > len("20260131") else None) is not None:
            return at, False
        try:
            return moment(text, self._reading.date_order, self._reading.zone)
        except ValueError as error:
            self._note(names, error)
            return None

    def number(self, *names: str) -> float | None:
        """The number in one of these columns."""
        try:
            return number(self.text(*names))
        except ValueError as error:
            self._note(names, error)
            return None

    def others(self, taken: Collection[str]) -> dict[str, str]:
        """What the columns say that were not taken."""
        return {name: text[:MAX_TEXT] for name, text in self._said.items() if name not in taken}

    def _note(self, names: Sequence[str], error: ValueError) -> None:
        said = next(name for name in names if name in self._said)
        self.mistakes.append(Mistake(self.line, said.capitalize(), str(error), fatal=False))

    @staticmethod
    def _document(text: str) -> Any:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return None


def cells_of(path: Path, reading: Reading, *, source: str, needs: Sequence[str]) -> Iterator[Cells]:
    """The lines of an export that say something. Raises Unreadable without one of the columns that it `needs`."""
    with table(path) as (header, lines):
        names = [name.strip().casefold() for name in header]
        if not {name.casefold() for name in needs} <= set(names):
            columns = f"{', '.join(needs[:-1])} and {needs[-1]}"
            raise Unreadable(f"The file is not an export of {source}: it needs the columns {columns}.")
        for line, cells in lines:
            if said := Cells(line, names, cells, reading):
                yield said
