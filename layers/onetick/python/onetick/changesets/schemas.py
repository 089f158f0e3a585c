"""What the API shows of change sets, and takes to undo them."""

from collections.abc import Sequence
from typing import Any, Literal, Self

from pydantic import Field

from onetick.kernel.fields import Body, Moment, View
from onetick.kernel.history.changesets import ChangeSet
from onetick.kernel.jobs.events import JobView

Did = Literal["created", "changed", "deleted"]


class ChangeSetRow(View):
    """What one request changed, as a whole."""

    id: str = Field(examples=["chg_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    operation: str = Field(description="The operation that made it.", examples=["bulkTasks"])
    created_by: str
    actor_type: str = Field(examples=["user"])
    created_at: Moment
    undoes: str | None = Field(description="The change set that this one undid.", examples=[None])
    undone_by: str | None = Field(description="The change set that undid this one.", examples=[None])
    undone_at: Moment | None
    version: int

    @classmethod
    def of(cls, found: ChangeSet) -> Self:
        """The view of a change set."""
        return cls.model_validate(found)


class FieldChange(View):
    """One field that changed."""

    field: str = Field(examples=["priority"])
    from_: Any = Field(alias="from", examples=["none"])
    to: Any = Field(examples=["high"])


class EntityChange(View):
    """One event of a change set: what happened to one thing."""

    event: str = Field(examples=["onetick.task.priority_changed.v1"])
    kind: str = Field(examples=["task"])
    id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    version: int = Field(description="Of the thing, behind this.", examples=[4])
    time: Moment
    fields: Sequence[FieldChange] = Field(description="Empty for what was new.")


class ChangeSetView(ChangeSetRow):
    """What one request changed."""

    changes: Sequence[EntityChange] = Field(description="Those of its first transaction that you may see.")
    complete: bool = Field(description="Whether these are all; otherwise list its changes.")


class Undoing(Body):
    """How to undo."""

    on_conflict: Literal["fail", "skip"] = Field(
        default="fail",
        description="What was changed since: `fail` undoes nothing then, `skip` undoes everything else.",
    )


class ConflictView(View):
    """Something that is not undone, and why."""

    kind: str = Field(examples=["task"])
    id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    fields: Sequence[str] = Field(description="What was changed since.", examples=[["priority"]])
    detail: str = Field(examples=["changed since: priority"])
    changed_by: str | None = Field(description="By whom, the last time.", examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    changed_at: Moment | None
    event: str | None = Field(examples=["onetick.task.priority_changed.v1"])


class UndoView(View):
    """What was undone, or the job that will do it."""

    undone: int = Field(description="How many things are again as they were.")
    skipped: int
    conflicts: Sequence[ConflictView] = Field(description="Of those that were skipped, the first 100.")
    job: JobView | None = Field(examples=[None])
