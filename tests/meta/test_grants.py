"""Least privilege, entry by entry: a role allows what the entry asks for, all of it and nothing else."""

from collections.abc import Iterator

import pytest

from onetick.kernel import registry
from onetick.kernel.entry import Entry
from tests.e2e.people import InProcess
from tests.e2e.scenarios import Story, tell

from . import exercises
from .scene import populate
from .spying import Use, Used, granted, spied

ENTRIES = registry.entries()
READ_GLOBAL = Use("dynamodb:BatchGetItem", "table/${Prefix}-global")
EXCEPTIONS = {
    ("workers-undo-changes", Use("dynamodb:Query", "table/${Prefix}/index/gsi1")): "For dependencies far apart in "
    "their order, among what a job did; the route, which undoes them in the same way, is seen to need it.",
    ("tenancy-list-organizations", READ_GLOBAL): "Where a route is at home it may read by key; this one only queries.",
}
"""Rights that an entry has and does not use, and why that is so."""


@pytest.fixture(scope="module")
def used() -> Iterator[Used]:
    with spied() as (service, spy, services):
        tell(Story(InProcess(service)))
        exercises.of_every_entry(populate(service), services)
        yield spy.used


def named(entries: tuple[Entry, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("entry", entries, ids=lambda entry: entry.name)


@named(ENTRIES)
def test_an_entry_asks_for_nothing_that_its_role_does_not_allow(used: Used, entry: Entry) -> None:
    assert used.get(entry.name, frozenset()) - granted(entry) == set()


@named(ENTRIES)
def test_a_role_allows_nothing_that_its_entry_never_asks_for(used: Used, entry: Entry) -> None:
    superfluous = granted(entry) - used.get(entry.name, frozenset())
    assert superfluous == {use for name, use in EXCEPTIONS if name == entry.name}
