"""What the API takes and shows of imports."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from onetick.kernel.fields import UNCHANGED, Body, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.projects.schemas import SectionId, StatusId
from onetick.tasks.schemas import PersonId, ProjectId, TimeZone
from onetick.tasktypes.schemas import TypeId

from .model import MAX_ARCHIVE_BYTES, MAX_BYTES, MAX_WORDS, ArchivedKind, Import, Manner, OnMatch, State
from .rows import Mistake
from .sources import Source
from .sources.tables import FIELDS
from .values import DateOrder

Word = Annotated[str, StringConstraints(min_length=1, max_length=500)]
FieldId = Annotated[str, StringConstraints(pattern=id_pattern("fld"))]


def _known(columns: Mapping[str, str]) -> Mapping[str, str]:
    if unknown := sorted(columns.keys() - FIELDS.keys()):
        raise ValueError(f"{', '.join(unknown)[:200]} is none of {', '.join(FIELDS)}")
    return columns


ColumnName = Annotated[str, StringConstraints(max_length=500)]
Columns = Annotated[
    dict[str, ColumnName],
    AfterValidator(_known),
    Field(
        max_length=50,
        description="Which column of a table is which field, where its name does not say. Empty: none is.",
        examples=[{"title": "What", "due_at": "By when"}],
    ),
]
People = Annotated[
    dict[Word, PersonId], Field(max_length=MAX_WORDS, description="Whom a name of the file means.", examples=[{}])
]
Sections = Annotated[
    dict[Word, SectionId],
    Field(max_length=MAX_WORDS, description="Which section a section of the file is.", examples=[{}]),
]
Statuses = Annotated[
    dict[Word, StatusId],
    Field(
        max_length=MAX_WORDS, description="Which status a status of the file is.", examples=[{"Doing": "in_progress"}]
    ),
]
Types = Annotated[
    dict[Word, TypeId],
    Field(max_length=MAX_WORDS, description="Which type of tasks a type of the file is.", examples=[{}]),
]
Fields = Annotated[
    dict[Word, FieldId], Field(max_length=50, description="Which custom field a column is.", examples=[{}])
]
Order = Annotated[
    DateOrder, Field(description="How dates with numbers alone are written. ISO 8601 is always understood.")
]
Matching = Annotated[
    OnMatch, Field(description="What happens to a row that was brought in before: it is known by its id in the source.")
]
CreateTags = Annotated[bool, Field(description="Whether labels that are no tags of the workspace become some.")]
CreateSections = Annotated[bool, Field(description="Whether sections that the project lacks are made.")]


Settings = Annotated[
    bool,
    Field(description="Of an archive: whether a project without tasks takes over its settings, workflow and members."),
]
TrustUnsigned = Annotated[
    bool,
    Field(
        description="Of an archive: whether one is taken that this deployment did not sign. What it says of who did "
        "what and when is not believed then, and stands in words."
    ),
]


class NewImport(Body):
    """A file to bring into a project."""

    project_id: ProjectId = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    source: Source = Field(description="What kind of file it is.", examples=["csv"])
    file_name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f]+$")
    ] = Field(examples=["tasks.csv"])
    size: int = Field(
        ge=1,
        le=MAX_ARCHIVE_BYTES,
        description=f"Of the file, in bytes; at most {MAX_BYTES:,} unless it is an archive.",
        examples=[1024],
    )
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, description="Of the file, in hexadecimal: another file is refused then.", examples=[None]
    )
    columns: Columns = Field(default_factory=dict)
    date_order: Order = "ymd"
    timezone: TimeZone = "UTC"
    on_match: Matching = "skip"
    people: People = Field(default_factory=dict)
    sections: Sections = Field(default_factory=dict)
    statuses: Statuses = Field(default_factory=dict)
    types: Types = Field(default_factory=dict)
    fields: Fields = Field(default_factory=dict)
    create_sections: CreateSections = True
    create_tags: CreateTags = True
    settings: Settings = True
    trust_unsigned: TrustUnsigned = False

    @field_validator("size")
    @classmethod
    def _not_too_large(cls, size: int, info: ValidationInfo) -> int:
        if size > MAX_BYTES and info.data.get("source") != "onetick_archive":
            raise ValueError(f"is over {MAX_BYTES:,} bytes")
        return size


class ImportChanges(Body):
    """How the file is to be read; what is left out stays as it is."""

    columns: Columns = UNCHANGED
    date_order: Order = UNCHANGED
    timezone: TimeZone = UNCHANGED
    on_match: Matching = UNCHANGED
    people: People = UNCHANGED
    sections: Sections = UNCHANGED
    statuses: Statuses = UNCHANGED
    types: Types = UNCHANGED
    fields: Fields = UNCHANGED
    create_sections: CreateSections = UNCHANGED
    create_tags: CreateTags = UNCHANGED
    settings: Settings = UNCHANGED
    trust_unsigned: TrustUnsigned = UNCHANGED


class MistakeView(View):
    """What is wrong with a line."""

    line: int = Field(examples=[3])
    column: str = Field(examples=["Due"])
    message: str = Field(examples=["'31/31/2026' is not a date"])
    fatal: bool = Field(description="Whether the line is not taken at all.")

    @classmethod
    def of(cls, mistake: Mistake) -> Self:
        """The view of a mistake."""
        return cls.model_validate(mistake)


class ArchiveView(View):
    """What an archive is of."""

    signed: bool = Field(description="Whether this deployment made it, and nobody changed it since.")
    version: int = Field(description="Of the format.", examples=[1])
    exported_at: Timestamp
    project_name: str = Field(examples=["Website launch"])
    project_key: str = Field(examples=["WEB"])
    fields: int = Field(description="How many custom fields it has.")
    comments: int
    files: int = Field(description="How many attachments are in it with their content.")
    left_out: int = Field(description="How many attachments are not, since it would have become too large.")
    members: int = Field(description="How many people and teams have a role in it.")
    joining: int = Field(description="How many of them get their role here, too. Nobody is invited.")
    sprints: int
    views: int
    forms: int
    status_updates: int
    denied: tuple[ArchivedKind, ...] = Field(description="What stays behind, since you may not make it here.")
    relations: int = Field(description="How many relations its tasks have among each other.")
    reactions: int = Field(description="How often people reacted to comments.")
    times: int = Field(description="How many entries of logged time it has.")


class FoundView(View):
    """What is in the file, in its own words."""

    rows: int = Field(description="How many can be brought in.", examples=[120])
    refused: int = Field(description="How many cannot.", examples=[2])
    columns: tuple[str, ...]
    people: Mapping[str, str] = Field(description="Who is meant by a name.")
    strangers: tuple[str, ...] = Field(description="Names of whom it is not clear who is meant; say it with `people`.")
    sections: tuple[str, ...]
    statuses: tuple[str, ...]
    types: tuple[str, ...]
    unknown_types: tuple[str, ...] = Field(
        description="Types that are none here: their tasks become plain ones. Say with `types` what they are."
    )
    labels: tuple[str, ...]
    titles: tuple[str, ...] = Field(description="Of the first rows.")
    mistakes: tuple[MistakeView, ...] = Field(description="The first of them.")
    mistake_count: int
    archive: ArchiveView | None = Field(default=None, description="null for other files.")
    left_behind: Mapping[str, int] = Field(
        description="What stays behind: how many rows say something that nothing here takes up, by its name there. "
        "Say with `fields` which custom field takes it.",
        examples=[{"Time Spent": 12}],
    )


class MannerView(View):
    """How the file is read."""

    columns: Mapping[str, str]
    date_order: DateOrder
    timezone: str
    on_match: OnMatch
    people: Mapping[str, str]
    sections: Mapping[str, str]
    statuses: Mapping[str, str]
    types: Mapping[str, str]
    fields: Mapping[str, str]
    create_sections: bool
    create_tags: bool
    settings: bool
    trust_unsigned: bool

    @classmethod
    def of(cls, manner: Manner) -> Self:
        """The view of a manner."""
        return cls.model_validate(manner)


class ImportView(View):
    """An import."""

    id: str = Field(examples=["imp_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str
    source: Source
    file_name: str
    size: int
    state: State
    manner: MannerView
    found: FoundView | None = Field(description="What the latest job found in the file.")
    counts: Mapping[str, int] = Field(description="What became of the rows, or would.", examples=[{"created": 120}])
    job_id: str | None = Field(description="The latest job that read it.")
    planned_at: Timestamp | None
    applied_at: Timestamp | None
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int

    @classmethod
    def of(cls, found: Import) -> Self:
        """The view of an import."""
        return cls.model_validate(found)


class UploadView(View):
    """Where to send the file: with PUT, and exactly these headers."""

    url: str
    headers: Mapping[str, str]
    expires_in: int = Field(description="In seconds.", examples=[900])


class ImportWithUploadView(ImportView):
    """An import, and where to send its file."""

    upload: UploadView
