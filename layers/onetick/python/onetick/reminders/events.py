"""What happens to reminders."""

from onetick.kernel.events import EventType

from .model import Reminders
from .schemas import RemindersToldView

REMINDERS_CHANGED = EventType("reminders.changed", Reminders, RemindersToldView.of)
"""It lies with the person's own reminders, and not in the history of the task."""
