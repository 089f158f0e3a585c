"""What is stored of an export."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.table import Index

Format = Literal["csv", "ndjson", "onetick_archive"]
State = Literal["preparing", "ready"]

FOLDER = "exports"
KEPT_DAYS = 30


@entity(
    "export",
    pk="{org_id}#exp#{id}",
    sk="export",
    index={
        Index.GSI1: ("{org_id}#usr#{created_by}#exports", "{workspace_id}#{id}"),
        Index.GSI2: ("{org_id}#prj#{project_id}#exports", "{id}"),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Entity):
    """What of a project was asked for, and the file that came of it: `size` in bytes, `sha256` in hexadecimal."""

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    project_id: str
    format: Format
    completed: bool
    job_id: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    expires: int
    file_name: str = ""
    tasks: int = 0
    size: int = 0
    sha256: str | None = None

    @property
    def state(self) -> State:
        """Whether there is a file."""
        return "preparing" if self.sha256 is None else "ready"
