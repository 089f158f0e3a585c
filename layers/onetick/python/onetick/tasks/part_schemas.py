"""What the API shows of the parts of a task: its places, its subtasks in numbers, its dependencies, its recurrence."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, PlainSerializer

from onetick.kernel.fields import Timestamp, View
from onetick.projects.model import Category

from .parts import Anchor, ApprovalState, DependencyType, Trigger

Count = Annotated[int, PlainSerializer(lambda count: max(0, count))]
"""A number that events carry together: of two in the wrong order, the first may take away what the second adds."""


class PlacementView(View):
    """Where a task stands in one of its projects."""

    project_id: str = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    section_id: str = Field(examples=["sec_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    rank: str = Field(examples=["i0Sq1cKqT3Vk2"])


class TaskProjectView(PlacementView):
    """A project that a task is in."""

    key: str = Field(examples=["LAU"])
    name: str = Field(examples=["Launch"])
    section_name: str = Field(examples=["To do"])
    home: bool = Field(description="Whether the task has its key and its workflow from here.", examples=[True])


class SubtaskCountsView(View):
    """Subtasks in numbers: those of the task itself, and those of all levels below it. May lag a moment behind."""

    done: Count = Field(examples=[2])
    total: Count = Field(examples=[3])
    all_done: int = Field(examples=[4])
    all_total: int = Field(examples=[7])
    levels: int = Field(description="How many levels there are, or were.", examples=[2])


class LinkView(View):
    """A dependency. The type says what waits for what: the start or the finish of one for that of the other."""

    id: str = Field(
        validation_alias="task_id", description="The other task.", examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]
    )
    type: DependencyType = Field(description="Finish to start, start to start, finish to finish, start to finish.")
    lag_days: int = Field(description="How many days are to lie between; below zero they may overlap.", examples=[0])


class DependencyView(LinkView):
    """A task that this one waits for."""

    met: bool = Field(description="Whether the other has come far enough.")


class LinkedTaskView(View):
    """The other task of a dependency or a relation."""

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


class DependenciesView(View):
    """What a task waits for, and what waits for it."""

    blocked_by: tuple[DependencyView, ...]
    blocks: tuple[LinkView, ...]


class RecurrenceView(View):
    """How a task comes again."""

    rrule: str = Field(validation_alias="rule", examples=["FREQ=MONTHLY;BYMONTHDAY=-1"])
    timezone: str = Field(description="In which the rule's dates and times are meant.", examples=["Europe/Berlin"])
    anchor: Anchor
    trigger: Trigger
    next_business_day: bool
    skip_weekends: bool
    skip_missed: bool
    number: int = Field(description="Which one of the series this task is.", examples=[1])
    next_id: str | None = Field(description="The task that was made after this one.", examples=[None])
    over: bool = Field(description="Whether this task is the last of the series.")


class AskedView(View):
    """The approval that a task waits for, or that decided about it last."""

    id: str = Field(examples=["apr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    status: str = Field(description="The status that it is about.", examples=["done"])
    state: ApprovalState


class StayView(View):
    """The time that a task has spent in a status, all its stays there together."""

    status: str = Field(examples=["in_progress"])
    seconds: int = Field(examples=[86400])
    current: bool = Field(description="Whether it is there now, so that the time goes on.")


class TimeInStatusView(View):
    """The time that a task has spent in each status."""

    task_id: str
    since: Timestamp = Field(description="When it got its present status.")
    statuses: tuple[StayView, ...] = Field(description="The present one is the last.")
