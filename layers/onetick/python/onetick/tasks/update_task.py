"""Change the fields of a task."""

from dataclasses import replace
from typing import Any

from onetick.kernel.work import Work

from . import mentions
from .changing import change, watched_by
from .creation import check_dates
from .custom_fields import filled
from .model import Task
from .people import all_see
from .schemas import TaskChanges
from .statuses import transitioned
from .targets import require_open


def update_task(work: Work, task: Task, changes: TaskChanges) -> Task:
    """The task with the given fields; new assignees watch it.

    Raises Conflict when the project is archived, Unprocessable for values that do not fit,
    InvalidTransition for a status that cannot follow.
    """
    require_open(work, task.project_id)
    given: dict[str, Any] = dict(changes.given)
    status = given.pop("status", None)
    if "description" in given:
        mentions.checked(changes.description, "/description")
    wanted = given.get("assignee_ids", task.assignee_ids)
    newcomers = all_see(work, task.project_id, wanted, "/assignee_ids", already=task.assignee_ids)
    given["assignee_ids"] = tuple(dict.fromkeys(wanted))
    given["custom_fields"] = filled(work, task.project_id, given.pop("custom_fields", {}), task.custom_fields)
    after = watched_by(replace(task, **given), newcomers)
    check_dates(after.start_at, after.due_at)
    if status is not None:
        after = transitioned(work, after, status)
    return change(work, task, after)
