import pytest

from tests.service import Service, a_team
from tests.unit.tasks.desk import Desk, a_desk


@pytest.fixture
def desk(service: Service) -> Desk:
    """A project with its team."""
    return a_desk(a_team(service))
