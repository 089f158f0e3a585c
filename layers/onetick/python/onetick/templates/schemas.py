"""What the API takes for templates."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from onetick.kernel.access.facts import ProjectRole, Visibility
from onetick.kernel.fields import UNCHANGED, Body, Day, LastDay, Name, QueryParameters
from onetick.kernel.ids import id_pattern
from onetick.projects.schemas import Color, ProjectKeyText, ProjectName, SectionName, StatusId
from onetick.projects.schemas import Description as ProjectDescription
from onetick.projects.workflow_schemas import StatusBody
from onetick.tasks.model import Priority
from onetick.tasks.parts import DependencyType
from onetick.tasks.schemas import Description as TaskDescription
from onetick.tasks.schemas import Minutes, PersonId, Points, ProjectId, Tags, TaskTitle, TimeZone
from onetick.tasktypes.schemas import TypeId

from .model import MAX_FILES, MAX_PER_ROLE, MAX_ROLES, Asks, Kind

TemplateName = Annotated[Name, Field(examples=["Product launch"])]
Description = Annotated[
    str, StringConstraints(max_length=10_000), Field(description="Markdown.", examples=["For every **launch**."])
]
RoleId = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="A word of the template's choice, such as `designer`.", examples=["designer"]),
]
DayNumber = Annotated[int, Field(ge=-36_500, le=36_500, examples=[0])]
TimeOfDay = Annotated[
    str,
    StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"),
    Field(description="What the clocks show then.", examples=["17:00"]),
]
Cast = Annotated[
    dict[RoleId, Annotated[list[PersonId], Field(max_length=MAX_PER_ROLE)]],
    Field(
        max_length=MAX_ROLES,
        description="Who fills each role: whatever is assigned to the role is assigned to them.",
        examples=[{}],
    ),
]
Asked = Annotated[
    Asks,
    Field(description="Which date has to be given, when something has a date: what all dates are counted from."),
]
TemplateTaskId = Annotated[str, StringConstraints(pattern=id_pattern("tpt"))]
FileId = Annotated[str, StringConstraints(pattern=id_pattern("tpf"))]
SectionOfTemplateId = Annotated[str, StringConstraints(pattern=id_pattern("sec"))]
RoleIds = Annotated[
    list[RoleId], Field(max_length=20, description="The roles of the template that it is assigned to.", examples=[[]])
]
MAX_CAST = 40
"""How many people one call names: what must be known of them is read with everything else."""
_SCOPE = "Whether whoever sees the project may use it, or every member of the workspace."


class RoleBody(Body):
    """A part that somebody plays."""

    id: RoleId
    name: Name = Field(examples=["Designer"])
    project_role: ProjectRole = Field(
        default="editor", description="What they may do in a project that is made from the template."
    )
    required: bool = Field(default=False, description="Whether somebody has to fill it.")


class RoleOfPeople(RoleBody):
    """A role that these people have in the original."""

    people: list[PersonId] = Field(max_length=MAX_PER_ROLE, examples=[[]])


class NewSectionOfTemplate(Body):
    """A section of every project that is made from the template."""

    name: SectionName
    status_id: StatusId | None = Field(default=None, examples=[None])
    wip_limit: Annotated[int, Field(ge=1, le=10_000)] | None = None
    color: Color | None = None


class NewTemplate(Body):
    """A template made by hand."""

    kind: Kind = Field(default="project", description="What is made from it.")
    name: TemplateName
    description: Description = ""
    project_id: ProjectId | None = Field(
        default=None,
        description="The project that it belongs to, for good; by default the whole workspace.",
        examples=[None],
    )
    roles: Annotated[list[RoleBody], Field(max_length=MAX_ROLES, examples=[[]])] = Field(default_factory=list)
    asks_for: Asked = "either"
    timezone: TimeZone = "UTC"
    title: TaskTitle | None = Field(
        default=None, description="Of a task that is made from it; by default the name of the template."
    )
    sections: list[NewSectionOfTemplate] | None = Field(
        default=None, max_length=100, description="By default one for each status.", examples=[None]
    )
    statuses: list[StatusBody] | None = Field(
        default=None, min_length=1, max_length=50, description="By default those of every new project.", examples=[None]
    )


class OffsetBody(Body):
    """A moment of a template."""

    day: DayNumber = Field(description="Counted as the template's `first_day` is.")
    time: TimeOfDay = "09:00"


class LinkOfTemplate(Body):
    """A task of the template that this one waits for."""

    id: TemplateTaskId
    type: DependencyType = "FS"
    lag_days: Annotated[int, Field(ge=-3_650, le=3_650, examples=[0])] = 0


class NewTemplateTask(Body):
    """A task for a template."""

    title: TaskTitle
    description: TaskDescription = ""
    section_id: SectionOfTemplateId | None = Field(
        default=None, description="A section of the template; by default the one of new tasks.", examples=[None]
    )
    parent_id: TemplateTaskId | None = Field(
        default=None, description="The task of the template that this is a subtask of.", examples=[None]
    )
    type_id: TypeId | None = Field(default=None, examples=[None])
    priority: Priority = "none"
    role_ids: RoleIds = Field(default_factory=list)
    tag_ids: Tags = Field(default_factory=list)
    start: OffsetBody | None = Field(default=None, examples=[None])
    due: OffsetBody | None = None
    all_day: bool = False
    timezone: TimeZone | None = None
    estimate_minutes: Minutes | None = None
    points: Points | None = None
    milestone: bool = False
    blocked_by: list[LinkOfTemplate] = Field(
        default_factory=list, max_length=20, description="What it waits for.", examples=[[]]
    )


class TemplateTaskChanges(Body):
    """What to change; fields that are left out stay as they are, and null takes a value away."""

    title: TaskTitle = UNCHANGED
    description: TaskDescription = UNCHANGED
    section_id: SectionOfTemplateId | None = Field(default=None, examples=[None])
    type_id: TypeId | None = Field(default=None, examples=[None])
    priority: Priority = UNCHANGED
    role_ids: RoleIds = UNCHANGED
    tag_ids: Tags = UNCHANGED
    start: OffsetBody | None = Field(default=None, examples=[None])
    due: OffsetBody | None = None
    all_day: bool = UNCHANGED
    timezone: TimeZone | None = None
    estimate_minutes: Minutes | None = None
    points: Points | None = None
    milestone: bool = UNCHANGED
    file_ids: Annotated[list[FileId], Field(max_length=MAX_FILES, examples=[[]])] = Field(
        default_factory=list, description="Those of its files to keep, in this order; the others are taken off."
    )


class TemplateChanges(Body):
    """What to change; fields that are left out stay as they are."""

    name: TemplateName = UNCHANGED
    description: Description = UNCHANGED
    roles: Annotated[list[RoleBody], Field(max_length=MAX_ROLES, examples=[[]])] = UNCHANGED
    asks_for: Asked = UNCHANGED
    timezone: TimeZone = UNCHANGED
    first_day: Annotated[DayNumber, Field(description="The day that a start date means.")] = UNCHANGED


class SavedTemplate(Body):
    """How to save something as a template."""

    name: TemplateName
    description: Description = ""
    scope: Literal["project", "workspace"] = Field(default="project", description=_SCOPE)
    roles: Annotated[list[RoleOfPeople], Field(max_length=MAX_ROLES, examples=[[]])] = Field(
        default_factory=list,
        description="Roles for people of the original; everybody else gets one of their own, with their name.",
    )
    start_on: Day | None = Field(
        default=None,
        description="The day that counts as the first; by default that of the earliest date.",
        examples=[None],
    )
    timezone: TimeZone = Field(default="UTC", description="In which times of day are kept, when clocks change.")
    asks_for: Asked = "either"
    completed: bool = Field(default=True, description="Whether what is finished is in it, too, to be done again.")
    attachments: bool = Field(
        default=True,
        description=f"Whether copies of what is attached are in it, up to {MAX_FILES} files of each task.",
    )


class ProjectAsTemplate(SavedTemplate):
    """How to save a project as a template."""

    members: bool = Field(default=True, description="Whether members get roles, and teams keep theirs.")


class TaskAsTemplate(SavedTemplate):
    """How to save a task as a template."""


class Dates(Body):
    """From when to count, and who plays which part."""

    start_on: Day | None = Field(default=None, description="When the first day is; or else `due_on`.")
    due_on: LastDay | None = Field(
        default=None, description="When the last day is; or else `start_on`.", examples=[None]
    )
    timezone: TimeZone | None = Field(default=None, description="By default that of the template.", examples=[None])
    skip_weekends: bool = Field(
        default=False,
        description="Whether what would be on a Saturday or Sunday is on the Monday after it, or, counted from "
        "`due_on`, on the Friday before.",
    )
    people: Cast = Field(default_factory=dict)


class NewProjectMember(Body):
    """Somebody, or a team, that gets a role in the new project beside those who fill roles of the template."""

    principal_id: Annotated[str, StringConstraints(pattern=r"^(usr|sva|tem)_[0-7][0-9A-HJKMNP-TV-Z]{25}$")]
    role: ProjectRole = "editor"


class NewProjectFromTemplate(Dates):
    """A project to make from a template."""

    name: ProjectName
    key: ProjectKeyText
    description: ProjectDescription | None = Field(default=None, examples=[None])
    visibility: Visibility | None = Field(default=None, description="By default that of the template.")
    members: Annotated[list[NewProjectMember], Field(max_length=MAX_CAST, examples=[[]])] = Field(default_factory=list)


class NewTaskFromTemplate(Dates):
    """A task to make from a template."""

    project_id: ProjectId = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    section_id: Annotated[str, StringConstraints(pattern=id_pattern("sec"))] | None = Field(
        default=None, description="By default the section of its status.", examples=[None]
    )
    title: TaskTitle | None = Field(default=None, description="By default that of the template.")


class TemplateFilter(QueryParameters):
    """Which templates to list."""

    kind: Kind | None = Field(default=None, alias="filter[kind]")
    project_id: ProjectId | None = Field(
        default=None, alias="filter[project_id]", description="Those of this project; not those of the workspace."
    )
    q: str = Field(default="", max_length=120, description="The beginning of the name, in any case.")
    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")


class Preview(QueryParameters):
    """From which day to show the dates."""

    start_on: Day | None = None
    due_on: LastDay | None = None
    timezone: TimeZone | None = None
    skip_weekends: bool = False
