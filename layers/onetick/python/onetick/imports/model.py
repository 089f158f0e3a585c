"""What is stored of an import: what is to be done with which file, what was found in it, what became of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.keys import fingerprint
from onetick.kernel.table import Index

from .rows import Mistake
from .sources import Source
from .values import DateOrder

OnMatch = Literal["skip", "update", "fail"]
State = Literal["awaiting_file", "planned", "applied"]
ArchivedKind = Literal["members", "sprints", "views", "forms", "status_updates"]
"""What belongs to an archived project beside its tasks."""

FOLDER = "imports"
"""Where the files are, and the rows that were read from them."""
MAX_BYTES = 100_000_000
MAX_ROWS = 200_000
MAX_ARCHIVE_BYTES = 1_000_000_000
"""Of an archive, which has the content of what is attached in it."""
MAX_WORDS = 200
MAX_WORDS_LENGTH = 8_000
"""So many different people, sections, statuses and labels of a file are listed, of so many characters together."""
MAX_LEFT = 60
"""So many things that a file says and nothing takes up are named."""
MAX_MISTAKES = 100
"""So many mistakes of a file are listed; those behind them are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the file is read, and how its words are understood here.

    `columns`: which column of a table is which field. `people`, `sections`, `statuses`, `types`: what a word of the
    file means; others are found by their names. `fields`: which custom field a column is. With
    `create_sections` and `create_tags`, those that are missing are made. Of archives: `settings` is whether a
    project without tasks becomes what the archive says, `trust_unsigned` whether one is taken that this
    deployment did not sign.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder = "ymd"
    timezone: str = "UTC"
    on_match: OnMatch = "skip"
    people: Mapping[str, PrincipalId] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    create_sections: bool = True
    create_tags: bool = True
    settings: bool = True
    trust_unsigned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFound:
    """What an archive is of. `signed`: this deployment made it, and nobody changed it since.

    Of its `members`, so many are `joining` the project that it is brought into. What is `denied` stays behind,
    since whoever brings it in may not make it.
    """

    signed: bool
    version: int
    exported_at: datetime
    project_name: str
    project_key: str
    fields: int = 0
    comments: int = 0
    files: int = 0
    left_out: int = 0
    members: int = 0
    joining: int = 0
    sprints: int = 0
    views: int = 0
    forms: int = 0
    status_updates: int = 0
    denied: tuple[ArchivedKind, ...] = ()
    relations: int = 0
    reactions: int = 0
    times: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in the file, in its own words. `people` says who is meant; of `strangers` that is not clear.

    Of `unknown_types` neither: their tasks become plain ones. `left_behind`: how many rows say something that
    nothing here takes up, by its name there.
    """

    rows: int = 0
    refused: int = 0
    people: Mapping[str, PrincipalId] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    unknown_types: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    mistake_count: int = 0
    archive: ArchiveFound | None = None
    left_behind: Mapping[str, int] = field(default_factory=dict)


@entity(
    "import",
    pk="{org_id}#imp#{id}",
    sk="import",
    index={
        Index.GSI1: ("{org_id}#usr#{created_by}#imports", "{workspace_id}#{id}"),
        Index.GSI2: ("{org_id}#prj#{project_id}#imports", "{id}"),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Entity):
    """A file that is brought into a project: planned as often as one likes, and applied.

    `job_id` is the latest job that read it. `found` is what that job found; `counts` what became of the
    rows, in the words of the job.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    project_id: str
    source: Source
    file_name: str
    size: int
    manner: Manner
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    sha256: str | None = None
    job_id: str | None = None
    found: Found | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    planned_at: datetime | None = None
    applied_at: datetime | None = None

    @property
    def state(self) -> State:
        """How far it is."""
        if self.applied_at is not None:
            return "applied"
        return "awaiting_file" if self.planned_at is None else "planned"

    @property
    def believed(self) -> bool:
        """Whether what an archive says of who did what, and when, is to be believed: this deployment signed it."""
        return self.found is not None and self.found.archive is not None and self.found.archive.signed


@entity("import_link", pk="{org_id}#prj#{project_id}#links", sk="{source}#{mark}")
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLink(Entity):
    """What a thing of a source became in a project: so that the same file finds it again.

    `mark` stands for its name in the source. `copies` is how many of its comments were brought in.
    """

    org_id: OrgId
    project_id: str
    source: Source
    mark: str
    task_id: str
    import_id: str
    copies: int = 0


def mark_of(external_id: str) -> str:
    """What stands in a key for the name of a thing in its source."""
    return fingerprint("external", external_id)
