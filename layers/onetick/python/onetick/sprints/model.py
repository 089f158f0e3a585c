"""What is stored of sprints: each sprint, how its project runs them, and the ledger of what became of each.

A sprint's partition also holds its events and its ledger. The ledger is kept by a consumer from the
events of tasks (`keep_ledger`), so that charts are sums of recorded facts and no task is read for them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.table import Index
from onetick.kernel.trash import purged_at

State = Literal["planned", "active", "completed"]

MAX_OPEN = 50
"""How many sprints of a project may be planned or active at once."""
MAX_DAYS = 366
"""How long a sprint may be meant to last."""
AT_ONCE = 16
"""How many tasks one transaction plans at most: one that is not assigned takes six writes."""
SHARDS = 4
"""How many items share the sums of one sprint, so that a busy one does not wait for one."""


@entity(
    "sprint",
    pk="{org_id}#spr#{id}",
    sk="sprint",
    index={Index.GSI1: ("{org_id}#wsp#{workspace_id}#sprints", "{listed}")},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Sprint(Entity):
    """A sprint of a project. `start_on` and `end_on` are days in `timezone`, as meant; the moments are as it went.

    `carried_to` is where its open tasks went when it was completed: `backlog`, or a sprint.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    id: str
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    goal: str = ""
    state: State = "planned"
    start_on: date | None = None
    end_on: date | None = None
    timezone: str = "UTC"
    capacity_points: float | None = None
    capacity_minutes: int | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    carried_to: str | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def listed(self) -> str | None:
        """Its place among the sprints of the workspace, unless it is in the trash."""
        return self.id if self.deleted_at is None else None

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    def day_of(self, moment: datetime) -> date:
        """The day on which something happened, where the team is."""
        return moment.astimezone(ZoneInfo(self.timezone)).date()


@entity("sprint_of_project", pk="{org_id}#prj#{project_id}#sprints", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class SprintOfProject(Entity):
    """A sprint as the list of its project finds it; written with the sprint, which is the truth."""

    org_id: OrgId
    project_id: str
    id: str
    sprint: Sprint


@entity("cadence", pk="{org_id}#prj#{project_id}", sk="cadence")
@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence(Entity):
    """How a project runs its sprints, and which of them are open: planned, in the order they were made, and active.

    Whatever opens, starts or ends a sprint changes this item too, so only one of two who start at the
    same moment can.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    parallel: bool = False
    duration_days: int = 14
    planned: tuple[str, ...] = ()
    active: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """It is named by its project."""
        return self.project_id

    @property
    def open(self) -> frozenset[str]:
        """The sprints whose tasks are not in the backlog."""
        return frozenset((*self.planned, *self.active))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """How much work: a number of tasks, and their points and estimates together."""

    tasks: int = 0
    points: float = 0
    minutes: int = 0

    def __add__(self, other: "Amounts") -> "Amounts":
        return self._with(other, 1)

    def __sub__(self, other: "Amounts") -> "Amounts":
        return self._with(other, -1)

    def _with(self, other: "Amounts", sign: int) -> "Amounts":
        # Sums of decimal fractions, without what binary ones leave behind them.
        points = round(self.points + sign * other.points, 6)
        return Amounts(
            tasks=self.tasks + sign * other.tasks, points=points, minutes=self.minutes + sign * other.minutes
        )


NOTHING = Amounts()


@entity(
    "sprint_entry",
    pk="{org_id}#spr#{sprint_id}",
    sk="entry#{task_id}",
    forgets="It only remembers what was counted already.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class SprintEntry(Entity):
    """What the ledger has counted of a task in a sprint, as of the task's version `seen`."""

    org_id: OrgId
    sprint_id: str
    task_id: str
    seen: int
    present: bool = False
    done: bool = False
    points: float | None = None
    minutes: int | None = None

    @property
    def scope(self) -> Amounts:
        """What it adds to the scope of the sprint."""
        return Amounts(tasks=1, points=self.points or 0, minutes=self.minutes or 0) if self.present else NOTHING

    @property
    def finished(self) -> Amounts:
        """What it adds to what is done."""
        return self.scope if self.done else NOTHING


@entity("sprint_tally", pk="{org_id}#spr#{sprint_id}", sk="tally#{shard}")
@dataclass(frozen=True, slots=True, kw_only=True)
class SprintTally(Entity):
    """What a sprint comes to, by one of its shards: what it was started with, what is in it now, what is done."""

    org_id: OrgId
    sprint_id: str
    shard: int
    committed: Amounts = field(default_factory=Amounts)
    scope: Amounts = field(default_factory=Amounts)
    done: Amounts = field(default_factory=Amounts)

    def __add__(self, other: "SprintTally") -> "SprintTally":
        return SprintTally(
            org_id=self.org_id,
            sprint_id=self.sprint_id,
            shard=self.shard,
            committed=self.committed + other.committed,
            scope=self.scope + other.scope,
            done=self.done + other.done,
        )


@entity("sprint_day", pk="{org_id}#spr#{sprint_id}", sk="day#{day}#{shard}")
@dataclass(frozen=True, slots=True, kw_only=True)
class SprintDay(Entity):
    """What one day changed in an active sprint, by one of its shards. `done` may be negative: tasks are reopened."""

    org_id: OrgId
    sprint_id: str
    day: date
    shard: int
    added: Amounts = field(default_factory=Amounts)
    removed: Amounts = field(default_factory=Amounts)
    done: Amounts = field(default_factory=Amounts)
