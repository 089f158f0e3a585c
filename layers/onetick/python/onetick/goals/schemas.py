"""What the API takes and shows of goals."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from onetick.kernel.fields import UNCHANGED, Body, Day, LastDay, Name, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.projects.model import Health
from onetick.tasks.schemas import PersonId, ProjectId

from .model import CheckIn, Goal, GoalSummary, GoalUpdate, Measure, Outcome, Source, State

GoalId = Annotated[str, StringConstraints(pattern=id_pattern("gol"))]
GoalName = Annotated[Name, Field(examples=["Customers recommend us"])]
Description = Annotated[str, StringConstraints(max_length=10_000), Field(description="Markdown.", examples=["Why."])]
Period = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=40),
    Field(description="A name for the time it is for.", examples=["Q1 2030"]),
]
Weight = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False, examples=[1])]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False, description="In percent.", examples=[40])]
Amount = Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000), Field(examples=["After the launch."])]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), Field(description="ISO 4217.", examples=["EUR"])]


def _text(text: str) -> str:
    if not text:
        raise ValueError("must say something")
    return text


UpdateText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=10_000),
    AfterValidator(_text),
    Field(description="Markdown.", examples=["We are **ahead**."]),
]


class NewGoal(Body):
    """A goal to set."""

    name: GoalName
    description: Description = ""
    owner_id: PersonId | None = Field(
        default=None, description="By default you.", examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]
    )
    project_id: ProjectId | None = Field(
        default=None,
        description="The project that it belongs to, for good; by default the whole workspace.",
        examples=[None],
    )
    parent_id: GoalId | None = Field(default=None, description="The goal above it.", examples=[None])
    weight: Weight = Field(default=1.0, description="What it counts within the goal above it.")
    period: Period | None = None
    start_on: Day | None = None
    end_on: LastDay | None = None
    source: Source = Field(
        default="automatic",
        description="Whether progress follows from key results, links and the goals below, or is told by hand.",
    )
    progress: Percent | None = Field(default=None, description="Only when told by hand.", examples=[None])


class GoalChanges(Body):
    """What to change; fields that are left out stay as they are, and null takes a value away."""

    name: GoalName = UNCHANGED
    description: Description = UNCHANGED
    owner_id: Annotated[PersonId, Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])] = UNCHANGED
    parent_id: GoalId | None = Field(default=None, examples=[None])
    weight: Weight = UNCHANGED
    period: Period | None = None
    start_on: Day | None = None
    end_on: LastDay | None = None
    source: Annotated[Source, Field(examples=["manual"])] = UNCHANGED
    progress: Annotated[Percent, Field(description="Only when told by hand.")] = UNCHANGED


class Closing(Body):
    """How it ended."""

    outcome: Outcome = Field(
        description="Above it, an achieved goal counts in full, and a dropped one for nothing.", examples=["achieved"]
    )


class KeyResultBody(Body):
    """A key result."""

    name: Name = Field(examples=["Net promoter score"])
    measure: Measure = Field(description="A boolean one goes from 0 to 1.", examples=["number"])
    start: Amount = Field(default=0, description="Where it was to begin with.", examples=[20])
    target: Amount = Field(default=1, description="Where it is to go, upwards or downwards.", examples=[50])
    current: Amount | None = Field(default=None, description="Where it is; by default where it was.", examples=[30])
    currency: Currency | None = Field(default=None, description="ISO 4217; of an amount of money.", examples=[None])
    weight: Weight = 1.0

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.start == self.target:
            raise ValueError("start and target must differ")
        if self.measure == "boolean" and ({self.start, self.target} != {0, 1} or self.current not in (None, 0, 1)):
            raise ValueError("a boolean key result goes from 0 to 1, or back")
        if (self.measure == "currency") != (self.currency is not None):
            raise ValueError("an amount of money, and nothing else, has a currency")
        return self


class CheckInBody(Body):
    """Where a key result is now."""

    value: Amount = Field(examples=[35])
    note: Note = ""


class LinkBody(Body):
    """What the linked work counts within the goal."""

    weight: Weight = 1.0


class NewGoalUpdate(Body):
    """How the goal stands."""

    health: Health = Field(examples=["on_track"])
    text: UpdateText


class GoalFilter(QueryParameters):
    """Which goals to list."""

    parent_id: Annotated[str, StringConstraints(pattern=rf"^top$|{id_pattern('gol')}")] | None = Field(
        default=None,
        alias="filter[parent_id]",
        description="Those directly under this goal; `top` for those with none above them.",
        examples=["top"],
    )
    project_id: ProjectId | None = Field(default=None, alias="filter[project_id]")
    owner_id: Annotated[str, StringConstraints(pattern=r"^(me|(usr|sva)_[0-7][0-9A-HJKMNP-TV-Z]{25})$")] | None = Field(
        default=None, alias="filter[owner_id]", examples=["me"]
    )
    state: State | None = Field(default=None, alias="filter[state]")
    period: str | None = Field(default=None, alias="filter[period]", max_length=40)
    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")


class GoalRowView(View):
    """A goal as lists show it."""

    id: str = Field(examples=["gol_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    name: str = Field(examples=["Customers recommend us"])
    owner_id: str
    project_id: str | None
    parent_id: str | None
    weight: float
    period: str | None
    start_on: date | None
    end_on: date | None
    source: Source
    progress: float = Field(description="In percent.", examples=[62.5])
    health: Health | None = Field(description="As the latest status update says.")
    state: State
    outcome: Outcome | None
    closed_at: Timestamp | None
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, goal: Goal | GoalSummary) -> Self:
        """The view of a goal."""
        return cls.model_validate(goal)


class KeyResultView(View):
    """A key result."""

    id: str = Field(examples=["krs_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str
    measure: Measure
    start: float
    target: float
    current: float
    currency: str | None
    weight: float
    share: float = Field(description="How much of the way is done, from 0 to 1.")
    updated_at: Timestamp
    updated_by: str


class GoalLinkView(View):
    """Something that counts for a goal."""

    target_id: str = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    weight: float
    share: float | None = Field(description="How much of it is done, from 0 to 1; null counts for nothing.")


class GoalView(GoalRowView):
    """A goal with all that counts for it."""

    description: str
    key_results: tuple[KeyResultView, ...]
    links: tuple[GoalLinkView, ...] = Field(description="Tasks, projects and other goals that count for it.")
    children: tuple[GoalLinkView, ...] = Field(description="The goals below it.")
    supports: tuple[str, ...] = Field(description="The goals that it is linked to.")


class CheckInView(View):
    """Where a key result was, as somebody said."""

    id: str
    value: float
    note: str
    created_by: str
    created_at: Timestamp

    @classmethod
    def of(cls, check_in: CheckIn) -> Self:
        """The view of a check-in."""
        return cls.model_validate(check_in)


class GoalUpdateView(View):
    """How a goal stood, as somebody reported it."""

    id: str
    health: Health
    text: str
    progress: float = Field(description="As it was then, in percent.")
    created_by: str
    created_at: Timestamp

    @classmethod
    def of(cls, update: GoalUpdate) -> Self:
        """The view of a status update."""
        return cls.model_validate(update)


class ContributionView(View):
    """For which goals a thing counts."""

    id: str
    workspace_id: str
    goal_ids: tuple[str, ...]
