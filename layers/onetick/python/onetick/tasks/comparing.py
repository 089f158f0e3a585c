"""Compare values of custom fields with what a filter says, each as what it is.

A value says itself what it is: a number is compared as a number, an instant as an instant, a text as a
text. So a filter needs no definition, and one that makes no sense for a field fits nothing.
"""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any

from onetick.fields.model import Value
from onetick.kernel.fields import read_moment
from onetick.kernel.recording import rfc3339

_WORDS = {"true": True, "false": False}
_INSTANT = len("2030-01-31T09:00:00.000Z")


def compared(value: Value | None, operator: str, text: str) -> bool:
    """Whether a value, or none, is one that a filter asks for. What failed to be worked out counts as none."""
    held = None if isinstance(value, dict) else value
    if operator == "is_null":
        return (held is None) == (text != "false")
    if operator in ("ne", "nin"):
        return not compared(value, {"ne": "eq", "nin": "in"}[operator], text)
    if operator == "in":
        return any(compared(value, "eq", part) for part in text.split(","))
    if operator == "between":
        low, _, high = text.partition(",")
        return compared(value, "gte", low) and compared(value, "lte", high)
    if held is None:
        return False
    if isinstance(held, list):
        return operator in ("eq", "contains") and text in held
    if operator == "contains":
        return isinstance(held, str) and text.casefold() in held.casefold()
    other = _like(held, text)
    return other is not None and _COMPARISONS[operator](held, other)


def _like(held: bool | float | str, text: str) -> Any:
    """The text as something of the same kind; None when it is not."""
    if isinstance(held, bool):
        return _WORDS.get(text)
    if isinstance(held, str):
        if len(held) == len(text) == _INSTANT or not held.endswith("Z"):
            return text
        with contextlib.suppress(ValueError, OverflowError):
            return rfc3339(read_moment(text))
        return text
    try:
        return float(text)
    except ValueError:
        return None


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda held, other: held == other,
    "lt": lambda held, other: held < other,
    "lte": lambda held, other: held <= other,
    "gt": lambda held, other: held > other,
    "gte": lambda held, other: held >= other,
}
