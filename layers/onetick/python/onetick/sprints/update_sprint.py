"""Change a sprint."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .events import SPRINT_UPDATED
from .model import Sprint
from .opening import check_days
from .schemas import SprintChanges
from .store import write


def update_sprint(work: Work, sprint: Sprint, changes: SprintChanges) -> Sprint:
    """The sprint with these changes.

    Raises Unprocessable for days that do not fit. Raises Conflict in an archived project, for another
    time zone once it was started, and for other days once it is over: the facts of each day are recorded.
    """
    return change_sprint(work, sprint, changes.given)


def change_sprint(work: Work, sprint: Sprint, wanted: Mapping[str, Any]) -> Sprint:
    """The sprint with these fields. Raises as `update_sprint`."""
    require_open(work, sprint.project_id)
    given = {name: value for name, value in wanted.items() if getattr(sprint, name) != value}
    if not given:
        return sprint
    if sprint.state != "planned" and "timezone" in given:
        raise Conflict("The days of a sprint that was started stay where they are.")
    if sprint.state == "completed" and given.keys() & {"start_on", "end_on"}:
        raise Conflict("The sprint is over; its days are what they were.")
    changed = replace(sprint, **given, updated_at=work.now)
    check_days(changed.start_on, changed.end_on)
    stored = write(work, changed)
    work.emit(SPRINT_UPDATED, stored, before=sprint)
    return stored
