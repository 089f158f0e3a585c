"""What is stored of templates: blueprints that live apart from projects and tasks.

A template is a head that lists show, beside it the frame that a project made from it begins with, and
one item for each of its tasks. None of these is a task: whatever reads tasks does not meet them. Where
a task names people, a template names roles; where it has dates, a template has days since a beginning.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Literal, Self

from onetick.fields.model import Attached, Value
from onetick.kernel.access.facts import MemberAccess, ProjectRole, Visibility
from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.objects import ObjectKey
from onetick.kernel.recording import rfc3339
from onetick.kernel.table import Index
from onetick.kernel.trash import purged_at
from onetick.projects.founding import Column
from onetick.projects.model import Status
from onetick.projects.rules import TransitionRule
from onetick.tasks.model import Priority
from onetick.tasks.parts import Link, Recurrence

Kind = Literal["project", "task"]
Asks = Literal["start_on", "due_on", "either", "nothing"]

MAX_ROLES = 100
MAX_FILES = 20
"""How many files a task of a template has at most."""
MAX_PER_ROLE = 20
"""How many people fill one role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRole:
    """A part that somebody plays in what is made from a template. Its id is a word, unique in the template."""

    id: str
    name: str
    project_role: ProjectRole = "editor"
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """A moment as a template has it: a day, counted from the template's own zero, and the time of that day."""

    day: int
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSummary:
    """What lists show of a template."""

    id: str
    workspace_id: WorkspaceId
    of: Kind
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    version: int
    project_id: str | None = None
    task_count: int = 0
    ready: bool = True
    deleted_at: datetime | None = None
    purge_at: datetime | None = None

    @classmethod
    def from_template(cls, template: "Template") -> Self:
        """The summary of a template as it is now stored."""
        return cls(**{name: getattr(template, name) for name in _SUMMARY})


_SUMMARY = tuple(field.name for field in fields(TemplateSummary))


@entity(
    "template",
    pk="{org_id}#tpl#{id}",
    sk="template",
    index={
        Index.GSI1: ("{org_id}#prj#{project_id}#templates", "{id}"),
        Index.GSI2: ("{org_id}#wsp#{workspace_id}#templates-trash", "{trashed}"),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Template(Entity):
    """A template of a project or of a task, which belongs to a project or to the whole workspace.

    `first` is the day of its tasks that counts as its first, and `last` the last one that has a date;
    None when none has. `timezone` is that of the times of day of tasks without one of their own. It is
    `ready` when whatever it was saved from is in it; `job_id` is what saves it.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    of: Kind
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    description: str = ""
    project_id: str | None = None
    roles: tuple[TemplateRole, ...] = ()
    asks_for: Asks = "either"
    timezone: str = "UTC"
    first: int = 0
    last: int | None = None
    task_count: int = 0
    ready: bool = True
    job_id: str | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def trashed(self) -> str | None:
        """Its place in the trash of the workspace, when it is there."""
        return None if self.deleted_at is None else f"{rfc3339(self.deleted_at)}~{self.id}"

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    @property
    def days(self) -> int | None:
        """How many days there are from its first day to its last; None when nothing has a date."""
        return None if self.last is None else max(0, self.last - self.first)

    @property
    def root_id(self) -> str:
        """The id of the task that a template of a task is of, which is found by that of the template."""
        return self.id.replace("tpl_", "tpt_")

    def role(self, role_id: str) -> TemplateRole | None:
        """Its role with this id."""
        return next((role for role in self.roles if role.id == role_id), None)


@entity("template_row", pk="{org_id}#wsp#{workspace_id}#templates", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow(Entity):
    """A template in the list of its workspace."""

    org_id: OrgId
    workspace_id: WorkspaceId
    template: TemplateSummary

    @property
    def id(self) -> str:
        return self.template.id


@entity("template_frame", pk="{org_id}#tpl#{template_id}", sk="frame")
@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Entity):
    """What a project made from a template begins with: its settings, workflow, sections and the roles of teams."""

    org_id: OrgId
    workspace_id: WorkspaceId
    template_id: str
    statuses: tuple[Status, ...]
    sections: tuple[Column, ...]
    transitions: Mapping[str, tuple[str, ...]] | None = None
    rules: tuple[TransitionRule, ...] = ()
    description: str = ""
    color: str | None = None
    visibility: Visibility = "public"
    member_access: MemberAccess = "view"
    type_ids: tuple[str, ...] = ()
    default_type_id: str | None = None
    teams: Mapping[str, ProjectRole] = field(default_factory=dict)

    def section(self, section_id: str) -> Column | None:
        """Its section with this id."""
        return next((section for section in self.sections if section.id == section_id), None)


@entity("template_fields", pk="{org_id}#tpl#{template_id}", sk="fields")
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFields(Entity):
    """The custom fields that a project made from a template uses, in their order."""

    org_id: OrgId
    workspace_id: WorkspaceId
    template_id: str
    attached: tuple[Attached, ...] = ()


FILES = "templates"
"""The folder of the bucket where what is attached to tasks of templates is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """A file of a task of a template: a copy of what was attached, which had been looked at, under an id of its own."""

    id: str
    name: str
    original_name: str
    content_type: str
    size: int
    sha256: str


@entity("template_task", pk="{org_id}#tpl#{template_id}", sk="task#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateTask(Entity):
    """A task of a template; templates have a version of their own for each.

    `role_ids` are whom it is assigned to, `people` the roles that its custom fields for people name.
    `order` is its place among what depends on each other, where it was saved from.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    template_id: str
    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    created_by: PrincipalId
    description: str = ""
    section_id: str | None = None
    rank: str | None = None
    status: str | None = None
    type_id: str | None = None
    priority: Priority = "none"
    role_ids: tuple[str, ...] = ()
    tag_ids: tuple[str, ...] = ()
    start: Offset | None = None
    due: Offset | None = None
    all_day: bool = False
    timezone: str | None = None
    estimate_minutes: int | None = None
    points: float | None = None
    milestone: bool = False
    custom_fields: Mapping[str, Value] = field(default_factory=dict)
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parent_id: str | None = None
    subtask_rank: str = ""
    blocked_by: tuple[Link, ...] = ()
    recurrence: Recurrence | None = None
    order: str | None = None
    files: tuple[TemplateFile, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that it names."""
        return (*self.role_ids, *(role_id for several in self.people.values() for role_id in several))

    def content(self, file: TemplateFile) -> ObjectKey:
        """Where the content of one of its files is."""
        return ObjectKey.of(FILES, self.org_id, self.template_id, file.id)

    @property
    def rrule(self) -> str | None:
        """The rule by which it comes again."""
        return None if self.recurrence is None else self.recurrence.rule


def copies(template: Template) -> Iterator[Entity]:
    """The copies of a template: its row in the list, unless it is in the trash."""
    if template.deleted_at is None:
        yield TemplateRow(
            org_id=template.org_id,
            workspace_id=template.workspace_id,
            template=TemplateSummary.from_template(template),
        )
