"""How other areas find what belongs to a task and is asked for by an id of its own, such as logged time.

What is read by that id says which task it belongs to, and that is in which projects. Where that is
remembered (see `guesses`), all of it is read in one call. Such a thing lies in every project that its
task is in, whatever was so when it was made.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from onetick.kernel.access import ProjectAccess, Subject
from onetick.kernel.entity import Entity
from onetick.kernel.ids import is_id
from onetick.kernel.problems import Gone
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.targets import Beside

from .guesses import others_of, projects_of, remember
from .guesses import task_of as task_remembered
from .model import Task
from .targets import access_key


class Belonging(Protocol):
    """Something of a task. `project_id` is where the task was when it was made."""

    @property
    def task_id(self) -> str: ...
    @property
    def project_id(self) -> str: ...


E = TypeVar("E", bound=Entity)


def guessed(at: Arrival, thing: str, *beside: Beside) -> Sequence[Key]:
    """What to read with a thing: its task, who reaches its projects, and `beside` of its first project."""
    first, others = projects_of(at.org, at.principal.id, thing), others_of(at.org, thing)
    task_id = task_remembered(at.org, thing)
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


def draft_target(
    cls: type[E],
    make: Callable[[Work, Arrival, Task], E],
    *beside: Beside,
    more: Callable[[Arrival], Sequence[Key]] = lambda at: (),
) -> Target[E]:
    """What a body asks to be made for the task it names as `task_id`: it is decided on as it would be."""

    def keys(at: Arrival) -> Sequence[Key]:
        task_id: str = at.body.task_id
        return [Task.key(org_id=at.org, id=task_id), *guessed(at, task_id, *beside), *more(at)]

    def find(work: Work, at: Arrival) -> E | None:
        task = task_behind(work, at, at.body.task_id, at.body.task_id, *beside)
        if task is not None and task.deleted_at is not None:
            raise Gone("The task was deleted. Restore it first.")
        return None if task is None else make(work, at, task)

    return Target("draft", cls, keys, find=find, subject=subject_of)


def thing_target(
    name: str,
    cls: type[E],
    prefix: str,
    find_by_id: Callable[[Work, Arrival, str], E | None],
    key_of: Callable[[Arrival, str], Key],
    *beside: Beside,
    trashed: bool = False,
) -> Target[E]:
    """A thing of a task that the path names by `<name>_id`, with its task, which must not be in the trash."""

    def keys(at: Arrival) -> Sequence[Key]:
        id = at.path[f"{name}_id"]
        return [key_of(at, id), *guessed(at, id, *beside)] if is_id(prefix, id) else []

    def find(work: Work, at: Arrival) -> E | None:
        id = at.path[f"{name}_id"]
        thing: Any = find_by_id(work, at, id) if is_id(prefix, id) else None
        if thing is None:
            return None
        task = task_behind(work, at, id, thing.task_id, *beside, once_in=thing.project_id)
        if task is not None and task.deleted_at is not None:
            raise Gone("Its task was deleted. Restore that first.")
        found: E | None = None if task is None else thing
        return found

    return Target(name, cls, keys, find=find, trashed=trashed, subject=subject_of)


def task_of(work: Work, thing: Belonging) -> Task:
    """The task of a thing; every target here has read it."""
    return work.load(Task, Task.key(org_id=work.org_id, id=thing.task_id))


def subject_of(work: Work, thing: Any) -> Subject:
    """What is decided about when it is about a thing of a task, which was read."""
    return subject_in(task_of(work, thing), thing)


def subject_in(task: Task, thing: Entity) -> Subject:
    """What is decided about when it is about a thing of a task."""
    return replace(Subject.of(thing), project_id=task.project_id, other_projects=task.other_project_ids)
