"""Fixtures of the tests of custom fields."""

import pytest

from tests.service import Team

from .bench import Bench, a_bench


@pytest.fixture
def bench(team: Team) -> Bench:
    """A project, and short ways to give it fields."""
    return a_bench(team)
