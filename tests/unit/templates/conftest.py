"""Fixtures of the tests of templates."""

import pytest

from tests.service import Team

from .workshop import Workshop


@pytest.fixture
def shop(team: Team) -> Workshop:
    """A team that makes templates."""
    return Workshop(team)
