"""What the API takes for reminders, and shows of them."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import Field, model_validator

from onetick.kernel.fields import Body, Timestamp, View
from onetick.tasks.model import Task
from onetick.tasks.part_schemas import LinkedTaskView
from onetick.tasks.schemas import Instant

from .model import MAX_BEFORE, Reminder, Reminders

Before = Annotated[
    int,
    Field(
        ge=0,
        le=MAX_BEFORE,
        description="So many minutes before the task is due, whenever that is. One that is due all day counts as due "
        "at nine in the morning, in its time zone.",
        examples=[60],
    ),
]


class ReminderBody(Body):
    """When to remind: at a moment, or before the due date."""

    at: Instant | None = Field(default=None, description="At this moment.", examples=[None])
    before_minutes: Before | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if (self.at is None) == (self.before_minutes is None):
            raise ValueError("give either at or before_minutes")
        return self


class ReminderView(View):
    """One of your reminders on a task."""

    id: str = Field(examples=["rem_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    task_id: str
    at: Timestamp | None = Field(description="The moment that was asked for.")
    before_minutes: int | None = Field(description="How long before the due date, where that was asked for.")
    remind_at: Timestamp | None = Field(
        description="When it comes. Null when it has come, or while the task has no due date to count from."
    )
    created_at: Timestamp

    @classmethod
    def of(cls, reminder: Reminder, task: Task) -> Self:
        """The view of one."""
        return cls(
            id=reminder.id,
            task_id=task.id,
            at=reminder.at,
            before_minutes=reminder.before_minutes,
            remind_at=reminder.awaits(task),
            created_at=reminder.created_at,
        )


class RemindersView(View):
    """Your reminders on a task, the next first."""

    data: Sequence[ReminderView]

    @classmethod
    def of(cls, reminders: Reminders, task: Task) -> Self:
        """The view: those behind that have nothing to wait for."""
        views = [ReminderView.of(one, task) for one in reminders.reminders]
        views.sort(key=lambda view: (view.remind_at is None, view.remind_at or view.created_at, view.id))
        return cls(data=views)


class RemindedTaskView(View):
    """A task that you have reminders on."""

    task: LinkedTaskView
    reminders: Sequence[ReminderView]


class RemindersToldView(View):
    """That somebody's reminders on a task changed; when they come is for nobody else."""

    user_id: str
    task_id: str
    version: int

    @classmethod
    def of(cls, reminders: Reminders) -> Self:
        """The view."""
        return cls(user_id=reminders.user_id, task_id=reminders.task_id, version=reminders.version)
