"""Fill the inboxes."""

from onetick.approvals.events import (
    APPROVAL_CHANGES_REQUESTED,
    APPROVAL_EXPIRED,
    APPROVAL_GRANTED,
    APPROVAL_INVALIDATED,
    APPROVAL_PASSED_ON,
    APPROVAL_REJECTED,
    APPROVAL_REQUESTED,
)
from onetick.comments.events import COMMENT_CREATED, REACTION_ADDED
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.notifications.events import NOTIFICATION_CREATED
from onetick.notifications.notify_people import notify_people
from onetick.planning.events import TASK_UNBLOCKED
from onetick.tasks.events import (
    TASK_ASSIGNED,
    TASK_DUE_APPROACHING,
    TASK_MENTIONED,
    TASK_OVERDUE,
    TASK_STATUS_CHANGED,
)


@on_event(
    "notifications",
    [
        TASK_ASSIGNED,
        TASK_MENTIONED,
        TASK_STATUS_CHANGED,
        TASK_DUE_APPROACHING,
        TASK_OVERDUE,
        TASK_UNBLOCKED,
        COMMENT_CREATED,
        REACTION_ADDED,
        APPROVAL_REQUESTED,
        APPROVAL_PASSED_ON,
        APPROVAL_GRANTED,
        APPROVAL_REJECTED,
        APPROVAL_CHANGES_REQUESTED,
        APPROVAL_EXPIRED,
        APPROVAL_INVALIDATED,
    ],
    emits=[NOTIFICATION_CREATED],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Tell the people whom an event concerns."""
    notify_people(handler, work, occurrence)
