"""Every entry, found by importing the `functions` folder. Build and test time only, never on Lambda."""

import pkgutil
from functools import cache
from importlib import import_module

from .entry import Entry, Route


@cache
def entries() -> tuple[Entry, ...]:
    """All entries, sorted by name. Raises TypeError for a module without a `handler` or a path taken twice."""
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
    _refuse_twins(found)
    return tuple(sorted(found, key=lambda entry: entry.name))


def routes() -> tuple[Route, ...]:
    """The entries that are routes."""
    return tuple(entry for entry in entries() if isinstance(entry, Route))


def _refuse_twins(found: list[Entry]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for entry in found:
        if not isinstance(entry, Route):
            continue
        place = (entry.method, entry.path)
        if place in seen:
            raise TypeError(f"{entry.module} and {seen[place]} both serve {entry.method} {entry.path}")
        seen[place] = entry.module
