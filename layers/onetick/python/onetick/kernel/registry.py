"""Every entry, found by importing the `functions` folder. Build and test time only, never on Lambda."""

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from .access import known
from .entry import Entry, Route


@cache
def entries() -> tuple[Entry, ...]:
    """All entries, sorted by name.

    Raises TypeError for a module without a `handler`, a path taken twice or a permission that the catalogue lacks.
    """
    functions = import_module("functions")
    modules = pkgutil.walk_packages(functions.__path__, "functions.")
    found: list[Entry] = []
    for module in modules:
        if module.ispkg:
            continue
        handler = getattr(import_module(module.name), "handler", None)
        if not isinstance(handler, Entry):
            raise TypeError(f"{module.name} declares no `handler`")
        found.append(handler)
    check(found)
    return tuple(sorted(found, key=lambda entry: entry.name))


def routes() -> tuple[Route, ...]:
    """The entries that are routes."""
    return tuple(entry for entry in entries() if isinstance(entry, Route))


def check(found: Iterable[Entry]) -> None:
    """Raises TypeError for what no entry can see for itself: a path taken twice, an unknown permission."""
    seen: dict[tuple[str, str], str] = {}
    for entry in found:
        if not isinstance(entry, Route):
            continue
        if isinstance(entry.can, str) and not known(entry.can):
            raise TypeError(f"{entry.module}: there is no permission {entry.can}")
        place = (entry.method, entry.path)
        if place in seen:
            raise TypeError(f"{entry.module} and {seen[place]} both serve {entry.method} {entry.path}")
        seen[place] = entry.module
