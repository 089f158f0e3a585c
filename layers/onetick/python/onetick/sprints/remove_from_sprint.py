"""Take a task out of a sprint."""

from dataclasses import replace

from onetick.kernel.problems import Conflict, NotFound
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.model import Task
from onetick.tasks.targets import require_open

from .model import Sprint


def remove_from_sprint(work: Work, sprint: Sprint, task: Task) -> Task:
    """The task back in the backlog. Raises NotFound when it is not in the sprint, Conflict when that is over."""
    if task.sprint_id != sprint.id:
        raise NotFound()
    require_open(work, sprint.project_id)
    if sprint.state == "completed":
        raise Conflict("The sprint is over; what was in it stays on record.")
    return change(work, task, replace(task, sprint_id=None, sprint_rank=None))
