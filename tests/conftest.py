"""Fixtures that every kind of test shares."""

import os
from collections.abc import Iterator

import pytest

# Nothing in a test may reach a real account; the region only completes names.
os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_REGION="eu-central-1",
    AWS_DEFAULT_REGION="eu-central-1",
    POWERTOOLS_METRICS_DISABLED="true",
    POWERTOOLS_LOG_LEVEL="CRITICAL",
    ONETICK_PREFIX="onetick-test",
    ONETICK_SCANNER="local",
)

from tests.service import Service, Team, a_team, running


@pytest.fixture
def service() -> Iterator[Service]:
    """The whole service in memory."""
    with running() as found:
        yield found


@pytest.fixture
def team(service: Service) -> Team:
    """An organization with a workspace, and its owner."""
    return a_team(service)
