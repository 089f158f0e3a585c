"""What the API takes and shows of portfolios."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from onetick.kernel.access.facts import MemberAccess, Visibility
from onetick.kernel.fields import UNCHANGED, Body, Day, LastDay, Name, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.projects.model import Health, Project, StatusUpdate
from onetick.projects.schemas import Color, OwnerId
from onetick.tasks.schemas import ProjectId
from onetick.tasks.work_done import WorkDone

from .model import MAX_AT_ONCE, Portfolio

PortfolioName = Annotated[Name, Field(examples=["Launches of the year"])]
Description = Annotated[str, StringConstraints(max_length=10_000), Field(description="Markdown.", examples=["Why."])]
HealthOrNone = Literal["on_track", "at_risk", "off_track", "on_hold", "complete", "dropped", "none"]

_VISIBILITY = "public: every member of the workspace sees it. private: only those with a role in it."
_MEMBER_ACCESS = "What members of the workspace without a role here may do while the portfolio is public."
_OWNER = "Whom to ask; that gives no right. A member of the workspace, by default you."


class NewPortfolio(Body):
    """A portfolio to create."""

    name: PortfolioName
    description: Description = ""
    color: Color | None = None
    visibility: Visibility = Field(default="public", description=_VISIBILITY, examples=["public"])
    member_access: MemberAccess = Field(default="view", description=_MEMBER_ACCESS, examples=["view"])
    owner_id: OwnerId | None = Field(default=None, description=_OWNER)
    start_on: Day | None = None
    due_on: LastDay | None = None


class PortfolioChanges(Body):
    """What to change; fields that are left out stay as they are, and null takes a value away."""

    name: PortfolioName = UNCHANGED
    description: Description = UNCHANGED
    color: Color | None = None
    visibility: Annotated[Visibility, Field(description=_VISIBILITY, examples=["private"])] = UNCHANGED
    member_access: Annotated[MemberAccess, Field(description=_MEMBER_ACCESS, examples=["edit"])] = UNCHANGED
    owner_id: Annotated[OwnerId, Field(description=_OWNER)] = UNCHANGED
    start_on: Day | None = None
    due_on: LastDay | None = None


class PortfolioCopy(Body):
    """How to name a copy of a portfolio."""

    name: PortfolioName
    projects: bool = Field(default=True, description="Whether it holds the same projects, in the same order.")


class ProjectsToAdd(Body):
    """Projects to add, in this order."""

    project_ids: list[ProjectId] = Field(
        min_length=1, max_length=MAX_AT_ONCE, examples=[["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]]
    )
    before_id: ProjectId | None = Field(
        default=None,
        description="The project of the portfolio that they come before; by default the end.",
        examples=[None],
    )


class ProjectPlace(Body):
    """Where to put a project: before or behind another one of the same portfolio."""

    before_id: ProjectId | None = Field(default=None, examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    after_id: ProjectId | None = Field(default=None, examples=[None])


class PortfolioFilter(QueryParameters):
    """Which portfolios to list."""

    owner_id: Annotated[str, StringConstraints(pattern=rf"^me$|{id_pattern('usr')}")] | None = Field(
        default=None, alias="filter[owner_id]", description="Those of this person; `me` is you."
    )
    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")
    q: str = Field(default="", max_length=120, description="The beginning of the name, in any case.")


class PortfolioView(View):
    """A portfolio."""

    id: str = Field(examples=["pfl_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    name: str = Field(examples=["Launches of the year"])
    description: str
    color: str | None
    visibility: Visibility
    member_access: MemberAccess
    health: Health | None = Field(description="As the latest status update of the portfolio says.")
    owner_id: str = Field(validation_alias="owner", description="Whom to ask.")
    start_on: date | None
    due_on: date | None
    project_count: int = Field(
        validation_alias="size",
        description="How many projects it holds, also those that you do not see and those in the trash.",
        examples=[12],
    )
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, portfolio: Portfolio) -> Self:
        """The view of a portfolio."""
        return cls.model_validate(portfolio)


class WorkDoneView(View):
    """How much of the work is done. It follows the tasks by a moment."""

    tasks: int = Field(description="How many tasks there are, cancelled ones aside.", examples=[40])
    completed: int = Field(examples=[10])
    percent: float | None = Field(description="null while there are no tasks.", examples=[25.0])

    @classmethod
    def of(cls, done: WorkDone) -> Self:
        """The view of what is done."""
        percent = round(100 * done.share, 2) if done.planned else None
        return cls(tasks=done.planned, completed=done.completed, percent=percent)


class PortfolioProjectView(View):
    """A project, as a row of a portfolio."""

    project_id: str = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    key: str = Field(examples=["WEB"])
    name: str = Field(examples=["Website launch"])
    color: str | None
    visibility: Visibility
    health: Health | None = Field(description="As the latest status update of the project says.")
    owner_id: str
    start_on: date | None
    due_on: date | None
    progress: WorkDoneView
    archived_at: Timestamp | None

    @classmethod
    def of(cls, project: Project, done: WorkDone) -> Self:
        """The row of a project."""
        return cls(
            project_id=project.id,
            key=project.code,
            name=project.name,
            color=project.color,
            visibility=project.visibility,
            health=project.health,
            owner_id=project.owner,
            start_on=project.start_on,
            due_on=project.due_on,
            progress=WorkDoneView.of(done),
            archived_at=project.archived_at,
        )


class SummaryFilter(QueryParameters):
    """As of which day to count what is overdue."""

    today: Day | None = Field(default=None, description="The day it is where you are; by default that in UTC.")


class PortfolioSummaryView(View):
    """How the projects of a portfolio stand, all together."""

    projects: int = Field(description="How many of its projects you see, archived ones included.", examples=[11])
    hidden: int = Field(description="How many more it holds that you do not see.", examples=[1])
    archived: int = Field(examples=[1])
    health: Mapping[HealthOrNone, int] = Field(
        description="How many of those you see have each health; `none` had no status update yet.",
        examples=[{"on_track": 7, "at_risk": 2, "none": 2}],
    )
    progress: WorkDoneView
    overdue: int = Field(description="How many are past their due day, not finished, not archived.", examples=[2])
    start_on: date | None = Field(description="When the first of them starts.")
    due_on: date | None = Field(description="When the last of them is due.")


class PortfolioUpdateView(View):
    """How a portfolio stood, as somebody reported it."""

    id: str = Field(examples=["stu_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    portfolio_id: str = Field(validation_alias="project_id", examples=["pfl_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    health: Health
    text: str
    created_by: str
    created_at: Timestamp
    edited_at: Timestamp | None
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int

    @classmethod
    def of(cls, update: StatusUpdate) -> Self:
        """The view of a status update."""
        return cls.model_validate(update)
