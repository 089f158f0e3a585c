"""What the API shows of logged time, and takes for it."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from onetick.kernel.fields import UNCHANGED, Body, Day, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.tasks.schemas import PersonId, ProjectId, TaskId

from .model import MAX_MINUTES, TimeEntry, Timer

MAX_NOTE = 1_000

SpentMinutes = Annotated[int, Field(ge=1, le=MAX_MINUTES, examples=[45, 90])]
Note = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=MAX_NOTE), Field(examples=["Call with the printer"])
]
Whose = Annotated[str, StringConstraints(pattern=rf"^me$|{id_pattern('usr')}|{id_pattern('sva')}")]


class NewTimeEntry(Body):
    """Time to log."""

    task_id: TaskId
    minutes: SpentMinutes
    spent_on: Day | None = Field(default=None, description="By default today, in UTC.", examples=["2030-01-31"])
    note: Note = ""
    billable: bool = False
    user_id: PersonId | None = Field(
        default=None, description="Whose time it was, by default yours.", examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]
    )


class TimeEntryChanges(Body):
    """What to change; fields that are left out stay as they are."""

    minutes: SpentMinutes = UNCHANGED
    spent_on: Annotated[Day, Field(examples=["2030-01-30"])] = UNCHANGED
    note: Note = UNCHANGED
    billable: bool = UNCHANGED


class NewTimer(Body):
    """What to time."""

    task_id: TaskId
    note: Note = ""
    billable: bool = False


class TimerEnd(Body):
    """What to record beside the time that was measured."""

    note: Note | None = Field(default=None, description="By default what was noted at the start.")
    spent_on: Day | None = Field(
        default=None, description="By default the day on which it was started, in UTC.", examples=[None]
    )


class TimeFilter(QueryParameters):
    """Whose time to list, on what, and of which days."""

    user_id: Whose | None = Field(default=None, alias="filter[user_id]", examples=["me"])
    project_id: ProjectId | None = Field(default=None, alias="filter[project_id]")
    task_id: TaskId | None = Field(default=None, alias="filter[task_id]")
    billable: bool | None = Field(default=None, alias="filter[billable]")
    first: Day | None = Field(default=None, alias="from", description="The first day.", examples=["2030-01-01"])
    last: Day | None = Field(default=None, alias="to", description="The last day.", examples=["2030-01-31"])
    sort: Literal["spent_on", "-spent_on"] = Field(default="-spent_on", description="The latest day first by default.")


class TimeEntryView(View):
    """Time that somebody spent on a task."""

    id: str = Field(examples=["tim_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    task_id: str
    task_key: str = Field(examples=["LAU-12"])
    project_id: str = Field(description="Where the task was when the time was logged.")
    user_id: str = Field(description="Whose time it was.")
    logged_by: str
    spent_on: date
    minutes: int
    note: str
    billable: bool
    started_at: Timestamp | None = Field(description="When a timer measured it.")
    created_at: Timestamp
    updated_at: Timestamp
    deleted_at: Timestamp | None
    version: int

    @classmethod
    def of(cls, entry: TimeEntry) -> Self:
        """The view of an entry."""
        return cls.model_validate(entry)


class TimerView(View):
    """A timer that runs."""

    id: str = Field(examples=["tmr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    task_id: str
    task_key: str = Field(examples=["LAU-12"])
    project_id: str
    workspace_id: str
    user_id: str
    started_at: Timestamp
    note: str
    billable: bool
    version: int

    @classmethod
    def of(cls, timer: Timer) -> Self:
        """The view of a timer."""
        return cls.model_validate(timer)
