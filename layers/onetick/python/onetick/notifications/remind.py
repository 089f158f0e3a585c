"""Put a reminder that somebody set for themselves into their inbox."""

from datetime import timedelta

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .events import NOTIFICATION_CREATED
from .model import KEEP_DAYS, Notification
from .notify_people import deliver
from .recipients import still_there
from .store import preferences_of


def remind(work: Work, task: Task, user_id: PrincipalId) -> None:
    """Remind somebody of a task that they still see, unless they do not want to be told that way."""
    if user_id not in still_there(work, task, [user_id]) or not preferences_of(work, user_id).wants("reminded").inbox:
        return
    notification = Notification(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        user_id=user_id,
        id=new_id("ntf"),
        reason="reminded",
        event_type=NOTIFICATION_CREATED.wire_type,
        task_id=task.id,
        task_key=task.code,
        task_title=task.title,
        actor_id=user_id,
        actor_name="",
        created_at=work.now,
        expires=int((work.now + timedelta(days=KEEP_DAYS)).timestamp()),
    )
    deliver(work, notification)
