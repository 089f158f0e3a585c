"""What formulas work with: types, values, and errors that are values, too."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Type = Literal["number", "text", "boolean", "date", "datetime", "list", "null"]
"""Of an expression. Each may also be empty; of type null is what is nothing else."""

MAX_SOURCE = 1_000
MAX_NODES = 150
MAX_DEPTH = 50
MAX_REFERENCES = 20
MAX_TEXT = 10_000
"""Of a text on the way; a result has at most `MAX_RESULT` characters."""
MAX_RESULT = 1_000
MAX_ITEMS = 100
"""Of a list."""
MAX_NUMBER = Decimal("1e15")


@dataclass(frozen=True, slots=True)
class Failure:
    """What an expression is worth that has no value: why, in a word that is stored and shown."""

    code: str


Given = Decimal | str | bool | date | datetime | tuple[str, ...] | None
"""What a field holds, as formulas see it."""
Result = Given | Failure


class Misformed(Exception):
    """A text that is no formula: where (in characters from 0), a code, and what is wrong there."""

    def __init__(self, position: int, code: str, message: str) -> None:
        super().__init__(message)
        self.position, self.code, self.message = position, code, message


def type_of(value: Given) -> Type:
    """The type of a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, datetime):
        return "datetime"
    if isinstance(value, Decimal):
        return "number"
    if isinstance(value, str):
        return "text"
    return "date" if isinstance(value, date) else "list"
