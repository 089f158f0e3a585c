"""Take a task to another status."""

from onetick.kernel.work import Work

from .changing import change
from .model import Task
from .statuses import transitioned
from .targets import require_open


def transition_task(work: Work, task: Task, status_id: str) -> Task:
    """The task in the status, in the section of the status when there is one.

    Raises Conflict when the project is archived, Unprocessable for an unknown status,
    InvalidTransition, which names the allowed ones.
    """
    require_open(work, *task.project_ids)
    return change(work, task, transitioned(work, task, status_id))
