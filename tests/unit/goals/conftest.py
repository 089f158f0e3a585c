"""Fixtures of the tests of goals."""

import pytest

from tests.service import Team

from .compass import Compass


@pytest.fixture
def compass(team: Team) -> Compass:
    """A team that sets goals."""
    return Compass(team)
