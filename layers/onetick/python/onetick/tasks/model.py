"""What is stored of a task: itself, its key, and how many there are.

A task is one item, and its partition also holds its comments and its events. Lists and boards are read
from copies of its summary (`rows`, `family`), which are never the truth: only the task has a version
that counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Literal, Self

from onetick.fields.model import Value
from onetick.fields.totals import Totals
from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.recording import rfc3339
from onetick.kernel.table import Index
from onetick.kernel.trash import purged_at
from onetick.projects.model import Category

from .parts import Asked, Dependency, Link, Progress, Recurrence, Shown, Slot

Priority = Literal["none", "low", "medium", "high", "urgent"]
State = Literal["open", "done"]
Half = Literal["open", "over"]

MAX_ASSIGNEES = 20
MAX_TAGS = 20
MAX_WATCHERS = 200
MAX_MENTIONS = 20
MAX_IN_LISTS = 1_000
"""Of the texts of custom fields, in characters: longer ones are shown with the task alone."""
MAX_PROJECTS = 20
COUNT_SHARDS = 4
"""How many items share the counts of one project, so that busy boards do not wait for one."""

NO_DUE_DATE = "~"
"""Sorts behind every date."""


def due_key(due_at: datetime | None) -> str:
    """A due date as it sorts in a list; tasks without one come last."""
    return NO_DUE_DATE if due_at is None else rfc3339(due_at)


def state_of(completed_at: datetime | None) -> State:
    """In which half of a list by due date a task is."""
    return "open" if completed_at is None else "done"


def half_of(state: State) -> Half:
    """The same half as a sprint's list sorts it: open tasks first."""
    return "open" if state == "open" else "over"


@entity(
    "task",
    pk="{org_id}#tsk#{id}",
    sk="task",
    index={
        Index.GSI1: ("{org_id}#wsp#{workspace_id}#tasks", "{listed}"),
        Index.GSI2: ("{org_id}#wsp#{workspace_id}#trash", "{trashed}"),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Entity, Shown):
    """A task. `code` is what the API calls its key, `LAU-12`. `rank` orders it in its section.

    `completed_at` is when it last reached a status that closes it, whether completed or cancelled.
    With `all_day` only the day of `due_at` and `start_at` counts, in `timezone`. `sprint_rank` orders
    it in its sprint, whatever its section. At most `MAX_ASSIGNEES` assignees, `MAX_TAGS` tags
    and `MAX_WATCHERS` watchers.

    `project_id` is its home, whose key and workflow it has; `elsewhere` is where it stands in other
    projects, so that it is in `MAX_PROJECTS` at most. `subtask_rank` orders it among the subtasks of
    its parent. `deleted_with` is the parent that took it along into the trash, `merged_into` the task that
    it is part of since.

    `type_id` is its type, which is one of its workspace; None is a plain task.

    `status_since` is when it got its status; `status_seconds` are the times in those that it has left.
    `started_at` is since when it is, or was, worked on, as far as that is known.

    `totals` are what rollups over all levels make of everything below it, for whoever it is a subtask of.

    `sort_keys` say for each of its projects where it comes by the fields that those sort by (`sorting`).
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    code: str
    title: str
    project_id: str
    section_id: str
    rank: str
    status: str
    status_category: Category
    reporter_id: PrincipalId
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    description: str = ""
    type_id: str | None = None
    priority: Priority = "none"
    assignee_ids: tuple[PrincipalId, ...] = ()
    tag_ids: tuple[str, ...] = ()
    watcher_ids: tuple[PrincipalId, ...] = ()
    start_at: datetime | None = None
    due_at: datetime | None = None
    all_day: bool = False
    timezone: str | None = None
    estimate_minutes: int | None = None
    logged_minutes: int = 0
    points: float | None = None
    milestone: bool = False
    sprint_id: str | None = None
    sprint_rank: str | None = None
    custom_fields: Mapping[str, Value] = field(default_factory=dict)
    elsewhere: tuple[Slot, ...] = ()
    parent_id: str | None = None
    subtask_rank: str = ""
    progress: Progress | None = None
    blocked_by: tuple[Dependency, ...] = ()
    blocks: tuple[Link, ...] = ()
    recurrence: Recurrence | None = None
    approval: Asked | None = None
    status_since: datetime | None = None
    status_seconds: Mapping[str, int] = field(default_factory=dict)
    started_at: datetime | None = None
    sort_keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    totals: Mapping[str, Totals] = field(default_factory=dict)
    completed_at: datetime | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None
    deleted_with: str | None = None
    merged_into: str | None = None

    @property
    def listed(self) -> str | None:
        """Its place among the tasks of the workspace, unless it is in the trash."""
        return self.id if self.deleted_at is None else None

    @property
    def trashed(self) -> str | None:
        """Its place in the trash of the workspace, when it is there."""
        return None if self.deleted_at is None else f"{rfc3339(self.deleted_at)}~{self.id}"

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    @property
    def watcher_count(self) -> int:
        """How many people watch it."""
        return len(self.watcher_ids)

    @property
    def recurring(self) -> bool:
        """Whether another task will follow it."""
        return self.recurrence is not None and self.recurrence.goes_on

    @property
    def other_project_ids(self) -> tuple[str, ...]:
        """The projects it is in beside its home."""
        return self.project_ids[1:]

    def untied(self) -> Self:
        """The task without its ties to others, as a copy of it begins."""
        return replace(
            self,
            elsewhere=(),
            parent_id=None,
            subtask_rank="",
            progress=None,
            totals={},
            blocked_by=(),
            blocks=(),
            recurrence=None,
            approval=None,
            deleted_with=None,
        )

    def slot_in(self, project_id: str) -> Slot | None:
        """Where it stands in one of its projects."""
        return next((slot for slot in self.slots if slot.project_id == project_id), None)

    def placed(self, slot: Slot) -> Self:
        """The task with another place in a project, which may be new to it."""
        if slot.project_id == self.project_id:
            return replace(self, section_id=slot.section_id, rank=slot.rank)
        if self.slot_in(slot.project_id) is None:
            return replace(self, elsewhere=(*self.elsewhere, slot))
        others = tuple(slot if old.project_id == slot.project_id else old for old in self.elsewhere)
        return replace(self, elsewhere=others)

    def without(self, project_id: str) -> Self:
        """The task outside a project that is not its home."""
        return replace(self, elsewhere=tuple(slot for slot in self.elsewhere if slot.project_id != project_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Shown):
    """What lists and boards show of a task: everything but its long texts and who watches it."""

    id: str
    code: str
    title: str
    project_id: str
    section_id: str
    rank: str
    status: str
    status_category: Category
    reporter_id: PrincipalId
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    version: int
    type_id: str | None = None
    priority: Priority = "none"
    assignee_ids: tuple[PrincipalId, ...] = ()
    tag_ids: tuple[str, ...] = ()
    watcher_count: int = 0
    start_at: datetime | None = None
    due_at: datetime | None = None
    all_day: bool = False
    timezone: str | None = None
    estimate_minutes: int | None = None
    logged_minutes: int = 0
    points: float | None = None
    milestone: bool = False
    sprint_id: str | None = None
    sprint_rank: str | None = None
    custom_fields: Mapping[str, Value] = field(default_factory=dict)
    elsewhere: tuple[Slot, ...] = ()
    parent_id: str | None = None
    progress: Progress | None = None
    blocked_by: tuple[Dependency, ...] = ()
    blocks: tuple[Link, ...] = ()
    recurring: bool = False
    approval: Asked | None = None
    completed_at: datetime | None = None

    @classmethod
    def of(cls, task: Task) -> Self:
        """The summary of a task as it is now stored."""
        # Slot by slot: every write makes it at least once, and a frozen class takes three times as long by its fields.
        summary = object.__new__(cls)
        for put, value in zip(_SUMMARY_SLOTS, _SUMMARY_OF(task), strict=True):
            put(summary, value)
        if task.custom_fields:
            _PUT_CUSTOM_FIELDS(summary, _short(task.custom_fields))
        return summary


def _short(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The values that lists show: every assignee's copy has them, so long texts are left out."""
    return {id: value for id, value in values.items() if not isinstance(value, str) or len(value) <= MAX_IN_LISTS}


_SUMMARY = tuple(field.name for field in fields(Summary))
_SUMMARY_OF = attrgetter(*_SUMMARY)
_SUMMARY_SLOTS = tuple(getattr(Summary, name).__set__ for name in _SUMMARY)
_PUT_CUSTOM_FIELDS = _SUMMARY_SLOTS[_SUMMARY.index("custom_fields")]


@entity("task_key", pk="{org_id}#wsp#{workspace_id}#keys", sk="{code}")
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKey(Entity):
    """Which task a key such as `LAU-12` names. A key is never used again."""

    org_id: OrgId
    workspace_id: WorkspaceId
    code: str
    task_id: str
    project_id: str


@entity("counter", pk="{org_id}#prj#{project_id}", sk="counter#task", forgets="It only counts.")
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCounter(Entity):
    """The last number of a project's tasks is its version. Where the table counts by itself, the rest is empty."""

    org_id: OrgId | None = None
    project_id: str = ""


@entity("column_counts", pk="{org_id}#prj#{project_id}", sk="counts#{shard}")
@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnCounts(Entity):
    """How many tasks are in each section of a project, and in each category, of those that one shard counts.

    It follows the events by a moment. Sections and categories without tasks are left out.
    """

    org_id: OrgId
    project_id: str
    shard: int
    counts: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
