"""Fixtures of the tests of planning."""

import pytest

from onetick.kernel.requests.rate import Limiter
from tests.service import Service, a_team
from tests.unit.tasks.desk import Desk, a_desk


@pytest.fixture
def desk(service: Service) -> Desk:
    """A project with its team."""
    return a_desk(a_team(service))


@pytest.fixture(autouse=True)
def _unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
