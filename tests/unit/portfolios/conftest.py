"""Fixtures of the tests of portfolios."""

import pytest

from tests.service import Team

from .shelf import Shelf


@pytest.fixture
def shelf(team: Team) -> Shelf:
    """A team that keeps portfolios."""
    return Shelf(team)
