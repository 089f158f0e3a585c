"""The route deleteSprint."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.sprints.delete_sprint import delete_sprint
from onetick.sprints.events import SPRINT_DELETED
from onetick.sprints.model import Sprint
from onetick.sprints.targets import sprint_with_cadence


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}",
    can="sprint:manage",
    endpoint="C",
    on=sprint_with_cadence,
    emits=[SPRINT_DELETED],
    problems=[Conflict, Gone],
    status=204,
)
def handler(work: Work, sprint: Sprint) -> None:
    """Delete a sprint.

    It goes to the trash, from where it can be restored for 30 days; its open tasks are in the backlog
    at once. An active sprint is completed first.
    """
    delete_sprint(work, sprint)
