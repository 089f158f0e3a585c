"""Keep few copies for the drawer of a task: those of the latest comments and attachments."""

from onetick.attachments.model import FrontFile
from onetick.comments.model import FrontComment
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work

from .store import FRONT_COMMENTS, FRONT_FILES

KEPT = 30
"""More than are shown, so that there are enough when some are deleted."""
AT_ONCE = 25


def trim_fronts(work: Work, occurrence: Occurrence) -> None:
    """Take away the copies behind the latest, of the task that an event belongs to."""
    place = {"org_id": occurrence.org_id, "task_id": occurrence.resource["task_id"]}
    for comment in work.some(FRONT_COMMENTS.of(**place), limit=KEPT + AT_ONCE)[KEPT:]:
        work.discard(FrontComment, comment.own_key)
    for file in work.some(FRONT_FILES.of(**place), limit=KEPT + AT_ONCE)[KEPT:]:
        work.discard(FrontFile, file.own_key)
