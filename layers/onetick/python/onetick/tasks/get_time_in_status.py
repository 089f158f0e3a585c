"""Tell how long a task has been in each status."""

from datetime import datetime

from .model import Task
from .part_schemas import StayView, TimeInStatusView
from .stays import seconds_by_status


def time_in_status(task: Task, now: datetime) -> TimeInStatusView:
    """The times in all statuses that the task has had, the present one last."""
    stays = (
        StayView(status=status, seconds=seconds, current=status == task.status)
        for status, seconds in seconds_by_status(task, now).items()
    )
    return TimeInStatusView(task_id=task.id, since=task.status_since or task.created_at, statuses=tuple(stays))
