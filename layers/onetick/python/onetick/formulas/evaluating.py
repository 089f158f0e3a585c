"""Work out what a formula is worth: a value, nothing, or a failure that says why; never an exception.

A formula has no loops, so each of its parts is looked at once at most, and it has few of them.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from .functions import FUNCTIONS, call
from .types import Failure, Result

Program = list[Any]
Read = Callable[[str], Result]
"""What a field of this name holds."""


def evaluate(program: Program, read: Read) -> Result:
    """What a stored formula is worth with these fields."""
    kind, value, *parts = program
    if kind == "number":
        return Decimal(value)
    if kind == "field":
        return read(value)
    if kind != "call":
        constant: Result = value
        return constant
    if value in _LAZY:
        return _LAZY[value](parts, read)
    arguments = []
    for part in parts:
        argument = evaluate(part, read)
        if isinstance(argument, Failure):
            return argument
        arguments.append(argument)
    return call(FUNCTIONS[value], arguments)


def _if(parts: list[Program], read: Read) -> Result:
    condition = evaluate(parts[0], read)
    if isinstance(condition, Failure):
        return condition
    if condition is True:
        return evaluate(parts[1], read)
    return evaluate(parts[2], read) if len(parts) > 2 else None


def _and(parts: list[Program], read: Read) -> Result:
    return _until(False, parts, read)


def _or(parts: list[Program], read: Read) -> Result:
    return _until(True, parts, read)


def _until(end: bool, parts: list[Program], read: Read) -> Result:
    """`end` as soon as one is; an empty condition is false."""
    for part in parts:
        value = evaluate(part, read)
        if isinstance(value, Failure):
            return value
        if (value is True) is end:
            return end
    return not end


def _if_empty(parts: list[Program], read: Read) -> Result:
    for part in parts:
        value = evaluate(part, read)
        if value is not None and value not in ("", ()):
            return value
    return None


def _if_error(parts: list[Program], read: Read) -> Result:
    value = evaluate(parts[0], read)
    return evaluate(parts[1], read) if isinstance(value, Failure) else value


_LAZY: Mapping[str, Callable[[list[Program], Read], Result]] = {
    "if": _if,
    "and": _and,
    "or": _or,
    "if_empty": _if_empty,
    "if_error": _if_error,
}
