"""What is stored of logged time.

An entry lies in its task's partition; two indexes list the entries of a person and of a project by the
day they are about. Its id comes without the task in requests, so a copy lies under the id alone. The
task holds the sum, which changes in the same transaction.
"""

from dataclasses import dataclass
from datetime import date, datetime

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.table import Index
from onetick.kernel.trash import purged_at

MAX_MINUTES = 24 * 60
"""An entry is about one day."""


@entity(
    "time_entry",
    pk="{org_id}#tsk#{task_id}",
    sk="time#{id}",
    index={
        Index.GSI1: ("{org_id}#wsp#{workspace_id}#time#{user_id}", "{listed}"),
        Index.GSI2: ("{org_id}#prj#{project_id}#time", "{listed}"),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEntry(Entity):
    """That `user_id` spent `minutes` on a task on a day. `project_id` is where the task was then.

    `logged_by` entered it, which may be somebody else. `started_at` is there when a timer measured it.
    `brought_by` took it to another task, or from there to this one, when one of them became part of the other.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    task_id: str
    task_key: str
    id: str
    user_id: PrincipalId
    logged_by: PrincipalId
    spent_on: date
    minutes: int
    created_at: datetime
    updated_at: datetime
    note: str = ""
    billable: bool = False
    started_at: datetime | None = None
    brought_by: PrincipalId | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def created_by(self) -> PrincipalId:
        """Whose it is, to decisions: the one whose time it was."""
        return self.user_id

    @property
    def listed(self) -> str | None:
        """Its place in lists, by day, unless it is in the trash."""
        return None if self.deleted_at is not None else f"{self.spent_on.isoformat()}~{self.id}"

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)


@entity("time_entry_by_id", pk="{org_id}#tim#{id}", sk="entry")
@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEntryById(Entity):
    """An entry as its id alone finds it."""

    org_id: OrgId
    id: str
    entry: TimeEntry


@entity("timer", pk="{org_id}#usr#{user_id}#timer", sk="running")
@dataclass(frozen=True, slots=True, kw_only=True)
class Timer(Entity):
    """The timer that runs for a person: one at most in the organization, since nobody works twice at a time."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    task_id: str
    task_key: str
    id: str
    user_id: PrincipalId
    started_at: datetime
    note: str = ""
    billable: bool = False

    @property
    def created_by(self) -> PrincipalId:
        """Whose it is."""
        return self.user_id
