"""The route updateSprint."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.work import Work
from onetick.sprints.events import SPRINT_UPDATED
from onetick.sprints.model import Sprint
from onetick.sprints.schemas import SprintChanges, SprintView
from onetick.sprints.targets import sprint_of_path
from onetick.sprints.update_sprint import update_sprint


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}",
    can="sprint:manage",
    endpoint="C",
    on=sprint_of_path,
    emits=[SPRINT_UPDATED],
    problems=[Conflict, Gone, Unprocessable],
)
def handler(work: Work, sprint: Sprint, body: SprintChanges) -> SprintView:
    """Change a sprint.

    Fields that are left out stay as they are. The time zone is fixed once it was started, its days
    once it was completed.
    """
    return SprintView.of(update_sprint(work, sprint, body))
