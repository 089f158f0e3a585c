"""How other areas find what belongs to a task and is asked for by an id of its own, such as logged time.

What is read by that id says which task it belongs to, and that is in which projects. Where that is
remembered (see `guesses`), all of it is read in one call. Such a thing lies in every project that its
task is in, whatever was so when it was made.
"""

from collections.abc import Sequence
from dataclasses import replace

from onetick.kernel.access import ProjectAccess, Subject
from onetick.kernel.entity import Entity
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work
from onetick.projects.targets import Beside

from .guesses import others_of, projects_of, remember, task_of
from .model import Task
from .targets import access_key


def guessed(at: Arrival, thing: str, *beside: Beside) -> Sequence[Key]:
    """What to read with a thing: its task, who reaches its projects, and `beside` of its first project."""
    first, others = projects_of(at.org, at.principal.id, thing), others_of(at.org, thing)
    task_id = task_of(at.org, thing)
    return [
        *(access_key(at, project) for project in (*first, *others)),
        *(key(at, project) for project in first for key in beside),
        *([Task.key(org_id=at.org, id=task_id)] if task_id else []),
    ]


def task_behind(
    work: Work, at: Arrival, thing: str, task_id: str, *beside: Beside, once_in: str | None = None
) -> Task | None:
    """The task that a thing belongs to, be it deleted; None when there is none, or none of its projects any more.

    `once_in` is the project that it was in when the thing was made, and most probably still is.
    """
    task_key: Key = Task.key(org_id=at.org, id=task_id)
    likely = [] if once_in is None else [access_key(at, once_in), *(key(at, once_in) for key in beside)]
    work.prefetch([task_key, *likely])
    task = work.find(Task, task_key)
    if task is None or task.workspace_id != at.workspace:
        return None
    remember(at.org, at.principal.id, thing, task.project_id, others=task.other_project_ids, task_id=task.id)
    places = [access_key(at, project) for project in task.project_ids]
    work.prefetch([*places, *(key(at, task.project_id) for key in beside)])
    return task if any(not access.deleted for access in work.find_many(ProjectAccess, places)) else None


def subject_in(task: Task, thing: Entity) -> Subject:
    """What is decided about when it is about a thing of a task."""
    return replace(Subject.of(thing), project_id=task.project_id, other_projects=task.other_project_ids)
