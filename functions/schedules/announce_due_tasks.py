"""Say which tasks are due."""

from typing import Any

from onetick.notifications import timetable
from onetick.notifications.announce_due import announce_approaching, announce_overdue
from onetick.tasks.events import TASK_DUE_APPROACHING, TASK_OVERDUE


@timetable.schedule(emits=[TASK_DUE_APPROACHING, TASK_OVERDUE])
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Work off the timetables of due dates."""
    return {
        "approaching": timetable.work_off(handler, "due_approaching", announce_approaching),
        "overdue": timetable.work_off(handler, "overdue", announce_overdue),
    }
