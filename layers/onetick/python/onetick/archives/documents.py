"""What an archive says of a project: version 1 of the format, as `docs/archive-format.md` describes it.

An archive is read by a deployment that did not write it, so each field is bounded as where people give it;
what is not named here is passed over. Identifiers are those of the project that was taken out.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from onetick.fields.model import MAX_OPTIONS, FieldType, Levels, ReferenceTo, RollupFunction
from onetick.kernel.access.facts import MemberAccess, Visibility
from onetick.kernel.fields import Day, Moment, Name
from onetick.kernel.ids import id_pattern
from onetick.projects.model import Category
from onetick.projects.rules import ALL, MAX_ALLOWED, MAX_APPROVERS, MAX_REQUIRED, ApproverRole
from onetick.projects.schemas import Color, StatusId, WipLimit
from onetick.relations.schemas import Words
from onetick.tasks.schemas import PersonId
from onetick.tasktypes.model import MAX_KEPT
from onetick.tasktypes.schemas import TypeId

VERSION = 1
FORMAT = "onetick_archive"

MAX_PEOPLE = 5_000
MAX_DEFINED_TAGS = 5_000

Short = Annotated[str, StringConstraints(max_length=500)]
SectionId = Annotated[str, StringConstraints(pattern=id_pattern("sec"))]
SprintId = Annotated[str, StringConstraints(pattern=id_pattern("spr"))]
FieldId = Annotated[str, StringConstraints(pattern=id_pattern("fld"))]
RelationTypeId = Annotated[str, StringConstraints(pattern=id_pattern("rlt"))]
TagId = Annotated[str, StringConstraints(pattern=id_pattern("tag"))]
FileId = Annotated[str, StringConstraints(pattern=id_pattern("att"))]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Document(BaseModel):
    """A part of an archive."""

    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True, hide_input_in_errors=True)


class PersonDocument(Document):
    """Somebody whom the archive names."""

    id: PersonId
    name: Short = ""
    email: Short = ""

    @property
    def word(self) -> str:
        """What an import calls them."""
        return self.email or self.name or self.id


class TagDocument(Document):
    """A tag of the workspace."""

    id: TagId
    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    color: Color | None = None


class RelationTypeDocument(Document):
    """A kind of relations of the workspace, in words; without `inward` it reads the same from both sides."""

    id: RelationTypeId
    outward: Words
    inward: Words | None = None


class TypeDocument(Document):
    """A type of tasks of the workspace."""

    id: TypeId
    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    icon: Short = ""
    color: Color | None = None


class SectionDocument(Document):
    """A section, in the order of the board."""

    id: SectionId
    name: Name
    status_id: StatusId | None = None
    wip_limit: WipLimit | None = None
    color: Color | None = None


class StatusDocument(Document):
    """A status of the workflow."""

    id: StatusId
    name: Name
    category: Category
    color: Color | None = None


class ApprovalDocument(Document):
    """Who must agree to a transition; `needed` is 0 for all who are named."""

    people: Annotated[tuple[PersonId, ...], Field(max_length=MAX_APPROVERS)] = ()
    role: ApproverRole | None = None
    needed: Annotated[int, Field(ge=ALL, le=MAX_APPROVERS)] = 1
    days: Annotated[int, Field(ge=1, le=90)] = 14


class RuleDocument(Document):
    """What a task must fulfil to take a transition; `from_` is None for all into `to`."""

    to: StatusId
    from_: StatusId | None = None
    required_fields: Annotated[tuple[Short, ...], Field(max_length=MAX_REQUIRED)] = ()
    allowed_for: Annotated[tuple[Short, ...], Field(max_length=MAX_ALLOWED)] = ()
    approval: ApprovalDocument | None = None


class OptionDocument(Document):
    """A choice of a field."""

    id: Annotated[str, StringConstraints(pattern=id_pattern("opt"))]
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    color: Color | None = None
    archived: bool = False


class FieldDocument(Document):
    """A custom field as the project uses it. `own`: it belongs to that project alone."""

    id: FieldId
    name: Name
    type: FieldType
    own: bool = False
    description: Annotated[str, StringConstraints(max_length=10_000)] = ""
    required: bool = False
    default: Any = None
    options: Annotated[tuple[OptionDocument, ...], Field(max_length=MAX_OPTIONS)] = ()
    minimum: float | None = None
    maximum: float | None = None
    precision: int | None = None
    currency_code: Short | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: Short | None = None
    earliest: Short | None = None
    latest: Short | None = None
    scale: int | None = None
    multiple: bool | None = None
    reference_to: ReferenceTo | None = None
    expression: Annotated[str, StringConstraints(max_length=10_000)] | None = None
    function: RollupFunction | None = None
    levels: Levels | None = None
    source: Short | None = None
    archived: bool = False
    own_required: bool | None = None
    own_default: Any = None
    has_own_default: bool = False
    required_for: Annotated[tuple[TypeId, ...], Field(max_length=MAX_KEPT)] = ()
    sortable: bool = False


class SettingsDocument(Document):
    """The project itself."""

    id: Annotated[str, StringConstraints(pattern=id_pattern("prj"))]
    key: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,9}$")]
    name: Name
    description: Annotated[str, StringConstraints(max_length=10_000)] = ""
    color: Color | None = None
    visibility: Visibility = "public"
    member_access: MemberAccess = "view"
    type_ids: Annotated[tuple[TypeId, ...], Field(max_length=MAX_KEPT)] = ()
    default_type_id: TypeId | None = None
    owner_id: PersonId | None = None
    start_on: Day | None = None
    due_on: Day | None = None


class Manifest(Document):
    """`manifest.json`: the SHA-256 of every other file, and the attachments whose content was left out."""

    format: Literal["onetick_archive"]
    version: Annotated[int, Field(ge=1)]
    exported_at: Moment
    files: Annotated[Mapping[Short, Digest], Field(max_length=50_000)]
    left_out: Annotated[tuple[FileId, ...], Field(max_length=50_000)] = ()
