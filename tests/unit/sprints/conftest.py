"""Fixtures of the tests of sprints."""

import pytest

from tests.service import Team

from .board import Board, a_board


@pytest.fixture
def board(team: Team) -> Board:
    """A project, and short ways to plan in it."""
    return a_board(team)
