"""Put a reminder that somebody set for themselves into their inbox."""

from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .events import NOTIFICATION_CREATED
from .notify_people import tell
from .recipients import still_there


def remind(work: Work, task: Task, user_id: PrincipalId) -> None:
    """Remind somebody of a task that they still see, unless they do not want to be told that way."""
    if user_id in still_there(work, task, [user_id]):
        tell(work, task, user_id, "reminded", event_type=NOTIFICATION_CREATED.wire_type, actor_id=user_id)
