"""What can happen to logged time, and to a timer."""

from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import TimeEntry, Timer
from .schemas import TimeEntryView, TimerView


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """How much was logged on the task, this included."""

    minutes: int
    logged_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """The entry that came of it."""

    time_entry_id: str


TIME_ENTRY_CREATED = EventType("time_entry.created", TimeEntry, TimeEntryView.of, context=Logged)
TIME_ENTRY_UPDATED = EventType("time_entry.updated", TimeEntry, TimeEntryView.of, context=Logged)
TIME_ENTRY_DELETED = EventType("time_entry.deleted", TimeEntry, TimeEntryView.of, context=Logged)
TIME_ENTRY_RESTORED = EventType("time_entry.restored", TimeEntry, TimeEntryView.of, context=Logged)
TIMER_STARTED = EventType("timer.started", Timer, TimerView.of)
TIMER_STOPPED = EventType("timer.stopped", Timer, TimerView.of, context=Stopped)
TIMER_DISCARDED = EventType("timer.discarded", Timer, TimerView.of)
