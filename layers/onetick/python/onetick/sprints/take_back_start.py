"""Take back that a sprint was started: it is planned again, as if nobody had.

Its ledger goes along. What happened to its tasks meanwhile is what they will be committed to with, and
belongs to no day. The changes of its scope that were told stay told.
"""

from dataclasses import replace
from datetime import date

from onetick.kernel.history.reverting import Overtaken
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .events import SPRINT_START_UNDONE
from .model import Sprint, SprintTally
from .opening import planned, without
from .store import DAYS, write
from .targets import cadence_of, tally_keys

MAX_ROWS = 30
"""A sprint with more rows of days, which is more than a week, has begun: its days are on record."""


def take_back_start(
    work: Work, sprint: Sprint, start_on: date | None, end_on: date | None, *, before_id: str | None
) -> Sprint:
    """The sprint as it was planned, before another planned one or behind all.

    Raises Overtaken when it has run for too long, Conflict when its project is archived, QuotaExceeded
    when too many sprints are open.
    """
    require_open(work, sprint.project_id)
    days = work.some(DAYS.of(org_id=sprint.org_id, sprint_id=sprint.id), limit=MAX_ROWS + 1)
    if len(days) > MAX_ROWS:
        raise Overtaken(why="The sprint has run for too long: what each day did is on record. Complete it instead.")
    for day in days:
        work.remove(day)
    for tally in work.find_many(SprintTally, tally_keys(sprint.org_id, sprint.id)):
        if tally.committed != tally.scope:
            work.save(replace(tally, committed=tally.scope))
    cadence = cadence_of(work, sprint.project_id)
    work.put(planned(without(cadence, sprint), sprint, before_id=before_id))
    back = replace(sprint, state="planned", start_on=start_on, end_on=end_on, started_at=None, updated_at=work.now)
    stored = write(work, back)
    work.emit(SPRINT_START_UNDONE, stored, before=sprint)
    return stored
