"""What formulas can do: every function and operator, which types it takes, and what it answers.

A function with an empty argument is empty, unless it says how it takes those. None looks at
anything but its arguments; each takes time in proportion to them, and what it makes is bounded.
"""

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, DecimalException
from typing import Any

from .types import MAX_ITEMS, MAX_NUMBER, MAX_TEXT, Failure, Given, Result, Type, type_of

_NUMBER = re.compile(r"[+-]?[0-9]{1,16}(\.[0-9]{1,20})?", re.ASCII)
CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)
FIRST_YEAR, LAST_YEAR = 1, 9999

Overload = tuple[tuple[str, ...], Type]
"""The types of the arguments and of the answer. `any` takes every type; a last `…number` any number of them."""
NUMBER, TEXT, BOOLEAN, DATE, DATETIME, LIST = "number", "text", "boolean", "date", "datetime", "list"


class Failed(Exception):
    """Raised inside a function: the expression has no value, for this reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Function:
    """A function: `takes_empty` when it is asked even with empty arguments."""

    overloads: tuple[Overload, ...]
    work: Callable[..., Given]
    takes_empty: bool = False


def answer_type(function: Function, types: Sequence[Type]) -> Type | None:
    """The type that a function answers to arguments of these types; None when it does not take them."""
    return next((answer for wanted, answer in function.overloads if _takes(wanted, types)), None)


def _takes(wanted: Sequence[str], types: Sequence[Type]) -> bool:
    many = wanted[-1].startswith("…")
    if len(types) != len(wanted) and not (many and len(types) >= len(wanted)):
        return False
    names = [*wanted[:-1], *[wanted[-1].removeprefix("…")] * (len(types) - len(wanted) + 1)]
    return all(given in (name, "null") or name == "any" for name, given in zip(names, types, strict=True))


def call(function: Function, arguments: Sequence[Given]) -> Result:
    """What a function answers; a failure, too, for arguments that checking would have refused."""
    if answer_type(function, [type_of(argument) for argument in arguments]) is None:
        return Failure("type_mismatch")
    if not function.takes_empty and any(argument is None for argument in arguments):
        return None
    try:
        return _bounded(function.work(*arguments))
    except Failed as failed:
        return Failure(failed.code)
    except (OverflowError, ValueError, DecimalException):
        return Failure("out_of_range")


def _bounded(value: Given) -> Given:
    if isinstance(value, Decimal) and not (value.is_finite() and abs(value) <= MAX_NUMBER):
        raise Failed("out_of_range")
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise Failed("too_long")
    if isinstance(value, tuple) and len(value) > MAX_ITEMS:
        raise Failed("too_long")
    return value


# Numbers


def _divide(left: Decimal, right: Decimal) -> Decimal:
    if right == 0:
        raise Failed("division_by_zero")
    return CONTEXT.divide(left, right)


def _remainder(left: Decimal, right: Decimal) -> Decimal:
    """With the sign of the divisor, as spreadsheets have it."""
    if right == 0:
        raise Failed("division_by_zero")
    left_over = CONTEXT.remainder(left, right)
    return CONTEXT.add(left_over, right) if left_over and (left_over < 0) != (right < 0) else left_over


def _round(number: Decimal, places: Decimal = Decimal(0)) -> Decimal:
    digits = _whole(places)
    if not -15 <= digits <= 9:
        raise Failed("out_of_range")
    return number.quantize(Decimal(1).scaleb(-digits), context=CONTEXT)


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise Failed("not_whole")
    return int(number)


def _sum(*numbers: Decimal | None) -> Decimal | None:
    given = [number for number in numbers if number is not None]
    total = Decimal(0)
    for number in given:
        total = CONTEXT.add(total, number)
    return total if given else None


def _average(*numbers: Decimal | None) -> Decimal | None:
    total = _sum(*numbers)
    return None if total is None else CONTEXT.divide(total, Decimal(sum(number is not None for number in numbers)))


def _least(*values: Any) -> Any:
    return min((value for value in values if value is not None), default=None)


def _greatest(*values: Any) -> Any:
    return max((value for value in values if value is not None), default=None)


# Text


def _concat(*parts: Any) -> str:
    written = [_text(part) or "" for part in parts]
    if sum(map(len, written)) > MAX_TEXT:
        raise Failed("too_long")
    return "".join(written)


def _text(value: Given) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _written(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else ", ".join(value)


def _written(number: Decimal) -> str:
    text = f"{number.quantize(Decimal('1e-9'), context=CONTEXT):f}" if abs(number) < MAX_NUMBER else f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _number(text: str) -> Decimal | None:
    stripped = text.strip()
    number = Decimal(stripped) if _NUMBER.fullmatch(stripped) else None
    return number if number is not None and abs(number) <= MAX_NUMBER else None


def _left(text: str, count: Decimal) -> str:
    return text[: max(0, _whole(count))]


def _right(text: str, count: Decimal) -> str:
    return text[-_whole(count) :] if count > 0 else ""


def _middle(text: str, first: Decimal, count: Decimal) -> str:
    """From the `first` character on, counted from 1."""
    start = max(0, _whole(first) - 1)
    return text[start : start + max(0, _whole(count))]


def _replace(text: str, old: str, new: str) -> str:
    if not old:
        return text
    if len(text) + text.count(old) * (len(new) - len(old)) > MAX_TEXT:
        raise Failed("too_long")
    return text.replace(old, new)


def _contains(where: Any, what: str) -> bool:
    """In a text, whatever the case; in a list, one that is exactly this."""
    return what in where if isinstance(where, tuple) else what.casefold() in where.casefold()


def _join(items: tuple[str, ...], between: str = ", ") -> str:
    if sum(map(len, items)) + len(between) * len(items) > MAX_TEXT:
        raise Failed("too_long")
    return between.join(items)


# Time


def _date(first: Any, *rest: Decimal) -> date:
    """The day of an instant, in UTC, or the day of a year, a month and a day."""
    return date(_whole(first), *map(_whole, rest)) if rest else _day_of(first)


def _day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _add_days(moment: date, days: Decimal) -> date:
    if abs(days) > 10_000_000:
        raise Failed("out_of_range")
    whole = timedelta(seconds=float(days) * 86_400) if isinstance(moment, datetime) else timedelta(_whole(days))
    return moment + whole


def _add_months(moment: date, months: Decimal) -> date:
    """The same day of another month, or its last when it has none such."""
    count = moment.year * 12 + moment.month - 1 + _whole(months)
    year, month = divmod(count, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Failed("out_of_range")
    return moment.replace(year=year, month=month + 1, day=min(moment.day, calendar.monthrange(year, month + 1)[1]))


def _days_between(first: date, last: date) -> Decimal:
    return Decimal((_day_of(last) - _day_of(first)).days)


def _hours_between(first: datetime, last: datetime) -> Decimal:
    return CONTEXT.divide(Decimal((last - first) // timedelta(seconds=1)), Decimal(3600))


# Anything


def _equal(left: Any, right: Any) -> bool:
    return bool(left == right)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", ())


def _count(*values: Any) -> Decimal:
    return Decimal(sum(len(value) if isinstance(value, tuple) else not _is_empty(value) for value in values))


_ORDERED = (NUMBER, TEXT, DATE, DATETIME)
_MOMENTS = (DATE, DATETIME)


_MANY: tuple[Overload, ...] = ((("…number",), "number"), (("…date",), "date"), (("…datetime",), "datetime"))


def _of_two(types: Sequence[str], answer: Type) -> tuple[Overload, ...]:
    return tuple(((type, type), answer) for type in types)


def _numeric(work: Callable[..., Given], count: int = 2) -> Function:
    return Function((((NUMBER,) * count, "number"),), work)


def _textual(work: Callable[..., Given], *more: str, answer: Type = "text") -> Function:
    return Function((((TEXT, *more), answer),), work)


def _dated(work: Callable[..., Given]) -> Function:
    return Function(tuple(((type,), "number") for type in _MOMENTS), work)


FUNCTIONS: Mapping[str, Function] = {
    "add": _numeric(CONTEXT.add),
    "subtract": _numeric(CONTEXT.subtract),
    "multiply": _numeric(CONTEXT.multiply),
    "divide": _numeric(_divide),
    "remainder": _numeric(_remainder),
    "negate": _numeric(CONTEXT.minus, 1),
    "abs": _numeric(CONTEXT.abs, 1),
    "floor": _numeric(lambda number: number.to_integral_value(ROUND_FLOOR), 1),
    "ceiling": _numeric(lambda number: number.to_integral_value(ROUND_CEILING), 1),
    "round": Function((((NUMBER,), "number"), ((NUMBER, NUMBER), "number")), _round),
    "sum": Function(((("…number",), "number"),), _sum, takes_empty=True),
    "average": Function(((("…number",), "number"),), _average, takes_empty=True),
    "min": Function(_MANY, _least, takes_empty=True),
    "max": Function(_MANY, _greatest, takes_empty=True),
    "concat": Function(((("…any",), "text"),), _concat, takes_empty=True),
    "text": Function(((("any",), "text"),), _text),
    "number": _textual(_number, answer="number"),
    "length": _textual(lambda text: Decimal(len(text)), answer="number"),
    "upper": _textual(str.upper),
    "lower": _textual(str.lower),
    "trim": _textual(str.strip),
    "left": _textual(_left, NUMBER),
    "right": _textual(_right, NUMBER),
    "middle": _textual(_middle, NUMBER, NUMBER),
    "replace": _textual(_replace, TEXT, TEXT),
    "starts_with": _textual(lambda text, start: text.casefold().startswith(start.casefold()), TEXT, answer="boolean"),
    "ends_with": _textual(lambda text, end: text.casefold().endswith(end.casefold()), TEXT, answer="boolean"),
    "contains": Function((((TEXT, TEXT), "boolean"), ((LIST, TEXT), "boolean")), _contains),
    "join": Function((((LIST,), "text"), ((LIST, TEXT), "text")), _join),
    "date": Function((((NUMBER,) * 3, "date"), ((DATETIME,), "date")), _date),
    "year": _dated(lambda moment: Decimal(moment.year)),
    "month": _dated(lambda moment: Decimal(moment.month)),
    "day": _dated(lambda moment: Decimal(moment.day)),
    "weekday": _dated(lambda moment: Decimal(moment.isoweekday())),
    "days_between": Function(tuple(((a, b), "number") for a in _MOMENTS for b in _MOMENTS), _days_between),
    "hours_between": Function((((DATETIME, DATETIME), "number"),), _hours_between),
    "add_days": Function((((DATE, NUMBER), "date"), ((DATETIME, NUMBER), "datetime")), _add_days),
    "add_months": Function((((DATE, NUMBER), "date"), ((DATETIME, NUMBER), "datetime")), _add_months),
    "equal": Function(_of_two((*_ORDERED, BOOLEAN, LIST), "boolean"), _equal, takes_empty=True),
    "unequal": Function(
        _of_two((*_ORDERED, BOOLEAN, LIST), "boolean"), lambda left, right: not _equal(left, right), takes_empty=True
    ),
    "less": Function(_of_two(_ORDERED, "boolean"), lambda left, right: left < right),
    "at_most": Function(_of_two(_ORDERED, "boolean"), lambda left, right: left <= right),
    "greater": Function(_of_two(_ORDERED, "boolean"), lambda left, right: left > right),
    "at_least": Function(_of_two(_ORDERED, "boolean"), lambda left, right: left >= right),
    "not": Function((((BOOLEAN,), "boolean"),), lambda value: not value, takes_empty=True),
    "is_empty": Function(((("any",), "boolean"),), _is_empty, takes_empty=True),
    "count": Function(((("…any",), "number"),), _count, takes_empty=True),
}
"""By name; operators are functions, too. `LAZY` ones are in `evaluating`."""

LAZY = ("if", "and", "or", "if_empty", "if_error")
"""Those that look at an argument only when they need it."""
