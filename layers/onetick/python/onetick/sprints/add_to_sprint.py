"""Plan a task for a sprint, or put it elsewhere in the sprint's order."""

from dataclasses import replace

from onetick.kernel.problems import Conflict, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.model import Task
from onetick.tasks.sprint_order import rank_in_sprint
from onetick.tasks.targets import require_open

from .model import Sprint
from .schemas import SprintPlace
from .targets import neighbour


def add_to_sprint(work: Work, sprint: Sprint, task: Task, place: SprintPlace) -> Task:
    """The task in the sprint, next to the named tasks or at the end; it leaves any other sprint.

    Raises Conflict when the sprint is over, the project is archived or the neighbours changed their
    order, Unprocessable for a task of another project and for neighbours that are not in the sprint.
    """
    require_plannable(work, sprint, task)
    above = neighbour(work, sprint, task, place.after_id, "/after_id")
    below = neighbour(work, sprint, task, place.before_id, "/before_id")
    if task.sprint_id == sprint.id and above is None and below is None:
        return task
    for one in (above, below):
        if one is not None:
            work.require(one)
    work.require(sprint)
    rank = rank_in_sprint(work, sprint.id, task, above, below)
    return change(work, task, replace(task, sprint_id=sprint.id, sprint_rank=rank))


def require_plannable(work: Work, sprint: Sprint, task: Task) -> None:
    """Raises Conflict or Unprocessable when the task cannot enter the sprint."""
    require_open(work, sprint.project_id)
    if sprint.state == "completed":
        raise Conflict("The sprint is over.")
    if sprint.project_id not in task.project_ids:
        raise Unprocessable("The task is not in the project of the sprint.")
