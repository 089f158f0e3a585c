"""What is stored for reports: sums by project and day, and what they have counted already.

The sums follow from events (`keep_facts`), so no task is read for a report. A day is one of UTC. Of a
day, and of all days together, a few items share the sums, each those of some tasks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId

SHARDS = 4
"""How many items share the sums of one project and day, so that a busy day does not wait for one."""
HISTORY_DAYS = 400
"""How far back a report goes, as long as history lasts."""
MAX_DAYS = 366
"""How many days a report is about at most."""

FLOW = "flow:"
"""Sums of how many tasks more have a status: `flow:todo`."""
STAYS = "stays:"
STAY_SECONDS = "stay_seconds:"
CYCLE = "cycle:"
"""How many tasks were completed that had been worked on for so long, by step of `durations`."""
LEAD = "lead:"
MINUTES = "minutes:"
"""Logged minutes by person."""


class Move(NamedTuple):
    """One thing to be counted: in which project, on which day, what, and how much more or less of it."""

    project_id: str
    day: date
    what: str
    by: int


@entity(
    "report_day",
    pk="{org_id}#prj#{project_id}#facts",
    sk="day#{day}#{shard}",
    forgets="It only counts what events tell, each with its day.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDay(Entity):
    """What happened in a project on a day, by one of its shards: numbers by what they count."""

    org_id: OrgId
    project_id: str
    day: date
    shard: int
    sums: Mapping[str, int] = field(default_factory=dict)


@entity(
    "report_total",
    pk="{org_id}#prj#{project_id}#facts",
    sk="total#{shard}",
    forgets="It only counts what events tell, each with its day.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTotal(Entity):
    """How many tasks of a project have each status by now: the sum over all days, by one of its shards."""

    org_id: OrgId
    project_id: str
    shard: int
    sums: Mapping[str, int] = field(default_factory=dict)


@entity(
    "counted_task",
    pk="{org_id}#tsk#{task_id}#facts",
    sk="counted",
    forgets="It only remembers what was counted already.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTask(Entity):
    """As what a task was counted when it was first met: as it stood at the version `base`.

    0 where it was met as it was made. Otherwise it counts as made on its day, and as standing where it
    stood, in `status` and `project_ids`, since the day `since`. What later turns out to have happened
    before is moved there from that day. `counted_as_finished` is when it was finished, if that was counted then.
    """

    org_id: OrgId
    task_id: str
    base: int
    since: date
    status: str = ""
    project_ids: tuple[str, ...] = ()
    counted_as_finished: str | None = None


@entity(
    "counted_time",
    pk="{org_id}#tim#{entry_id}#facts",
    sk="counted",
    forgets="It only remembers what was counted already.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTime(Entity):
    """What was counted of logged time, as of the entry's version `seen`."""

    org_id: OrgId
    entry_id: str
    seen: int
    project_id: str
    day: date
    user_id: str
    minutes: int = 0


def day_of(moment: str | datetime) -> date:
    """The day of a moment, in UTC."""
    given = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return given.astimezone(UTC).date()


def summed(*parts: Mapping[str, int]) -> dict[str, int]:
    """The sums of several items, without what comes to nothing."""
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return {what: number for what, number in total.items() if number}


def named(sums: Mapping[str, int], prefix: str) -> dict[str, int]:
    """Of these sums those of one sort, by what follows the prefix."""
    return {what.removeprefix(prefix): number for what, number in sums.items() if what.startswith(prefix)}


def kinds_of(days: Iterable[Mapping[str, int]], prefix: str) -> list[str]:
    """What there is of one sort in any of these sums."""
    return sorted({name for sums in days for name in named(sums, prefix)})
