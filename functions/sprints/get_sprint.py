"""The route getSprint."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.sprints.model import Sprint
from onetick.sprints.schemas import SprintWithTotalsView
from onetick.sprints.sums import with_totals
from onetick.sprints.targets import sprint_with_totals


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/sprints/{sprint_id}",
    can="project:view",
    endpoint="A",
    on=sprint_with_totals,
    problems=[Gone],
)
def handler(work: Work, sprint: Sprint) -> SprintWithTotalsView:
    """Get a sprint.

    With what it was started with, what is in it, and what is done: in tasks, points and minutes.
    """
    return with_totals(work, sprint)
