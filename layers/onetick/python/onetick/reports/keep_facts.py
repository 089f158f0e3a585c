"""Keep the daily sums of a project: what each event by itself says that changed, counted on its day.

Sums do not care for an order, and the event's marker, in the same transaction, sees to it that each is
counted once. What stands where is a sum, too: one less of one status, one more of another.

A task that was there before anything was counted is met by some event of it, which says how it stood
before that; so it is counted as that first (`CountedTask`). Where events come in the wrong order, a
new task is met so as well. Then what an earlier event tells is taken from the day since which the
task was said to stand where it stood: in the end each day's sums are those of the right order.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work
from onetick.tasks.events import (
    TASK_ADDED_TO_PROJECT,
    TASK_CREATED,
    TASK_DELETED,
    TASK_REMOVED_FROM_PROJECT,
    TASK_RESTORED,
    TASK_STATUS_CHANGED,
)

from .durations import step_of
from .model import (
    CYCLE,
    FLOW,
    LEAD,
    SHARDS,
    STAY_SECONDS,
    STAYS,
    CountedTask,
    Move,
    ReportDay,
    ReportTotal,
    day_of,
    summed,
)

_ENDS = ("completed", "cancelled")


def keep_facts(work: Work, occurrence: Occurrence) -> None:
    """Count one event of a task."""
    key = CountedTask.key(org_id=work.org_id, task_id=occurrence.aggregate_id)
    known = work.find(CountedTask, key)
    met = known or first_met(work, occurrence)
    moves = [] if known is not None else list(standing(met, occurrence.resource["created_at"]))
    moves += _moves(occurrence, met)
    if known is None:
        work.put(met)
    count(work, occurrence.aggregate_id, moves)


def count(work: Work, thing: str, moves: Iterable[Move]) -> None:
    """Add to the sums of the days, and to the totals of what stands where."""
    days: dict[tuple[str, date], Counter[str]] = {}
    totals: dict[str, Counter[str]] = {}
    for project_id, day, what, by in moves:
        days.setdefault((project_id, day), Counter())[what] += by
        if what.startswith(FLOW):
            totals.setdefault(project_id, Counter())[what] += by
    shard = zlib.crc32(thing.encode()) % SHARDS
    place: dict[str, Any] = {"org_id": work.org_id, "shard": shard}
    empty: list[tuple[ReportDay | ReportTotal, Counter[str]]] = [
        *((ReportDay(**place, project_id=id, day=day), sums) for (id, day), sums in days.items() if any(sums.values())),
        *((ReportTotal(**place, project_id=id), sums) for id, sums in totals.items() if any(sums.values())),
    ]
    work.prefetch(none.own_key for none, _ in empty)
    for none, more in empty:
        found = work.find(type(none), none.own_key) or none
        work.put(found.but(sums=summed(found.sums, more)))


def standing(met: CountedTask, created_at: str | datetime) -> Iterator[Move]:
    """What it counts as that a task was there already; one that was met as it was made counts by that event."""
    if met.base == 0:
        return
    for project_id in met.project_ids:
        yield Move(project_id, day_of(created_at), "created", 1)
        yield Move(project_id, met.since, f"{FLOW}{met.status}", 1)


def first_met(work: Work, occurrence: Occurrence) -> CountedTask:
    """A task as it stood before the first event of it that was met."""
    task, name = occurrence.resource, occurrence.name
    assert work.org_id is not None
    status, projects = task["status"], list(task["project_ids"])
    finished = task["completed_at"]
    if name == TASK_STATUS_CHANGED.name:
        status = occurrence.context["from"]
        finished = occurrence.previous.get("completed_at", finished)
    elif name == TASK_ADDED_TO_PROJECT.name:
        status = _status_so_far(occurrence)
        projects = [id for id in projects if id != occurrence.context["project_id"]]
    elif name == TASK_REMOVED_FROM_PROJECT.name:
        status = _status_so_far(occurrence)
        projects.append(occurrence.context["project_id"])
    gone = name in (TASK_CREATED.name, TASK_RESTORED.name)
    return CountedTask(
        org_id=work.org_id,
        task_id=occurrence.aggregate_id,
        base=0 if name == TASK_CREATED.name else occurrence.aggregate_version - 1,
        since=day_of(finished or task["created_at"]),
        status=status,
        project_ids=() if gone else tuple(projects),
    )


def _moves(occurrence: Occurrence, met: CountedTask) -> Iterator[Move]:
    """What an event counts as; where the task was met by a later one, that is taken from what it was met as."""
    day = day_of(occurrence.time)
    for project_id, status, by in _placed(occurrence):
        yield Move(project_id, day, f"{FLOW}{status}", by)
        if _is_known(occurrence, met, project_id):
            yield Move(project_id, met.since, f"{FLOW}{status}", -by)
    if occurrence.name == TASK_CREATED.name:
        yield from _created(occurrence, met)
    elif occurrence.name == TASK_STATUS_CHANGED.name and not _is_counted(occurrence, met):
        yield from _passed(occurrence, day)


def _placed(occurrence: Occurrence) -> Iterator[tuple[str, str, int]]:
    """Where there is one task more or less: in which project, with which status."""
    task, context, name = occurrence.resource, occurrence.context, occurrence.name
    if name == TASK_STATUS_CHANGED.name:
        for project_id in task["project_ids"]:
            yield project_id, context["from"], -1
            yield project_id, context["to"], 1
    elif name == TASK_ADDED_TO_PROJECT.name:
        yield context["project_id"], _status_so_far(occurrence), 1
    elif name == TASK_REMOVED_FROM_PROJECT.name:
        yield context["project_id"], _status_so_far(occurrence), -1
    else:
        for project_id in task["project_ids"]:
            yield project_id, task["status"], -1 if name == TASK_DELETED.name else 1


def _is_known(occurrence: Occurrence, met: CountedTask, project_id: str) -> bool:
    """Whether what the task was met as knows already what an event tells: one before it, or of the same moment."""
    if met.base == 0 or occurrence.aggregate_version <= met.base:
        return met.base > 0
    if occurrence.aggregate_version != met.base + 1:
        return False
    here = project_id in met.project_ids
    return (occurrence.name == TASK_ADDED_TO_PROJECT.name and here) or (
        occurrence.name == TASK_REMOVED_FROM_PROJECT.name and not here
    )


def _is_counted(occurrence: Occurrence, met: CountedTask) -> bool:
    """Whether a task was counted as finished by this very event when it was met."""
    finished = occurrence.resource["completed_at"]
    return occurrence.aggregate_version <= met.base and finished is not None and met.counted_as_finished == finished


def _status_so_far(occurrence: Occurrence) -> str:
    # Events of before this was told have but the status of after.
    found: str = occurrence.context.get("status", occurrence.resource["status"])
    return found


def _created(occurrence: Occurrence, met: CountedTask) -> Iterator[Move]:
    task = occurrence.resource
    day = day_of(task["created_at"])
    for project_id in task["project_ids"]:
        yield Move(project_id, day, "created", 1)
        if task["status_category"] in _ENDS:
            yield Move(project_id, day, task["status_category"], 1)
    for project_id in met.project_ids:
        # Where it was met counted as where it was made.
        yield Move(project_id, day, "created", -1)


def _passed(occurrence: Occurrence, day: date) -> Iterator[Move]:
    """What a change of status says beside where the task is now: what was finished, and how long it took."""
    task, context = occurrence.resource, occurrence.context
    was, now = context["from_category"], context["to_category"]
    facts: Counter[str] = Counter()
    if context["from"] != context["to"] and "seconds" in context:
        facts[f"{STAYS}{context['from']}"] = 1
        facts[f"{STAY_SECONDS}{context['from']}"] = context["seconds"]
    if now in _ENDS and now != was:
        facts[now] = 1
    if was in _ENDS and now not in _ENDS:
        facts["reopened"] = 1
    if now == "completed" and was != "completed":
        facts += _times(task, context.get("started_at"))
    for project_id in task["project_ids"]:
        for what, number in facts.items():
            yield Move(project_id, day, what, number)


def _times(task: Any, started_at: str | None) -> Counter[str]:
    """How long a task took that is completed: since it was made, and since it was worked on."""
    facts: Counter[str] = Counter()
    done = datetime.fromisoformat(task["completed_at"])
    for sort, since in ((LEAD, task["created_at"]), (CYCLE, started_at)):
        if since is not None:
            seconds = max(0, round((done - datetime.fromisoformat(since)).total_seconds()))
            facts[f"{sort}{step_of(seconds)}"] = 1
            facts[f"{sort[:-1]}_seconds"] = seconds
    return facts
