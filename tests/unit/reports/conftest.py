"""Fixtures of the tests of reports."""

import pytest

from tests.service import Team
from tests.unit.tasks.desk import Desk

from .reading import a_desk_with_cancelled


@pytest.fixture
def desk(team: Team) -> Desk:
    """A project with its three sections, whose tasks can also be cancelled."""
    return a_desk_with_cancelled(team)
