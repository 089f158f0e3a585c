"""What the API takes and shows of projects."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from onetick.kernel.access.facts import MemberAccess, ProjectRole, Visibility
from onetick.kernel.fields import UNCHANGED, Body, Day, LastDay, Name, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern

from .model import (
    Health,
    MemberType,
    Project,
    ProjectMember,
    Section,
    StatusUpdate,
)

ProjectName = Annotated[Name, Field(examples=["Website launch"])]
ProjectKeyText = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,9}$"),
    Field(
        description="2 to 10 capital letters and digits, for good; tasks are called WEB-1, WEB-2 and so on.",
        examples=["WEB"],
    ),
]
Description = Annotated[str, StringConstraints(max_length=10_000), Field(examples=["Everything for the **new** site."])]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$"), Field(examples=["#2f80ed"])]
SectionName = Annotated[Name, Field(examples=["In review"])]
StatusId = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="A word of the project's choice, such as `in_progress`.", examples=["in_progress"]),
]
WipLimit = Annotated[int, Field(ge=1, le=10_000, description="How many tasks should be here at most.", examples=[5])]
OwnerId = Annotated[
    str, StringConstraints(pattern=id_pattern("usr")), Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
]
TaskTypeId = Annotated[str, StringConstraints(pattern=id_pattern("typ"))]
SectionId = Annotated[str, StringConstraints(pattern=id_pattern("sec"))]

_VISIBILITY = "public: every member of the workspace reaches it. private: only those with a role in it."
_OWNER = "Whom to ask; that gives no right. A member of the workspace."
_MEMBER_ACCESS = "What members of the workspace without a role here may do while the project is public."


class NewProject(Body):
    """A project to create."""

    name: ProjectName
    key: ProjectKeyText
    description: Description = ""
    visibility: Visibility = Field(default="public", description=_VISIBILITY, examples=["public"])
    member_access: MemberAccess = Field(default="view", description=_MEMBER_ACCESS, examples=["comment"])
    color: Color | None = None
    start_on: Day | None = None
    due_on: LastDay | None = None


class ProjectChanges(Body):
    """What to change; fields that are left out stay as they are."""

    name: ProjectName = UNCHANGED
    description: Description = UNCHANGED
    visibility: Annotated[Visibility, Field(description=_VISIBILITY, examples=["private"])] = UNCHANGED
    member_access: Annotated[MemberAccess, Field(description=_MEMBER_ACCESS, examples=["edit"])] = UNCHANGED
    color: Color | None = Field(default=None, description="null takes the colour away.")
    owner_id: Annotated[OwnerId, Field(description=_OWNER)] = UNCHANGED
    start_on: Day | None = Field(default=None, description="null takes the day away.")
    due_on: LastDay | None = Field(default=None, description="null takes the day away.")
    type_ids: Annotated[
        list[TaskTypeId],
        Field(
            max_length=30,
            description="The types of tasks that it takes beside plain ones; none are all of the workspace.",
            examples=[[]],
        ),
    ] = UNCHANGED
    default_type_id: TaskTypeId | None = Field(
        default=None, description="The type of new tasks when nobody says; null is a plain task.", examples=[None]
    )


class ProjectCopy(Body):
    """How to name a copy of a project, and what of it to leave out."""

    name: ProjectName
    key: ProjectKeyText
    members: bool = Field(default=True, description="Whether the copy has the same members with the same roles.")
    tasks: bool = Field(default=True, description="Whether the tasks are copied.")
    assignees: bool = Field(default=True, description="Whether the same people are assigned, if they see the copy.")
    completed: bool = Field(default=True, description="Whether tasks that are finished are copied too.")


class ProjectFilter(QueryParameters):
    """Which projects to list."""

    archived: Literal["false", "true", "any"] = Field(
        default="false", description="Leave archived ones out by default."
    )
    visibility: Visibility | None = Field(default=None, description="Only public or only private ones.")
    trashed: bool = Field(default=False, description="List the trash instead.")
    q: str = Field(default="", max_length=120, description="The beginning of the name or key, in any case.")


class ProjectView(View):
    """A project."""

    id: str = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    key: str = Field(validation_alias="code", examples=["WEB"])
    name: str = Field(examples=["Website launch"])
    description: str
    color: str | None
    visibility: Visibility
    member_access: MemberAccess
    health: Health | None = Field(description="As the latest status update says.")
    owner_id: str = Field(validation_alias="owner", description="Whom to ask; by default whoever made it.")
    start_on: date | None
    due_on: date | None
    type_ids: tuple[str, ...] = Field(description="The types of tasks that it takes; none are all of the workspace.")
    default_type_id: str | None = Field(description="The type of new tasks when nobody says; null is a plain task.")
    archived_at: Timestamp | None
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, project: Project) -> Self:
        """The view of a project."""
        return cls.model_validate(project)


class NewSection(Body):
    """A section to add at the end of the board."""

    name: SectionName
    status_id: StatusId | None = Field(default=None, description="The status that a task takes when it is moved here.")
    wip_limit: WipLimit | None = None
    color: Color | None = None


class SectionChanges(Body):
    """What to change; fields that are left out stay as they are, and null takes a value away."""

    name: SectionName = UNCHANGED
    status_id: StatusId | None = None
    wip_limit: WipLimit | None = None
    color: Color | None = None


class SectionPlace(Body):
    """Where to put a section: before or behind another one of the same project."""

    before_id: SectionId | None = Field(default=None, examples=["sec_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    after_id: SectionId | None = Field(default=None, examples=[None])


class SectionView(View):
    """A section of a project's board."""

    id: str = Field(examples=["sec_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str
    name: str = Field(examples=["In review"])
    status_id: str | None = Field(examples=["in_progress"])
    wip_limit: int | None
    color: str | None
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, section: Section) -> Self:
        """The view of a section."""
        return cls.model_validate(section)


class MemberRole(Body):
    """The role to give."""

    role: ProjectRole = Field(examples=["editor"])


class ProjectMemberView(View):
    """Somebody, or a team, with a role in a project."""

    principal_id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    type: MemberType
    name: str = Field(examples=["Ann"], description="As it was when the role was given.")
    role: ProjectRole
    added_by: str
    added_at: Timestamp

    @classmethod
    def of(cls, member: ProjectMember) -> Self:
        """The view of a member."""
        return cls.model_validate(member)


class NewStatusUpdate(Body):
    """How the project stands."""

    health: Health = Field(examples=["on_track"])
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)] = Field(
        description="Markdown.", examples=["The design is **done**, the build starts on Monday."]
    )


class StatusUpdateChanges(Body):
    """What to change; fields that are left out stay as they are."""

    health: Annotated[Health, Field(examples=["at_risk"])] = UNCHANGED
    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000),
        Field(description="Markdown.", examples=["The build starts on **Tuesday**."]),
    ] = UNCHANGED


class StatusUpdateFilter(QueryParameters):
    """Which status updates to list."""

    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")


class StatusUpdateView(View):
    """How a project stood, as somebody reported it."""

    id: str = Field(examples=["stu_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    project_id: str
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
