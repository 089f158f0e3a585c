"""The import contract between areas notices what it forbids."""

from collections.abc import Iterable

import grimp
import pytest

from infra.architecture import AreasContract


def broken(imports: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What the contract says about a program with these imports."""
    graph = grimp.ImportGraph()
    for importer, imported in imports:
        for module in (importer, imported):
            graph.add_module(module)
        graph.add_import(importer=importer, imported=imported)
    options = {"package": "onetick", "kernel": "kernel", "private": ["store"]}
    contract = AreasContract(name="areas", session_options={}, contract_options=options)
    found: list[tuple[str, str]] = contract.check(graph, verbose=False).metadata["broken"]
    return found


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("onetick.kernel.work", "onetick.tasks.model"),
        ("onetick.tasks.move_task", "onetick.projects.store"),
        ("functions.tasks.move_task", "onetick.projects.store"),
        ("functions.consumers.deliver", "onetick.notifications.store"),
    ],
)
def test_it_refuses(importer: str, imported: str) -> None:
    assert broken([(importer, imported)]) == [(importer, imported)]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("onetick.kernel.work", "onetick.kernel.keys"),
        ("onetick.tasks.move_task", "onetick.tasks.store"),
        ("onetick.tasks.move_task", "onetick.projects.model"),
        ("onetick.tasks.move_task", "onetick.kernel.work"),
        ("functions.tasks.list_tasks", "onetick.tasks.store"),
        ("functions.tasks.list_tasks", "onetick.projects.list_projects"),
    ],
)
def test_it_lets_be(importer: str, imported: str) -> None:
    assert broken([(importer, imported)]) == []
