"""What is stored of goals.

A goal is one item with all that its progress follows from: its key results, the work that it is
linked to, and the goals below it, each with the share that was done when it was last told. So a goal
is read in one call, and its progress is worked out from nothing but itself.

What is linked to goals knows them in turn: a goal in itself (`supports`), anything else in its
`Contribution`. That is how a change of the work finds the goals it counts for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Literal, Self

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.recording import rfc3339
from onetick.kernel.table import Index
from onetick.kernel.trash import purged_at
from onetick.projects.model import Health

State = Literal["open", "closed"]
Outcome = Literal["achieved", "partial", "missed", "dropped"]
Source = Literal["automatic", "manual"]
Measure = Literal["number", "percent", "currency", "boolean"]

MAX_KEY_RESULTS = 20
MAX_LINKS = 50
MAX_CHILDREN = 50
MAX_SUPPORTED = 10
"""For how many goals one thing may count, beside the goal above it."""
MAX_ABOVE = 10
"""How many goals may be above one another."""
TOP = "top"
"""Where goals are listed that have none above them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """Something measurable that shows whether a goal is reached: from where to where, and where it is."""

    id: str
    name: str
    measure: Measure
    start: float
    target: float
    current: float
    updated_at: datetime
    updated_by: PrincipalId
    currency: str | None = None
    weight: float = 1.0

    @property
    def share(self) -> float:
        """How much of the way is done, from 0 to 1. The way may lead downwards."""
        return min(1.0, max(0.0, (self.current - self.start) / (self.target - self.start)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Work that counts for a goal: a task, a milestone, a project, or another goal.

    `share` is what of it was done when it was last told; None counts for nothing, as what was deleted
    or cancelled.
    """

    target_id: str
    weight: float = 1.0
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSummary:
    """What lists show of a goal."""

    id: str
    name: str
    owner_id: PrincipalId
    state: State
    progress: float
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    version: int
    workspace_id: WorkspaceId
    project_id: str | None = None
    parent_id: str | None = None
    weight: float = 1.0
    period: str | None = None
    start_on: date | None = None
    end_on: date | None = None
    source: Source = "automatic"
    health: Health | None = None
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    deleted_at: datetime | None = None
    purge_at: datetime | None = None

    @classmethod
    def of(cls, goal: "Goal") -> Self:
        """The summary of a goal as it is now stored."""
        return cls(**{name: getattr(goal, name) for name in _SUMMARY})


_SUMMARY = tuple(field.name for field in fields(GoalSummary))


@entity(
    "goal",
    pk="{org_id}#gol#{id}",
    sk="goal",
    index={
        Index.GSI1: ("{org_id}#prj#{project_id}#goals", "{id}"),
        Index.GSI2: ("{org_id}#wsp#{workspace_id}#goals-trash", "{trashed}"),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Entity):
    """A goal of a workspace or of a project. `progress` is in percent.

    `weight` is what it counts within the goal above it; `children` are those below it, and `supports`
    those that it is linked to.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    name: str
    owner_id: PrincipalId
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    description: str = ""
    project_id: str | None = None
    parent_id: str | None = None
    weight: float = 1.0
    period: str | None = None
    start_on: date | None = None
    end_on: date | None = None
    source: Source = "automatic"
    progress: float = 0.0
    health: Health | None = None
    state: State = "open"
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    key_results: tuple[KeyResult, ...] = ()
    links: tuple[Link, ...] = ()
    children: tuple[Link, ...] = ()
    supports: tuple[str, ...] = ()
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def trashed(self) -> str | None:
        """Its place in the trash of the workspace, when it is there."""
        return None if self.deleted_at is None else f"{rfc3339(self.deleted_at)}~{self.id}"

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    @property
    def share(self) -> float | None:
        """What it adds to the goals that it counts for."""
        if self.deleted_at is not None or self.outcome == "dropped":
            return None
        return 1.0 if self.outcome == "achieved" else round(self.progress / 100, 6)

    @property
    def above(self) -> tuple[str, ...]:
        """The goals that it counts for."""
        return (*([self.parent_id] if self.parent_id else []), *self.supports)

    def key_result(self, identifier: str) -> KeyResult | None:
        """Its key result with this id."""
        return next((one for one in self.key_results if one.id == identifier), None)

    def link(self, target_id: str) -> Link | None:
        """Its link to this thing."""
        return next((one for one in self.links if one.target_id == target_id), None)

    def with_key_result(self, changed: KeyResult) -> Self:
        """With a key result as it is now, behind the others when it is new."""
        if self.key_result(changed.id) is None:
            return replace(self, key_results=(*self.key_results, changed))
        return replace(self, key_results=tuple(changed if one.id == changed.id else one for one in self.key_results))

    def with_link(self, changed: Link) -> Self:
        """With a link as it is now."""
        return replace(self, links=_with(self.links, changed))

    def with_child(self, changed: Link) -> Self:
        """With a goal below it as it is now."""
        return replace(self, children=_with(self.children, changed))

    def without(self, target_id: str) -> Self:
        """Without a link to this thing, and without it below."""
        links = tuple(one for one in self.links if one.target_id != target_id)
        children = tuple(one for one in self.children if one.target_id != target_id)
        return replace(self, links=links, children=children)

    def told(self, target_id: str, share: float | None) -> Self:
        """With what is done by now of a thing that counts for it."""
        return replace(self, links=_told(self.links, target_id, share), children=_told(self.children, target_id, share))


def _with(links: tuple[Link, ...], changed: Link) -> tuple[Link, ...]:
    if all(one.target_id != changed.target_id for one in links):
        return (*links, changed)
    return tuple(changed if one.target_id == changed.target_id else one for one in links)


def _told(links: tuple[Link, ...], target_id: str, share: float | None) -> tuple[Link, ...]:
    return tuple(replace(one, share=share) if one.target_id == target_id else one for one in links)


@entity("goal_row", pk="{org_id}#wsp#{workspace_id}#goals", sk="{above}#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow(Entity):
    """A goal in the list of its workspace, under the goal above it."""

    org_id: OrgId
    workspace_id: WorkspaceId
    goal: GoalSummary

    @property
    def above(self) -> str:
        return self.goal.parent_id or TOP

    @property
    def id(self) -> str:
        return self.goal.id


@entity("contribution", pk="{org_id}#tgt#{id}", sk="goals")
@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Entity):
    """For which goals a task or a project counts; `id` is that of the task or project."""

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    goal_ids: tuple[str, ...]


@entity("check_in", pk="{org_id}#gol#{goal_id}", sk="checkin#{key_result_id}#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Entity):
    """Where a key result was, as somebody said."""

    org_id: OrgId
    workspace_id: WorkspaceId
    goal_id: str
    key_result_id: str
    id: str
    value: float
    note: str
    created_by: PrincipalId
    created_at: datetime


@entity("goal_update", pk="{org_id}#gol#{goal_id}", sk="update#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class GoalUpdate(Entity):
    """How a goal stands, as somebody reported it."""

    org_id: OrgId
    workspace_id: WorkspaceId
    goal_id: str
    id: str
    health: Health
    text: str
    progress: float
    created_by: PrincipalId
    created_at: datetime


def copies(goal: Goal) -> Iterator[Entity]:
    """The copies of a goal: its row in the list, unless it is in the trash."""
    if goal.deleted_at is None:
        yield GoalRow(org_id=goal.org_id, workspace_id=goal.workspace_id, goal=GoalSummary.of(goal))
