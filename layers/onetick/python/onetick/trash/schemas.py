"""What the API takes and shows of the trash."""

from typing import Literal, Self

from pydantic import Field

from onetick.kernel.fields import Body, Identifier, Moment, QueryParameters, Timestamp, View

from .model import TrashRow

Kind = Literal[
    "attachment",
    "comment",
    "field",
    "form",
    "goal",
    "portfolio",
    "project",
    "relation_type",
    "role",
    "sprint",
    "status_update",
    "tag",
    "task",
    "task_type",
    "team",
    "template",
    "time_entry",
    "view",
    "workspace",
]
"""The names of the bins; a test compares."""


class TrashedView(View):
    """Something in the trash."""

    kind: str = Field(examples=["task"])
    id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    project_id: str | None
    task_id: str | None
    says: str | None = Field(
        description="How it begins: of attachments, comments, status updates and time entries, for whoever sees all "
        "projects. Other kinds have lists of their own.",
        examples=["Shall we?"],
    )
    deleted_at: Timestamp
    deleted_by: str | None
    purge_at: Timestamp = Field(description="When it is purged, unless it is restored before.")
    version: int

    @classmethod
    def of(cls, row: TrashRow, *, sees_all: bool) -> Self:
        """The view of a row, for somebody who sees all projects, or not."""
        return cls(
            kind=row.kind_of,
            id=row.id,
            project_id=row.project_id,
            task_id=row.task_id,
            says=row.says or None if sees_all else None,
            deleted_at=row.deleted_at,
            deleted_by=row.deleted_by,
            purge_at=row.purge_at,
            version=row.version,
        )


class TrashFilter(QueryParameters):
    """Which of what is in the trash; of one kind or of one project, not both."""

    kind: Kind | None = Field(default=None, alias="filter[kind]", examples=["task"])
    project_id: Identifier("prj") | None = Field(default=None, alias="filter[project_id]")  # type: ignore[valid-type]


class EmptyTrash(Body):
    """What is purged: everything in the trash that was deleted by then."""

    deleted_until: Moment = Field(
        description="What was deleted later stays: what came into the trash after it was looked at is not lost.",
        examples=["2030-01-01T00:00:00Z"],
    )
    kind: Kind | None = Field(default=None, description="Only this kind.", examples=[None])
