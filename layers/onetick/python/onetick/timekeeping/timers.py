"""Start, stop and discard a timer."""

from dataclasses import replace
from datetime import UTC

from onetick.kernel.authority import authorize
from onetick.kernel.ids import new_id
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.tasks.belongings import subject_in, task_of
from onetick.tasks.targets import require_open

from .create_time_entry import add
from .events import TIMER_DISCARDED, TIMER_STARTED, TIMER_STOPPED
from .model import MAX_MINUTES, TimeEntry, Timer
from .schemas import NewTimer, TimerEnd
from .targets import remember_place, running_timer


def start_timer(work: Work, draft: Timer, new: NewTimer) -> Timer:
    """The timer that `draft` says whose it is and on what; of several starts at once, one wins.

    Raises Conflict when one runs already, whose task it then names, and in an archived project.
    """
    task = task_of(work, draft)
    require_open(work, *task.project_ids)
    running = running_timer(work)
    if running is not None:
        raise _is_running(running)
    stored = work.create(replace(draft, note=new.note, billable=new.billable))
    work.emit(TIMER_STARTED, stored)
    remember_place(work, stored, task)
    return stored


def stop_timer(work: Work, timer: Timer, end: TimerEnd) -> TimeEntry:
    """The entry with the time since the start, in minutes rounded up, a day at most.

    Raises Conflict in an archived project, Forbidden when the caller may no longer log time there.
    """
    task = task_of(work, timer)
    authorize(work, "time:log", subject_in(task, timer))
    require_open(work, *task.project_ids)
    entry = TimeEntry(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        task_key=task.code,
        id=new_id("tim"),
        user_id=timer.user_id,
        logged_by=timer.user_id,
        spent_on=end.spent_on or timer.started_at.astimezone(UTC).date(),
        minutes=_minutes(work, timer),
        note=timer.note if end.note is None else end.note,
        billable=timer.billable,
        started_at=timer.started_at,
        created_at=work.now,
        updated_at=work.now,
    )
    stored = add(work, task, entry)
    work.remove(timer)
    work.emit(TIMER_STOPPED, timer.at_version(timer.version + 1), time_entry_id=stored.id)
    return stored


def discard_timer(work: Work, timer: Timer) -> None:
    """End the timer and record nothing."""
    work.remove(timer)
    work.emit(TIMER_DISCARDED, timer.at_version(timer.version + 1))


def _is_running(timer: Timer) -> Conflict:
    return Conflict(
        "A timer of yours is running. Stop it first.",
        extra={"running": {"workspace_id": timer.workspace_id, "task_id": timer.task_id, "task_key": timer.task_key}},
    )


def _minutes(work: Work, timer: Timer) -> int:
    seconds = (work.now - timer.started_at).total_seconds()
    return max(1, min(MAX_MINUTES, -int(-seconds // 60)))
