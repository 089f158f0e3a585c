"""The route createSprint."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.sprints.create_sprint import create_sprint
from onetick.sprints.events import SPRINT_CREATED
from onetick.sprints.schemas import NewSprint, SprintView
from onetick.sprints.targets import project_of_new_sprint


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/sprints",
    can="sprint:manage",
    endpoint="C",
    on=project_of_new_sprint,
    emits=[SPRINT_CREATED],
    problems=[Conflict, Gone, QuotaExceeded, Unprocessable],
    status=201,
)
def handler(work: Work, project: Project, body: NewSprint) -> SprintView:
    """Plan a sprint.

    It is planned behind the other planned ones of the project; days and capacity can follow later. At
    most 50 sprints of a project are planned or active.
    """
    return SprintView.of(create_sprint(work, project, body))
