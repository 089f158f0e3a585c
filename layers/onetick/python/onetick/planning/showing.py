"""What the API shows of how a task comes again."""

from onetick.tasks.model import Task
from onetick.tasks.part_schemas import RecurrenceView

from .recurrence import next_dates, recurrence_of
from .schemas import RecurrenceDatesView


def recurrence_view(task: Task, count: int) -> RecurrenceDatesView:
    """The rule and the next dates. Raises NotFound when the task does not recur."""
    recurrence = recurrence_of(task)
    shown = RecurrenceView.model_validate(recurrence)
    return RecurrenceDatesView.model_construct(**dict(shown), task_id=task.id, next_dates=next_dates(recurrence, count))
