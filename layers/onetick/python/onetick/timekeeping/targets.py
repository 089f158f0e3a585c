"""How routes find logged time, and on what it is to be logged.

What decides about time is whose it is, so a route that logs some is decided on the entry as it would be.
"""

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import TypeVar

from onetick.fields.targets import field_set_key
from onetick.kernel.access import ProjectAccess
from onetick.kernel.entity import Entity
from onetick.kernel.ids import PrincipalId, is_id, new_id
from onetick.kernel.problems import Gone, NotFound
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.tasks import guesses
from onetick.tasks.model import Task
from onetick.tasks.people import grant_keys
from onetick.tasks.targets import access_key

from .model import TimeEntry, TimeEntryById, Timer

E = TypeVar("E", bound=Entity)


def _draft_target(
    cls: type[E], make: Callable[[Work, Arrival, Task], E], more: Callable[[Arrival], Sequence[Key]]
) -> Target[E]:
    """What is to be made for the task that the body names, which must be there."""

    def keys(at: Arrival) -> Sequence[Key]:
        task_id = at.body.task_id
        guessed = [key for project in _guessed(at, task_id) for key in _facts(at, project)]
        return [Task.key(org_id=at.org, id=task_id), *guessed, *more(at)]

    def find(work: Work, at: Arrival) -> E | None:
        task = work.find(Task, Task.key(org_id=at.org, id=at.body.task_id))
        if task is None or task.workspace_id != at.workspace or not _is_there(work, at, task.project_id):
            return None
        if task.deleted_at is not None:
            raise Gone("The task was deleted. Restore it first.")
        guesses.remember(at.org, at.principal.id, task.id, task.project_id)
        return make(work, at, task)

    return Target("draft", cls, keys, find=find)


def _guessed(at: Arrival, thing: str) -> Sequence[str]:
    return guesses.projects_of(at.org, at.principal.id, thing)


def _facts(at: Arrival, project_id: str) -> list[Key]:
    """What is read of a project: who reaches it, and its fields, whose formulas may depend on logged time."""
    return [access_key(at, project_id), field_set_key(at, project_id)]


def _is_there(work: Work, at: Arrival, project_id: str) -> bool:
    work.prefetch(_facts(at, project_id))
    facts = work.find(ProjectAccess, access_key(at, project_id))
    return facts is not None and not facts.deleted


def _entry(work: Work, at: Arrival, task: Task) -> TimeEntry:
    caller = PrincipalId(work.principal.id)
    return TimeEntry(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        task_key=task.code,
        id=new_id("tim"),
        user_id=PrincipalId(at.body.user_id or caller),
        logged_by=caller,
        spent_on=work.now.astimezone(UTC).date(),
        minutes=0,
        created_at=work.now,
        updated_at=work.now,
    )


def _timer(work: Work, at: Arrival, task: Task) -> Timer:
    return Timer(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        task_key=task.code,
        id=new_id("tmr"),
        user_id=PrincipalId(work.principal.id),
        started_at=work.now,
    )


def _grants_of_body(at: Arrival) -> Sequence[Key]:
    other = at.body.user_id
    return grant_keys(at.org, at.workspace, [other]) if other and other != at.principal.id else []


def entry_target(*, trashed: bool = False) -> Target[TimeEntry]:
    """The entry of the path, with its task."""

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["entry_id"]
        if not is_id("tim", name):
            return []
        guessed = [key for project in _guessed(at, name) for key in _facts(at, project)]
        task_id = guesses.task_of(at.org, name)
        task = [Task.key(org_id=at.org, id=task_id)] if task_id else []
        return [TimeEntryById.key(org_id=at.org, id=name), *guessed, *task]

    def find(work: Work, at: Arrival) -> TimeEntry | None:
        found = work.find(TimeEntryById, keys(at)[0]) if keys(at) else None
        if found is None:
            return None
        entry = found.entry
        remember_entry(work, entry)
        task_key = Task.key(org_id=at.org, id=entry.task_id)
        work.prefetch([*_facts(at, entry.project_id), task_key])
        if work.load(Task, task_key).deleted_at is not None:
            raise Gone("Its task was deleted. Restore that first.")
        return entry if _is_there(work, at, entry.project_id) else None

    return Target("entry", TimeEntry, keys, find=find, trashed=trashed)


def remember_entry(work: Work, entry: TimeEntry) -> None:
    """To which task an entry belongs, for the next time it is asked for."""
    guesses.remember(work.org_id, work.principal.id, entry.id, entry.project_id, task_id=entry.task_id)


def task_of(work: Work, entry: TimeEntry | Timer) -> Task:
    """The task that it is about."""
    return work.load(Task, Task.key(org_id=entry.org_id, id=entry.task_id))


def open_task_of(work: Work, timer: Timer) -> Task:
    """The task that a timer runs on. Raises NotFound, Gone."""
    task_key = Task.key(org_id=timer.org_id, id=timer.task_id)
    facts = ProjectAccess.key(org_id=timer.org_id, workspace_id=timer.workspace_id, project_id=timer.project_id)
    access = work.find(ProjectAccess, facts)
    if access is None or access.deleted:
        raise NotFound("The project that the timer runs in is gone. Discard the timer.")
    task = work.load(Task, task_key)
    if task.deleted_at is not None:
        raise Gone("The task that the timer runs on was deleted. Restore that first, or discard the timer.")
    return task


def running_timer(work: Work) -> Timer | None:
    """The caller's timer, if one runs."""
    return work.find(Timer, Timer.key(org_id=work.org_id, user_id=work.principal.id))


def _timer_of_caller(at: Arrival) -> Sequence[Key]:
    return [Timer.key(org_id=at.org, user_id=at.principal.id)]


def _timer_and_task(at: Arrival) -> Sequence[Key]:
    name = _timer_name(at.principal.id)
    task_id = guesses.task_of(at.org, name)
    guessed = [key for project in _guessed(at, name) for key in _facts(at, project)]
    return [*_timer_of_caller(at), *guessed, *([Task.key(org_id=at.org, id=task_id)] if task_id else [])]


def _find_timer(work: Work, at: Arrival) -> Timer | None:
    timer = running_timer(work)
    if timer is not None and timer.workspace_id == at.workspace:
        remember_timer(work, timer)
        work.prefetch([Task.key(org_id=at.org, id=timer.task_id), *_facts(at, timer.project_id)])
    return timer


def remember_timer(work: Work, timer: Timer) -> None:
    """On which task the caller's timer runs, for when it is stopped."""
    name = _timer_name(timer.user_id)
    guesses.remember(work.org_id, work.principal.id, name, timer.project_id, task_id=timer.task_id)


def _timer_name(user_id: str) -> str:
    return f"timer of {user_id}"


entry_of_body = _draft_target(TimeEntry, _entry, _grants_of_body)
"""The entry to log."""
timer_of_body = _draft_target(Timer, _timer, _timer_of_caller)
"""The timer to start, with the one that may be running."""
timer_of_caller = Target("timer", Timer, _timer_of_caller)
"""The timer that runs for the caller in the workspace."""
timer_and_task = Target("timer", Timer, _timer_and_task, find=_find_timer)
"""The same, with its task."""
entry_of_path = entry_target()
entry_in_trash = entry_target(trashed=True)
