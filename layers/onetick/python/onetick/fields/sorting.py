"""The order of tasks by the value of a field: a key for each value, in which the values sort as texts.

Keys are compared by their characters, one by one, so each kind of value is written in a way that makes
this its own order; see `tests/property/test_sort_keys.py`.
"""

import struct
import unicodedata
from dataclasses import replace

from .model import Attached, CustomField, Value

MAX_SORTABLE = 3
"""By how many fields a project sorts: each is one more row of every task."""
MAX_KEY = 64
"""In characters: texts that begin alike for longer are as good as the same."""

_SIGN = 1 << 63
_ALL = (1 << 64) - 1


def sort_key(field: CustomField, value: Value | None) -> str:
    """Where a value comes among those of its field; empty for none, and for one that is not what the field holds."""
    kind = field.result_type or field.type
    if field.type == "single_select":
        return _place(field, value)
    if isinstance(value, bool):
        return str(int(value)) if kind in ("checkbox", "boolean") else ""
    if isinstance(value, (int, float)):
        return "" if kind in ("text", "date", "datetime") else _number(float(value))
    if not isinstance(value, str) or kind not in ("text", "date", "datetime"):
        return ""
    return _text(value)


def with_sorting(one: Attached, was: Attached | None) -> Attached:
    """A field as a project uses it now, and whether the rows that it is sorted by are all there already."""
    ready = one.sorts and was is not None and was.sorts and was.sort_ready
    return one if one.sort_ready == ready else replace(one, sort_ready=ready)


def resorts(one: Attached | None, was: Attached | None) -> bool:
    """Whether the project's tasks need other rows, now that it uses a field like that."""
    sorts, sorted_before = one is not None and one.sorts, was is not None and was.sorts
    if one is None or was is None or not (sorts and sorted_before):
        return sorts != sorted_before
    return one.field.type == "single_select" and _order(one.field) != _order(was.field)


def _order(field: CustomField) -> list[str]:
    return [option.id for option in field.options]


def _place(field: CustomField, value: Value | None) -> str:
    ids = _order(field)
    return f"{ids.index(value):03d}" if isinstance(value, str) and value in ids else ""


def _number(value: float) -> str:
    """The bits of the number as IEEE 754 has them, turned so that they sort: below zero all of them, else the sign."""
    bits: int = struct.unpack(">Q", struct.pack(">d", value + 0.0))[0]
    return f"{bits ^ (_ALL if bits & _SIGN else _SIGN):016x}"


def _text(value: str) -> str:
    """A text whatever its case and way of writing.

    It is filled up, since in a key what follows would sort before some characters and after others.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).casefold())
    shown = "".join(one for one in folded if one.isprintable() and one != "#").strip()
    return shown[:MAX_KEY].ljust(MAX_KEY) if shown else "!".ljust(MAX_KEY)
