"""What the API shows of templates."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self

from pydantic import Field

from onetick.kernel.access.facts import MemberAccess, ProjectRole, Visibility
from onetick.kernel.fields import Timestamp, View
from onetick.kernel.jobs.events import JobView
from onetick.projects.workflow_schemas import StatusView
from onetick.tasks.part_schemas import LinkView
from onetick.tasks.schemas import TaskView

from .model import Asks, Kind, Template, TemplateSummary


class TemplateRoleView(View):
    """A part that somebody plays."""

    id: str = Field(examples=["designer"])
    name: str = Field(examples=["Designer"])
    project_role: ProjectRole
    required: bool


class TemplateRowView(View):
    """A template as lists show it."""

    id: str = Field(examples=["tpl_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    kind: Kind = Field(validation_alias="of")
    name: str = Field(examples=["Product launch"])
    project_id: str | None = Field(description="The project that it belongs to; null is the whole workspace.")
    task_count: int = Field(examples=[12])
    ready: bool = Field(description="Whether everything is in it that it was saved from. Only then it can be used.")
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")

    @classmethod
    def of(cls, template: Template | TemplateSummary) -> Self:
        """The view of a template."""
        return cls.model_validate(template)


class TemplateView(TemplateRowView):
    """A template."""

    description: str
    roles: tuple[TemplateRoleView, ...]
    asks_for: Asks = Field(description="Which date has to be given, when something has a date.")
    timezone: str = Field(description="In which times of day are meant.")
    first_day: int = Field(validation_alias="first", description="The day that a start date means.", examples=[0])
    last_day: int | None = Field(
        validation_alias="last", description="The last day that has a date; null when nothing has one.", examples=[14]
    )
    job_id: str | None = Field(description="What saves it, or saved it.")


class SectionOfTemplateView(View):
    """A section of every project that is made from a template."""

    id: str
    name: str = Field(examples=["To do"])
    status_id: str | None
    wip_limit: int | None
    color: str | None


class FieldOfTemplateView(View):
    """A custom field that every project made from a template uses."""

    id: str
    name: str = Field(examples=["Budget"])
    type: str = Field(examples=["number"])


class FrameView(View):
    """What a project made from a template begins with."""

    description: str
    color: str | None
    visibility: Visibility
    member_access: MemberAccess
    statuses: tuple[StatusView, ...]
    transitions: Literal["any"] | Mapping[str, tuple[str, ...]] = Field(examples=["any"])
    sections: tuple[SectionOfTemplateView, ...]
    teams: Mapping[str, ProjectRole] = Field(description="The teams that get a role, if they are there by then.")
    fields: tuple[FieldOfTemplateView, ...]


class WholeTemplateView(TemplateView):
    """A template with what a project made from it begins with."""

    project: FrameView | None = Field(description="Null for a template of a task.")


class OffsetView(View):
    """A moment of a template."""

    day: int = Field(description="Counted as the template's `first_day` is.", examples=[3])
    time: str = Field(description="What the clocks show then.", examples=["17:00:00.000"])


class TemplateFileView(View):
    """A file that is attached to what is made from a task of a template."""

    id: str = Field(examples=["tpf_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Checklist.pdf"])
    content_type: str = Field(examples=["application/pdf"])
    size: int = Field(description="In bytes.")


class TemplateTaskView(View):
    """A task of a template."""

    id: str = Field(examples=["tpt_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    template_id: str
    title: str = Field(examples=["Write the announcement"])
    description: str
    section_id: str | None
    status: str | None = Field(description="Null is the first of the workflow.")
    type_id: str | None
    priority: str
    role_ids: Sequence[str] = Field(description="The roles that it is assigned to.", examples=[["designer"]])
    tag_ids: Sequence[str]
    start: OffsetView | None
    due: OffsetView | None
    all_day: bool
    timezone: str | None
    estimate_minutes: int | None
    points: float | None
    milestone: bool
    custom_fields: Mapping[str, Any]
    people: Mapping[str, Sequence[str]] = Field(description="The roles that fields for people name.")
    parent_id: str | None
    blocked_by: Sequence[LinkView]
    rrule: str | None = Field(description="How it comes again.", examples=[None])
    files: Sequence[TemplateFileView]
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, task: Any) -> Self:
        """The view of a task of a template."""
        return cls.model_validate(task)


class DatedTaskView(TemplateTaskView):
    """A task of a template, and when it would be if the template were used on the day that was asked for."""

    start_at: Timestamp | None
    due_at: Timestamp | None


class MadeTaskView(View):
    """A task that was made from a template, and the job that makes its subtasks; null when it has none."""

    task: TaskView
    job: JobView | None
