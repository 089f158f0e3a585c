"""What the API takes and shows of sprints."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from onetick.kernel.fields import UNCHANGED, Body, Day, LastDay, Name, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.tasks.schemas import ProjectId, TaskId, TimeZone

from .model import Cadence, Sprint, SprintTally, State

MAX_PLANNED = 100
"""How many tasks one call plans."""

SprintId = Annotated[str, StringConstraints(pattern=id_pattern("spr"))]
SprintName = Annotated[Name, Field(examples=["Sprint 7"])]
Goal = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000), Field(examples=["The first beta."])]
CapacityPoints = Annotated[
    float, Field(ge=0, le=1_000_000, allow_inf_nan=False, description="How many points the team can do.", examples=[40])
]
CapacityMinutes = Annotated[int, Field(ge=0, le=60_000_000, description="The same in minutes.", examples=[9600])]
CarryOver = Annotated[
    Literal["backlog", "next"] | SprintId,
    Field(
        description="Where the open tasks go: the `backlog`, the `next` planned sprint, or the id of a sprint.",
        examples=["backlog", "next"],
    ),
]


class NewSprint(Body):
    """A sprint to plan."""

    project_id: ProjectId = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: SprintName
    goal: Goal = ""
    start_on: Day | None = None
    end_on: LastDay | None = Field(default=None, description="Its last day.")
    timezone: TimeZone = Field(default="UTC", description="In which its days begin and end.")
    capacity_points: CapacityPoints | None = None
    capacity_minutes: CapacityMinutes | None = None


class SprintChanges(Body):
    """What to change; fields that are left out stay as they are, and null takes a value away."""

    name: SprintName = UNCHANGED
    goal: Goal = UNCHANGED
    start_on: Day | None = None
    end_on: LastDay | None = None
    timezone: Annotated[TimeZone, Field(description="Only while it is planned.")] = UNCHANGED
    capacity_points: CapacityPoints | None = None
    capacity_minutes: CapacityMinutes | None = None


class SprintStart(Body):
    """When it starts and ends; by default today, and after the project's usual number of days."""

    start_on: Day | None = None
    end_on: LastDay | None = None


class SprintEnd(Body):
    """What becomes of the tasks that are still open."""

    carry_over_to: CarryOver = "backlog"


class SprintPlace(Body):
    """Where in the sprint's order to put the task: next to others of the sprint, or at the end."""

    before_id: TaskId | None = Field(default=None, description="Directly above this task.", examples=[None])
    after_id: TaskId | None = Field(default=None, description="Directly below this task.", examples=[None])


class SprintPlan(Body):
    """Which tasks to take out of a sprint, and which to put at its end, in this order: at most 100 together."""

    add: Annotated[list[TaskId], Field(max_length=MAX_PLANNED)] = Field(
        default_factory=list, examples=[["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]]
    )
    remove: Annotated[list[TaskId], Field(max_length=MAX_PLANNED)] = Field(default_factory=list, examples=[[]])

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        named = [*self.add, *self.remove]
        if len(named) > MAX_PLANNED or len(set(named)) < len(named):
            raise ValueError(f"must name at most {MAX_PLANNED} tasks, each once")
        return self


class CadenceBody(Body):
    """How a project runs its sprints."""

    parallel: bool = Field(default=False, description="Whether several may be active at once.", examples=[True])
    duration_days: int = Field(default=14, ge=1, le=366, description="How long they usually are.", examples=[14])


class SprintFilter(QueryParameters):
    """Which sprints to list."""

    project_id: ProjectId | None = Field(default=None, alias="filter[project_id]")
    state: State | None = Field(default=None, alias="filter[state]")
    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash of the project instead.")
    sort: Literal["created_at", "-created_at"] = Field(default="-created_at")


class SprintTaskFilter(QueryParameters):
    """Which tasks of a sprint to list."""

    state: Literal["open", "done"] | None = Field(default=None, alias="filter[state]")


class AmountsView(View):
    """How much work."""

    tasks: int
    points: float
    minutes: int


class TotalsView(View):
    """What a sprint comes to. It follows the tasks by a moment."""

    committed: AmountsView = Field(description="What it was started with.")
    scope: AmountsView = Field(description="What is in it now, or was when it was completed.")
    done: AmountsView

    @classmethod
    def of(cls, tally: SprintTally) -> Self:
        """The view of a sum."""
        return cls.model_validate(tally)


class SprintView(View):
    """A sprint."""

    id: str = Field(examples=["spr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str
    name: str = Field(examples=["Sprint 7"])
    goal: str
    state: State
    start_on: date | None
    end_on: date | None
    timezone: str = Field(examples=["UTC"])
    capacity_points: float | None
    capacity_minutes: int | None
    started_at: Timestamp | None
    completed_at: Timestamp | None
    carried_to: str | None = Field(description="Where its open tasks went: `backlog`, or a sprint.")
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, sprint: Sprint) -> Self:
        """The view of a sprint."""
        return cls.model_validate(sprint)


class SprintWithTotalsView(SprintView):
    """A sprint, and what it comes to."""

    totals: TotalsView


class CompletedSprintView(SprintView):
    """A completed sprint, and what became of its open tasks."""

    carried: int = Field(description="How many tasks went on already.")
    job_id: str | None = Field(description="The job that takes the others along.")


class PlanErrorView(View):
    """Why a task could not be planned."""

    index: int = Field(description="Its place in `remove` and then `add`, from 0.")
    task_id: str = Field(validation_alias="item")
    code: str = Field(examples=["not_found"])
    detail: str


class PlanView(View):
    """What was planned."""

    sprint_id: str
    planned: int = Field(description="How many tasks are where they should be already.")
    errors: Sequence[PlanErrorView]
    job_id: str | None = Field(description="The job that plans the others.")


class CadenceView(View):
    """How a project runs its sprints."""

    project_id: str
    parallel: bool
    duration_days: int
    planned: tuple[str, ...] = Field(description="The planned sprints, the next one first.")
    active: tuple[str, ...]
    version: int = Field(description="0 until something was changed.")

    @classmethod
    def of(cls, cadence: Cadence) -> Self:
        """The view of a cadence."""
        return cls.model_validate(cadence)


class ScopeChangeView(View):
    """One change of the scope of a sprint after its start."""

    id: str = Field(examples=["01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    change: Literal["added", "removed", "estimated"]
    task_id: str
    task_key: str = Field(examples=["LAU-12"])
    title: str
    points_before: float | None
    points_after: float | None
    minutes_before: int | None
    minutes_after: int | None
    changed_by: str
    changed_at: Timestamp


class BurndownDayView(View):
    """How a sprint stood at the end of a day."""

    date: date
    scope: AmountsView
    done: AmountsView
    remaining: AmountsView
    added: AmountsView = Field(description="What that day added to the scope.")
    removed: AmountsView
    ideal: float = Field(description="Which share of the commitment would be left if work went evenly.", examples=[0.5])


class BurndownView(View):
    """A sprint day by day."""

    sprint_id: str
    state: State
    committed: AmountsView
    capacity_points: float | None
    capacity_minutes: int | None
    days: Sequence[BurndownDayView]


class VelocityRowView(View):
    """What one sprint came to."""

    sprint_id: str
    name: str
    completed_at: Timestamp
    committed: AmountsView
    done: AmountsView


class VelocityView(View):
    """What the latest sprints of a project came to, oldest first, and on average."""

    project_id: str
    sprints: Sequence[VelocityRowView]
    average: AmountsView


class VelocityQuery(QueryParameters):
    """How many sprints to look at."""

    sprints: int = Field(default=8, ge=1, le=20)
