"""What the API shows of dependencies, and takes for them."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from onetick.kernel.fields import Body, QueryParameters, Timestamp, View
from onetick.projects.model import Category
from onetick.tasks.parts import DependencyType

MAX_LAG = 3_650

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
