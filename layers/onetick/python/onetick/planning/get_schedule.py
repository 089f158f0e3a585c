"""Show when a project can be finished: its critical path, what has time to spare, and what contradicts itself."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from graphlib import CycleError

from onetick.kernel.access import scope
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.deadlines import beginning
from onetick.tasks.model import Summary, Task
from onetick.tasks.open_tasks import open_tasks
from onetick.tasks.seeing import seen

from .critical_path import Plan, Step, Tie, plan, required
from .schemas import ScheduledTaskView, ScheduleView, ViolationView

MOST = 1_000
MOST_OUTSIDE = 100
DAY = timedelta(days=1)
WORKING_DAY = 8 * 60
"""In minutes: how long an estimate lasts in days."""

Planned = Task | Summary


def get_schedule(work: Work, project: Project) -> ScheduleView:
    """The schedule of the project's open tasks, of those due first when they are very many.

    What they wait for in other projects counts with its own dates, as far as the caller sees it. Raises
    Conflict when dependencies change so fast that what was read does not fit together.
    """
    tasks, complete = open_tasks(work, project.id, most=MOST)
    inside = {task.id: task for task in tasks}
    outside, all_outside = _outside(work, inside)
    ties = list(_ties(inside, {**inside, **outside}))
    tied = {id for tie in ties for id in (tie.before, tie.after)}
    planned = {id: task for id, task in inside.items() if id in tied or starts_at(task) is not None}
    steps = [_step(task) for task in (*planned.values(), *outside.values())]
    try:
        found = plan(steps, ties, origin=work.now.timestamp())
    except CycleError:
        raise Conflict("Dependencies are being changed right now. Try again.") from None
    return ScheduleView(
        project_id=project.id,
        starts_at=_moment(found.starts) if steps else None,
        ends_at=_moment(found.ends) if steps else None,
        critical_path=[id for id in found.path if id in inside],
        tasks=[_row(planned[id], found) for id in found.timings if id in planned],
        violations=[*violations({**inside, **outside}, ties)],
        unscheduled=len(inside) - len(planned),
        complete=complete and all_outside,
    )


def starts_at(task: Planned) -> datetime | None:
    """When a task starts, or would have to."""
    if task.start_at is not None:
        return beginning(task.start_at, all_day=task.all_day, timezone=task.timezone)
    return task.deadline - lasts(task) if task.deadline is not None else None


def lasts(task: Planned) -> timedelta:
    """How long it takes: between its dates, or as estimated, or a day; a milestone takes no time."""
    if task.milestone:
        return timedelta()
    if task.start_at is not None and task.deadline is not None:
        return task.deadline - beginning(task.start_at, all_day=task.all_day, timezone=task.timezone)
    return DAY * task.estimate_minutes / WORKING_DAY if task.estimate_minutes else DAY


def violations(tasks: Mapping[str, Planned], ties: Sequence[Tie]) -> Iterator[ViolationView]:
    """The dependencies that the dates of their tasks contradict."""
    for tie in ties:
        before, after = tasks[tie.before], tasks[tie.after]
        first, second = starts_at(before), starts_at(after)
        if first is None or second is None:
            continue
        needed = required(tie, first.timestamp(), lasts(before).total_seconds(), lasts(after).total_seconds())
        short = needed - second.timestamp()
        if short > 1:
            yield ViolationView(
                task_id=tie.after,
                other_id=tie.before,
                type=tie.type,
                lag_days=round(tie.lag / DAY.total_seconds()),
                days_short=round(short / DAY.total_seconds(), 2),
            )


def _outside(work: Work, inside: Mapping[str, Summary]) -> tuple[dict[str, Planned], bool]:
    """What the tasks wait for in other projects, as far as it is open and seen; and whether that is all of it."""
    waited_for = dict.fromkeys(
        one.task_id for task in inside.values() for one in task.blocked_by if not one.met and one.task_id not in inside
    )
    ids = list(waited_for)[:MOST_OUTSIDE]
    found = work.find_many(Task, [Task.key(org_id=work.org_id, id=id) for id in ids])
    tasks = [task for task in found if task.deleted_at is None and task.completed_at is None and starts_at(task)]
    shown = seen(work, scope(work.standing), tasks) if tasks else []
    return {task.id: task for task in shown}, len(ids) == len(waited_for)


def _ties(inside: Mapping[str, Summary], known: Mapping[str, Planned]) -> Iterator[Tie]:
    for task in inside.values():
        for one in task.blocked_by:
            if one.task_id in known:
                yield Tie(one.task_id, task.id, one.type, one.lag_days * DAY.total_seconds())


def _step(task: Planned) -> Step:
    begins = starts_at(task)
    return Step(task.id, lasts(task).total_seconds(), None if begins is None else begins.timestamp())


def _row(task: Planned, found: Plan) -> ScheduledTaskView:
    timing = found.timings[task.id]
    return ScheduledTaskView(
        id=task.id,
        key=task.code,
        title=task.title,
        start_at=task.start_at,
        due_at=task.due_at,
        duration_days=_days(timing.lasts),
        earliest_start=_moment(timing.earliest),
        earliest_finish=_moment(timing.earliest + timing.lasts),
        latest_start=_moment(timing.latest),
        latest_finish=_moment(timing.latest + timing.lasts),
        slack_days=_days(timing.slack),
        critical=timing.slack < 1,
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _days(seconds: float) -> float:
    return round(seconds / DAY.total_seconds(), 2)
