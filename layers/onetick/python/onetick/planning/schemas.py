"""What the API shows of dependencies, and takes for them."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from onetick.kernel.fields import Body, QueryParameters, Timestamp, View
from onetick.tasks.part_schemas import LinkedTaskView, RecurrenceView
from onetick.tasks.parts import Anchor, DependencyType, Trigger
from onetick.tasks.schemas import Instant, TaskView, TimeZone

from .rules import MAX_TEXT

MAX_LAG = 3_650
MAX_PREVIEW = 50

Lag = Annotated[int, Field(ge=-MAX_LAG, le=MAX_LAG, description="In days; below zero the two may overlap.")]
Direction = Literal["blocked_by", "blocks"]


class NewDependency(Body):
    """How a task waits for another."""

    type: DependencyType = Field(
        default="FS",
        description="What waits for what: `FS` its start for the other's finish, `SS` its start for the other's start, "
        "`FF` its finish for the other's finish, `SF` its finish for the other's start.",
    )
    lag_days: Lag = Field(default=0, examples=[0])


class DependencyFilter(QueryParameters):
    """Which dependencies of a task to list."""

    direction: Direction | None = Field(default=None, alias="filter[direction]")


class TaskDependencyView(View):
    """A dependency, as one of its two tasks has it."""

    other_id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    direction: Direction = Field(description="Whether this task waits for the other, or the other for this one.")
    type: DependencyType
    lag_days: int = Field(examples=[0])
    met: bool = Field(description="Whether the task that is waited for has come far enough.")
    task: LinkedTaskView | None = Field(description="The other task; null when you cannot see it.")


class NewRecurrence(Body):
    """How a task shall come again."""

    rrule: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)] = Field(
        description="A rule of RFC 5545 for dates: `FREQ` is `DAILY` to `YEARLY`. The time of day is the task's.",
        examples=["FREQ=MONTHLY;BYMONTHDAY=-1"],
    )
    anchor: Anchor = Field(
        default="due",
        description="Whether the next date follows by the rule from this task's due date, or from the day on which it "
        "is finished.",
    )
    trigger: Trigger = Field(
        default="completion",
        description="Whether the next task is made when this one is finished, or when it is due, finished or not.",
    )
    next_business_day: bool = Field(default=False, description="Moves what falls on a weekend to the Monday.")
    skip_weekends: bool = Field(default=False, description="Leaves out what falls on a weekend.")
    skip_missed: bool = Field(default=False, description="Leaves out dates that have passed by then.")
    timezone: TimeZone | None = Field(default=None, description="By default that of the task, or UTC.")


class Preview(QueryParameters):
    """How much to show of what is to come."""

    count: int = Field(default=5, ge=1, le=MAX_PREVIEW, description="How many dates to show.")


class RecurrenceDatesView(RecurrenceView):
    """How a task comes again, and when."""

    task_id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    next_dates: Sequence[Timestamp] = Field(
        description="When the next tasks will be due. From completion they are counted as if each were finished when "
        "it is due.",
        examples=[["2030-02-28T17:00:00.000Z"]],
    )


class ScheduledTaskView(View):
    """A task in the schedule of its project."""

    id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    key: str = Field(examples=["LAU-7"])
    title: str = Field(examples=["Choose the pictures"])
    start_at: Timestamp | None
    due_at: Timestamp | None
    duration_days: float = Field(
        description="Between its dates, or as estimated at eight hours a day, or a day; a milestone takes no time.",
        examples=[2],
    )
    earliest_start: Timestamp
    earliest_finish: Timestamp
    latest_start: Timestamp = Field(description="Later than this, and the whole project ends later.")
    latest_finish: Timestamp
    slack_days: float = Field(description="How much later it may start.", examples=[0])
    critical: bool = Field(description="Whether it has no time to spare.")


class ViolationView(View):
    """A dependency that the dates of its two tasks contradict."""

    task_id: str = Field(description="The task that waits.")
    other_id: str = Field(description="The task that it waits for.")
    type: DependencyType
    lag_days: int = Field(examples=[0])
    days_short: float = Field(description="How much later the one that waits would have to be.", examples=[1.5])


class ScheduleView(View):
    """When a project can be finished."""

    project_id: str
    starts_at: Timestamp | None
    ends_at: Timestamp | None = Field(description="When everything can be finished, dependencies kept.")
    critical_path: Sequence[str] = Field(description="The tasks that decide about the end, one behind the other.")
    tasks: Sequence[ScheduledTaskView]
    violations: Sequence[ViolationView]
    unscheduled: int = Field(description="How many open tasks have neither dates nor dependencies.", examples=[0])
    complete: bool = Field(
        description="Whether every open task was looked at: of more than 1,000, those due first are."
    )


class NewDates(Body):
    """When a task shall start and be due, and whether what waits for it moves, too."""

    start_at: Instant | None = Field(default=None, description="Left out, it moves with the due date.")
    due_at: Instant = Field(examples=["2030-02-07T17:00:00Z"])
    shift_dependents: Literal["no", "needed", "same"] = Field(
        default="needed",
        description="What waits for it, directly or not, moves not at all, as far as its dependencies need it, or by "
        "as many days as this task does.",
    )


class ShiftView(View):
    """A task that moves along, by whole days."""

    task_id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    key: str = Field(examples=["LAU-8"])
    days: int = Field(examples=[7])
    start_at: Timestamp | None = Field(description="When it starts from then on.")
    due_at: Timestamp | None = Field(description="When it is due from then on.")


class RescheduledView(View):
    """A task at its new dates, and what moves along a moment later."""

    task: TaskView
    shifts: Sequence[ShiftView]
    skipped: Sequence[str] = Field(description="What would have to move, but that you may not change.", examples=[[]])
