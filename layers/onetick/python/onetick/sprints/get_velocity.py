"""How much a project gets done in a sprint."""

from collections.abc import Sequence
from functools import reduce
from operator import add

from onetick.kernel.work import Work
from onetick.projects.model import Project

from .model import NOTHING, Amounts, Sprint
from .schemas import AmountsView, VelocityRowView, VelocityView
from .store import OF_PROJECT
from .sums import totals
from .targets import tally_keys

WINDOW = 100
"""How many of the latest sprints are looked at for completed ones: more than can be open, and some in the trash."""


def get_velocity(work: Work, project: Project, number: int) -> VelocityView:
    """What the latest completed sprints were started with and got done, and the average of what they got done."""
    asked = OF_PROJECT.of(org_id=project.org_id, project_id=project.id).backwards()
    sprints = [row.sprint for row in work.some(asked, limit=WINDOW)]
    over = [sprint for sprint in sprints if sprint.completed_at is not None and sprint.deleted_at is None]
    latest = sorted(over, key=_when)[-number:]
    work.prefetch(key for sprint in latest for key in tally_keys(sprint.org_id, sprint.id))
    rows = [_row(work, sprint) for sprint in latest]
    return VelocityView(project_id=project.id, sprints=rows, average=_average([totals(work, s).done for s in latest]))


def _when(sprint: Sprint) -> tuple[float, str]:
    assert sprint.completed_at is not None
    return sprint.completed_at.timestamp(), sprint.id


def _row(work: Work, sprint: Sprint) -> VelocityRowView:
    found = totals(work, sprint)
    assert sprint.completed_at is not None
    return VelocityRowView(
        sprint_id=sprint.id,
        name=sprint.name,
        completed_at=sprint.completed_at,
        committed=AmountsView.model_validate(found.committed),
        done=AmountsView.model_validate(found.done),
    )


def _average(done: Sequence[Amounts]) -> AmountsView:
    count = max(1, len(done))
    total = reduce(add, done, NOTHING)
    return AmountsView(
        tasks=round(total.tasks / count), points=round(total.points / count, 2), minutes=round(total.minutes / count)
    )
