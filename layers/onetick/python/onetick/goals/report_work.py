"""Tell when work was done, or undone, that counts for goals.

It happens with the counting of the work, in the same transaction: whoever follows then finds what is
done by now.
"""

from collections.abc import Iterator

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .events import CONTRIBUTION_CHANGED
from .model import Contribution
from .targets import contribution_key


def contribution_keys(occurrence: Occurrence) -> list[Key]:
    """Where it is kept for which goals a task that something happened to, and its projects, count."""
    return [contribution_key(occurrence.org_id, id) for id in dict.fromkeys(_concerned(occurrence))]


def report_work(work: Work, occurrence: Occurrence) -> None:
    """Tell it of each thing that an event of a task concerns, and that counts for a goal."""
    for contribution in work.find_many(Contribution, contribution_keys(occurrence)):
        work.emit(CONTRIBUTION_CHANGED, contribution)


def _concerned(occurrence: Occurrence) -> Iterator[str]:
    yield occurrence.aggregate_id
    for place in occurrence.resource["placements"]:
        yield place["project_id"]
    if "project_id" in occurrence.context:
        yield occurrence.context["project_id"]
