"""Start a sprint."""

from dataclasses import replace
from datetime import date, timedelta

from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .events import SPRINT_STARTED
from .model import Sprint
from .opening import check_days, started
from .schemas import SprintStart
from .store import write
from .targets import cadence_of


def start_sprint(work: Work, sprint: Sprint, wanted: SprintStart) -> Sprint:
    """The sprint, active from now on; what is in it is what the team commits to.

    Raises Conflict unless it is planned, when another one is active and only one may be, or when the
    project is archived; Unprocessable for days that do not fit.
    """
    return begin_sprint(work, sprint, wanted.start_on, wanted.end_on)


def begin_sprint(work: Work, sprint: Sprint, start_on: date | None, end_on: date | None) -> Sprint:
    """The sprint, active from now on, from one day to another as far as they are given. Raises as `start_sprint`."""
    require_open(work, sprint.project_id)
    if sprint.state != "planned":
        raise Conflict(f"The sprint is {sprint.state} already.")
    cadence = cadence_of(work, sprint.project_id)
    start_on = start_on or sprint.start_on or sprint.day_of(work.now)
    end_on = end_on or sprint.end_on or start_on + timedelta(days=cadence.duration_days - 1)
    check_days(start_on, end_on)
    work.put(started(cadence, sprint))
    active = replace(sprint, state="active", start_on=start_on, end_on=end_on, started_at=work.now, updated_at=work.now)
    stored = write(work, active)
    work.emit(SPRINT_STARTED, stored, before=sprint)
    return stored
