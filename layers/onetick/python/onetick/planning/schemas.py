"""What the API shows of dependencies, and takes for them."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from onetick.kernel.fields import Body, QueryParameters, Timestamp, View
from onetick.projects.model import Category
from onetick.tasks.part_schemas import RecurrenceView
from onetick.tasks.parts import Anchor, DependencyType, Trigger
from onetick.tasks.schemas import TimeZone

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


class LinkedTaskView(View):
    """The other task of a dependency."""

    id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    key: str = Field(validation_alias="code", examples=["LAU-7"])
    title: str = Field(examples=["Choose the pictures"])
    project_id: str
    status: str = Field(examples=["in_progress"])
    status_category: Category
    assignee_ids: Sequence[str]
    start_at: Timestamp | None
    due_at: Timestamp | None
    all_day: bool
    completed_at: Timestamp | None


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
