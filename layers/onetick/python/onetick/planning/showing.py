"""What the API shows of how a task comes again, and of what moves with it."""

from onetick.tasks.model import Task
from onetick.tasks.part_schemas import RecurrenceView
from onetick.tasks.schemas import TaskView

from .recurrence import next_dates, recurrence_of
from .reschedule_task import Rescheduled
from .schemas import RecurrenceDatesView, RescheduledView, ShiftView


def recurrence_view(task: Task, count: int) -> RecurrenceDatesView:
    """The rule and the next dates. Raises NotFound when the task does not recur."""
    recurrence = recurrence_of(task)
    shown = RecurrenceView.model_validate(recurrence)
    return RecurrenceDatesView.model_construct(**dict(shown), task_id=task.id, next_dates=next_dates(recurrence, count))


def rescheduled_view(done: Rescheduled) -> RescheduledView:
    """The task at its new dates, and what moves along."""
    shifts = [
        ShiftView(
            task_id=shift.task.id,
            key=shift.task.code,
            days=shift.days,
            start_at=shift.after.start_at,
            due_at=shift.after.due_at,
        )
        for shift in done.shifts
    ]
    return RescheduledView(task=TaskView.of(done.task), shifts=shifts, skipped=done.skipped)
