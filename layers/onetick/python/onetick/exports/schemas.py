"""What the API takes and shows of exports."""

from datetime import UTC, datetime
from typing import Self

from pydantic import Field

from onetick.kernel.fields import Body, Timestamp, View
from onetick.tasks.schemas import ProjectId

from .model import Export, Format, State


class NewExport(Body):
    """What to take out."""

    project_id: ProjectId = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    format: Format = Field(
        description="`csv`: a table for spreadsheets. `ndjson`: each task with its comments as a line of JSON. "
        "`onetick_archive`: everything in one signed file, which can be brought in again.",
        examples=["csv"],
    )
    completed: bool = Field(default=True, description="Whether tasks that are finished are taken out too.")


class ExportView(View):
    """An export."""

    id: str = Field(examples=["exp_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str
    format: Format
    completed: bool
    state: State
    job_id: str
    file_name: str = Field(examples=["LAU-2026-11-20.csv"])
    tasks: int = Field(description="How many are in it.", examples=[120])
    size: int = Field(description="Of the file, in bytes.", examples=[20480])
    sha256: str | None = Field(description="Of the file, in hexadecimal.")
    expires_at: Timestamp
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int

    @classmethod
    def of(cls, found: Export) -> Self:
        """The view of an export."""
        shown = {name: getattr(found, name) for name in cls.model_fields if name != "expires_at"}
        return cls.model_validate({**shown, "expires_at": datetime.fromtimestamp(found.expires, UTC)})


class DownloadView(View):
    """Where to fetch a file."""

    url: str
    expires_in: int = Field(description="In seconds.", examples=[60])
