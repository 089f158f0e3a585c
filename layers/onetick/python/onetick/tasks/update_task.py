"""Change the fields of a task."""

from typing import Any

from onetick.kernel.work import Work

from . import mentions
from .changing import change, watched_by
from .creation import check_dates
from .custom_fields import filled
from .model import Task
from .parents import moved_out, moved_under, parent_named
from .people import all_see
from .ranks import at_end
from .schemas import TaskChanges
from .statuses import transitioned
from .tags import tagged
from .targets import require_open
from .types import type_of_changed


def update_task(work: Work, task: Task, changes: TaskChanges) -> Task:
    """The task with the given fields; new assignees watch it. A new parent has it as its last subtask.

    Raises Conflict when the project is archived, Unprocessable for values that do not fit,
    InvalidTransition for a status that cannot follow, DependencyCycle for a parent that is below it.
    """
    require_open(work, *task.project_ids)
    given: dict[str, Any] = dict(changes.given)
    status = given.pop("status", None)
    parent_id = given.pop("parent_id", task.parent_id)
    if "description" in given:
        mentions.checked(changes.description, "/description")
    wanted = given.get("assignee_ids", task.assignee_ids)
    newcomers = all_see(work, task.project_ids, wanted, "/assignee_ids", already=task.assignee_ids)
    given["assignee_ids"] = tuple(dict.fromkeys(wanted))
    given["tag_ids"] = tagged(work, given.get("tag_ids", task.tag_ids), already=task.tag_ids)
    given["type_id"] = type_of_changed(work, task, given)
    given["custom_fields"] = filled(
        work,
        task.project_id,
        given.pop("custom_fields", {}),
        task.custom_fields,
        type_id=given["type_id"],
        retyped=given["type_id"] != task.type_id,
    )
    after = watched_by(task.but(**given), newcomers)
    check_dates(after)
    if status is not None:
        after = transitioned(work, after, status)
    if parent_id != task.parent_id:
        after = _with_parent(work, after, parent_id)
    return change(work, task, after)


def _with_parent(work: Work, task: Task, parent_id: str | None) -> Task:
    if parent_id is None:
        return moved_out(work, task)
    return moved_under(work, task, parent_named(work, parent_id), at_end(work.instant))
