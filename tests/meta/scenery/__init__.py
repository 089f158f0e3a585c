"""What the scene holds of each area: one module an area, found by its place in this folder.

A module may offer

- `furnish(scene)`: makes things through the public API and names them in `scene.ids`, by path parameter;
- `FIRST`: which operation must have happened before another has anything to do;
- `REFUSED`: whose documented example cannot work as it stands, and why;
- `EFFECTS`: who calls a writing route, with which body and ids (each by default that of the example), for it to
  change something: a function of the scene, by operation;
- `CALLS`: how many calls to the database a route takes where those are more than its class has, and why;
- `EXERCISES`: what its entries do off their plain way, for the tests that watch what entries ask for.

Modules furnish in the order of their `AFTER`, a list of the modules whose things they build on.
"""

from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any


def modules() -> list[ModuleType]:
    """Every module of this folder, each behind those that it builds on."""
    found = {name: import_module(f"{__name__}.{name}") for _, name, _ in iter_modules(__path__)}
    order = TopologicalSorter({name: getattr(module, "AFTER", ()) for name, module in sorted(found.items())})
    return [found[name] for name in order.static_order()]


def furnish(scene: Any) -> None:
    """Let every area add its things."""
    for make in _offered("furnish"):
        make(scene)


def first() -> dict[str, str]:
    """What must have happened before a route has anything to do, of every area."""
    return {name: before for part in _offered("FIRST") for name, before in part.items()}


def refused() -> dict[str, str]:
    """The documented examples that cannot work as they stand, of every area."""
    return {name: why for part in _offered("REFUSED") for name, why in part.items()}


def effects() -> dict[str, Callable[[Any], tuple[Any, Any, dict[str, str]]]]:
    """Calls of writing routes that are not the owner's with the documented example, of every area."""
    return {name: call for part in _offered("EFFECTS") for name, call in part.items()}


def calls() -> dict[str, tuple[int, str]]:
    """Budgets of calls beyond those of the classes, of every area."""
    return {name: budget for part in _offered("CALLS") for name, budget in part.items()}


def exercises() -> tuple[Callable[[Any], None], ...]:
    """What entries do off their plain way, of every area."""
    return tuple(exercise for part in _offered("EXERCISES") for exercise in part)


def _offered(name: str) -> Iterator[Any]:
    return (getattr(module, name) for module in modules() if hasattr(module, name))
