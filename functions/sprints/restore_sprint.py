"""The route restoreSprint."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.sprints.events import SPRINT_RESTORED
from onetick.sprints.model import Sprint
from onetick.sprints.restore_sprint import restore_sprint
from onetick.sprints.schemas import SprintView
from onetick.sprints.targets import sprint_in_trash


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}/restore",
    can="sprint:manage",
    endpoint="C",
    on=sprint_in_trash,
    emits=[SPRINT_RESTORED],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, sprint: Sprint) -> SprintView:
    """Restore a sprint.

    It comes back from the trash with those of its tasks that were not planned for another one meanwhile.
    """
    return SprintView.of(restore_sprint(work, sprint))
