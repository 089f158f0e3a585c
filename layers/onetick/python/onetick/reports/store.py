"""How the sums of reports are read."""

from datetime import date

from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .model import HISTORY_DAYS, SHARDS, ReportDay, ReportTotal, summed

DAYS = Pattern("What happened in a project, day by day", ReportDay, pk="{org_id}#prj#{project_id}#facts", prefix="day#")
_WINDOW = (HISTORY_DAYS + 1) * SHARDS
_LATER = "~"
"""Behind all shards of a day."""

Days = dict[date, dict[str, int]]


def days_of(work: Work, project_id: str, first: date, last: date) -> Days:
    """The sums of the days from one to another on which anything happened, in order."""
    asked = DAYS.of(org_id=work.org_id, project_id=project_id, after=f"day#{first}", before=f"day#{last}{_LATER}")
    found: Days = {}
    for row in work.each(asked, window=_WINDOW):
        found[row.day] = summed(found.get(row.day, {}), row.sums)
    return found


def total_keys(org_id: str | None, project_id: str) -> list[Key]:
    """Where it is kept how many tasks have each status."""
    return [ReportTotal.key(org_id=org_id, project_id=project_id, shard=shard) for shard in range(SHARDS)]


def total_of(work: Work, project_id: str) -> dict[str, int]:
    """How many tasks have each status by now."""
    return summed(*(row.sums for row in work.find_many(ReportTotal, total_keys(work.org_id, project_id))))
