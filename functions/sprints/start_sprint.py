"""The route startSprint."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.sprints.events import SPRINT_STARTED
from onetick.sprints.model import Sprint
from onetick.sprints.schemas import SprintStart, SprintView
from onetick.sprints.start_sprint import start_sprint
from onetick.sprints.targets import sprint_with_cadence


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/start",
    can="sprint:manage",
    endpoint="C",
    on=sprint_with_cadence,
    emits=[SPRINT_STARTED],
    problems=[Conflict, Gone, Unprocessable],
)
def handler(work: Work, sprint: Sprint, body: SprintStart) -> SprintView:
    """Start a sprint.

    What is in it is what the team commits to; whatever enters, leaves or is estimated anew afterwards
    is a change of scope. One sprint of a project is active at a time, unless its settings allow several.
    """
    return SprintView.of(start_sprint(work, sprint, body))
