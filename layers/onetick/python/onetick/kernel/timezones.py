"""Time zones: the names of the IANA database, from the copy that is shipped with a release.

Lambda's image has no database of its own. `zoneinfo` finds the shipped one there, and the same names
are known on every machine.
"""

from functools import cache
from pathlib import Path

import tzdata  # type: ignore[import-untyped]


@cache
def names() -> frozenset[str]:
    """Every name that is a time zone."""
    return frozenset(Path(tzdata.__file__).with_name("zones").read_text(encoding="ascii").split())


def known(name: str) -> str:
    """The name itself. Raises ValueError unless it is a time zone: a validator for a body's field."""
    if name not in names():
        raise ValueError("is not a time zone")
    return name
