"""Fixtures of the tests of the trash."""

import pytest

from tests.service import Team
from tests.unit.tasks.desk import Desk, a_desk


@pytest.fixture
def desk(team: Team) -> Desk:
    """A project with its three sections."""
    return a_desk(team)
