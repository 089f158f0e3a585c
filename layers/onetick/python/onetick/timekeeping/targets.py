"""How routes find logged time, and on what it is to be logged.

What decides about time is whose it is, so a route that logs some is decided on the entry as it would be.
"""

from collections.abc import Sequence
from datetime import UTC

from onetick.fields.targets import field_set_key
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.problems import Gone
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.tasks.belongings import draft_target, guessed, task_behind, thing_target
from onetick.tasks.guesses import remember
from onetick.tasks.model import Task
from onetick.tasks.people import grant_keys

from .model import TimeEntry, TimeEntryById, Timer


def remember_place(work: Work, thing: TimeEntry | Timer, task: Task) -> None:
    """To which task it belongs, for the next time it is asked for. A timer is known by whose it is."""
    name = thing.id if isinstance(thing, TimeEntry) else _timer_name(thing.user_id)
    others = task.other_project_ids
    remember(work.org_id, work.principal.id, name, task.project_id, others=others, task_id=task.id)


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


def _by_id(work: Work, at: Arrival, id: str) -> TimeEntry | None:
    found = work.find(TimeEntryById, _key(at, id))
    return found.entry if found else None


def _key(at: Arrival, id: str) -> Key:
    return TimeEntryById.key(org_id=at.org, id=id)


def running_timer(work: Work) -> Timer | None:
    """The caller's timer, if one runs."""
    return work.find(Timer, Timer.key(org_id=work.org_id, user_id=work.principal.id))


def _timer_of_caller(at: Arrival) -> Sequence[Key]:
    return [Timer.key(org_id=at.org, user_id=at.principal.id)]


def _timer_and_task(at: Arrival) -> Sequence[Key]:
    return [*_timer_of_caller(at), *guessed(at, _timer_name(at.principal.id), field_set_key)]


def _find_timer(work: Work, at: Arrival) -> Timer | None:
    """The timer, if its task is still somewhere."""
    timer = running_timer(work)
    if timer is None or timer.workspace_id != at.workspace:
        return None
    task = task_behind(work, at, _timer_name(timer.user_id), timer.task_id, field_set_key, once_in=timer.project_id)
    if task is None or task.deleted_at is not None:
        raise Gone("The task that the timer runs on was deleted. Restore that first, or discard the timer.")
    return timer


def _timer_name(user_id: str) -> str:
    return f"timer of {user_id}"


entry_of_body = draft_target(TimeEntry, _entry, field_set_key, more=_grants_of_body)
"""The entry to log."""
timer_of_body = draft_target(Timer, _timer, field_set_key, more=_timer_of_caller)
"""The timer to start, with the one that may be running."""
timer_of_caller = Target("timer", Timer, _timer_of_caller)
"""The timer that runs for the caller in the workspace."""
timer_and_task = Target("timer", Timer, _timer_and_task, find=_find_timer)
"""The same, with its task."""
entry_of_path = thing_target("entry", TimeEntry, "tim", _by_id, _key, field_set_key)
entry_in_trash = thing_target("entry", TimeEntry, "tim", _by_id, _key, field_set_key, trashed=True)
