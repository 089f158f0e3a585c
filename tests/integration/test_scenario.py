"""The end-to-end story within one process: the same steps that `tests/e2e` runs against the deployed platform."""

from tests.e2e.people import InProcess
from tests.e2e.scenarios import Story, tell
from tests.service import Service


def test_a_team_signs_up_makes_a_project_and_moves_tasks(service: Service) -> None:
    story = tell(Story(InProcess(service)))
    assert {"comment to inbox", "revoked session refused", "revoked token refused"} == story.seconds.keys()
