"""What is stored of reminders: those of one person on one task, in one item."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.table import Index
from onetick.tasks.deadlines import morning
from onetick.tasks.model import Task

MAX_REMINDERS = 10
"""How many somebody has on one task."""
MAX_BEFORE = 366 * 24 * 60
"""In minutes: how long before the due date a reminder comes at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """When to remind: at a moment, or so many minutes before the task is due.

    A task that is due all day counts as due at nine in the morning. `came` is the moment for which it
    came last, so that it comes once for each due date.
    """

    id: str
    at: datetime | None = None
    before_minutes: int | None = None
    created_at: datetime
    came: datetime | None = None

    def moment(self, task: Task) -> datetime | None:
        """When it comes, as the task is due now; None while the task has no due date to count from."""
        if self.at is not None:
            return self.at
        if task.due_at is None or self.before_minutes is None:
            return None
        due = morning(task.due_at, task.timezone) if task.all_day else task.due_at
        return due - timedelta(minutes=self.before_minutes)

    def awaits(self, task: Task) -> datetime | None:
        """When it will come; None when it came already, or has nothing to count from."""
        moment = self.moment(task)
        return None if moment is None or (self.came is not None and moment <= self.came) else moment


@entity(
    "reminders",
    pk="{org_id}#wsp#{workspace_id}#reminders#{user_id}",
    sk="task#{task_id}",
    index={Index.GSI2: ("{org_id}#tsk#{task_id}#reminders", "{user_id}")},
    forgets="What somebody wants to be reminded of is their own affair.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders(Entity):
    """The reminders of one person on one task, at most `MAX_REMINDERS`. Nobody else sees them.

    `project_id` is where the task was at home when the first was set; it only helps to read much at once.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    user_id: PrincipalId
    task_id: str
    project_id: str
    reminders: tuple[Reminder, ...] = ()

    @property
    def id(self) -> str:
        """Which task they are about."""
        return self.task_id

    def find(self, id: str) -> Reminder | None:
        """The one with this id."""
        return next((one for one in self.reminders if one.id == id), None)

    def without(self, id: str) -> Iterator[Reminder]:
        """All others."""
        return (one for one in self.reminders if one.id != id)
