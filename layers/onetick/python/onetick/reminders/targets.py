"""How routes find the caller's reminders on a task, in the first read."""

from onetick.kernel.ids import PrincipalId, is_id
from onetick.kernel.problems import NotFound
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.targets import task_target

from .model import Reminder, Reminders


def _own(at: Arrival, task_id: str) -> list[Key]:
    place = {"org_id": at.org, "workspace_id": at.workspace, "user_id": at.principal.id}
    return [Reminders.key(**place, task_id=task_id)]


task_and_reminders = task_target(around=_own)
"""The task of the path, with the caller's reminders on it."""


def reminders_of(work: Work, task: Task) -> Reminders:
    """The caller's reminders on a task, if any."""
    none = Reminders(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        user_id=PrincipalId(work.principal.id),
        task_id=task.id,
        project_id=task.project_id,
    )
    return work.find(Reminders, none.own_key) or none


def reminder_named(reminders: Reminders, id: str) -> Reminder:
    """One of them. Raises NotFound."""
    found = reminders.find(id) if is_id("rem", id) else None
    if found is None:
        raise NotFound()
    return found
