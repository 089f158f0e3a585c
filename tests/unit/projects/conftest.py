"""Fixtures of the tests of projects."""

from collections.abc import Iterator

import pytest

from .world import Caller, World, a_world


@pytest.fixture
def world() -> Iterator[World]:
    """An organization with a workspace."""
    with a_world() as found:
        yield found


@pytest.fixture
def ann(world: World) -> Caller:
    """An ordinary member."""
    return world.joined("Ann")
