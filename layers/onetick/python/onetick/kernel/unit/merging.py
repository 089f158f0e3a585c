"""Two writes of one item become one, when one piece of work consists of several operations.

A transaction takes one write an item. What the first expected of the stored item holds for both, and
what the second expected must be what the first left behind.
"""

from dataclasses import replace

from ..table import Absent, Check, Condition, Delete, Put, VersionIs, Write


def merged(first: Write, second: Write) -> Write | None:
    """The write that does what both do in turn; None when nothing is left. Raises ValueError when they conflict."""
    if second.condition not in _after(first):
        raise ValueError(f"{second} does not follow {first}")
    match first, second:
        case Check(), _:
            return replace(second, condition=first.condition)
        case _, Check():
            return first
        case Put(condition=Absent()), Delete():
            return None
        case _:
            return replace(second, condition=first.condition)


def _after(first: Write) -> tuple[Condition, ...]:
    """What the next write may expect."""
    match first:
        case Put():
            return (None, VersionIs(first.item.version))
        case Delete():
            return (None, Absent())
        case Check():
            return (None, first.condition)
