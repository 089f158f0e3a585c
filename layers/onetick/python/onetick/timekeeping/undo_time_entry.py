"""Undo what a change set did to logged time, or to a timer."""

from dataclasses import replace

from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.problems import Forbidden
from onetick.kernel.work import Work
from onetick.tasks.belongings import Belonging, subject_in
from onetick.tasks.model import Task
from onetick.tasks.targets import require_open

from .delete_time_entry import delete_time_entry
from .events import TIME_ENTRY_DELETED, TIME_ENTRY_RESTORED, TIME_ENTRY_UPDATED, TIMER_STARTED
from .model import TimeEntry, Timer
from .timers import discard_timer
from .writing import write

_FOLLOWS = frozenset({"deleted_by"})


def undo_time_entry(work: Work, touched: Touched[TimeEntry]) -> None:
    """Take back what was done to logged time; the sum of its task follows. Raises what `undo_task` does."""
    now = touched.present()
    task = _task_of(work, now)
    # Whoever took it along when two tasks were merged takes that back as any change of the task.
    permission = "task:edit" if now.brought_by == work.principal.id else "time:edit_own"
    authorize(work, permission, subject_in(task, now))
    if touched.before is None:
        if now.deleted_at is None:
            touched.require_unchanged()
            delete_time_entry(work, now)
        return
    changes = dict(touched.changes(apart=_FOLLOWS))
    if not changes:
        return
    require_open(work, *task.project_ids)
    kind = TIME_ENTRY_UPDATED
    if "deleted_at" in changes:
        changes["deleted_by"] = touched.before.deleted_by
        kind = TIME_ENTRY_RESTORED if changes["deleted_at"] is None else TIME_ENTRY_DELETED
    write(work, kind, task, replace(now, **changes, updated_at=work.now), now)


def undo_timer(work: Work, touched: Touched[Timer]) -> None:
    """Take back that a timer was started or ended: one that ended runs on, since it was started.

    Raises Overtaken when another one runs by now, otherwise what `undo_task` does.
    """
    timer, now = touched.before or touched.after, touched.now
    if timer is None or touched.before == touched.now:
        return
    if timer.user_id != work.principal.id:
        raise Forbidden("A timer is somebody's own.")
    if touched.before is None:
        if now is not None and now.id == timer.id:
            discard_timer(work, now)
        return
    if now is not None:
        if now.id != timer.id:
            raise Overtaken(why="Another timer of yours runs by now. Stop or discard that first.")
        return
    task = _task_of(work, timer)
    authorize(work, "time:log", subject_in(task, timer))
    require_open(work, *task.project_ids)
    work.emit(TIMER_STARTED, work.create(replace(timer, version=0)))


def _task_of(work: Work, thing: Belonging) -> Task:
    task = work.find(Task, Task.key(org_id=work.org_id, id=thing.task_id))
    if task is None or task.deleted_at is not None:
        raise Overtaken(why="Its task is in the trash. Restore that first.")
    return task
