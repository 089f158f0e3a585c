"""The rows that lists and boards are read from: copies of a task's summary, each where one list keeps it.

They are written in the task's own transaction (`copies`), and are never the truth.
"""

from dataclasses import dataclass
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.table import Index

from .model import Half, State, Summary, due_key, half_of, state_of
from .parts import Slot

Filled = Literal["set", "unset"]


class Row(Entity):
    """A copy of a task's summary, with the parts of the keys that lists are ordered by."""

    __slots__ = ()
    task: Summary

    @property
    def task_id(self) -> str:
        return self.task.id

    @property
    def state(self) -> State:
        return state_of(self.task.completed_at)

    @property
    def half(self) -> Half:
        return half_of(self.state)

    @property
    def due(self) -> str:
        return due_key(self.task.due_at)


@entity(
    "placement",
    pk="{org_id}#prj#{project_id}#board",
    sk="{section_id}#{rank}",
    index={
        Index.GSI1: ("{org_id}#prj#{project_id}#due", "{state}#{due}#{task_id}"),
        Index.GSI2: ("{org_id}#prj#{project_id}#newest", "{task_id}"),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Row):
    """Where a task stands on the board of one of its projects. No two tasks of a section have the same rank."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    task: Summary

    @property
    def slot(self) -> Slot | Summary:
        """Where the task stands in this project: for its home, the task says so itself."""
        if self.project_id == self.task.project_id:
            return self.task
        return next(slot for slot in self.task.elsewhere if slot.project_id == self.project_id)

    @property
    def section_id(self) -> str:
        return self.slot.section_id

    @property
    def rank(self) -> str:
        return self.slot.rank


@entity("assignment", pk="{org_id}#usr#{user_id}#work", sk="{workspace_id}#{state}#{due}#{task_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Row):
    """A task in the work of one of its assignees."""

    org_id: OrgId
    workspace_id: WorkspaceId
    user_id: PrincipalId
    task: Summary


@entity("tagging", pk="{org_id}#tag#{tag_id}", sk="{state}#{due}#{task_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging(Row):
    """A task among those that have a tag, which is one of its workspace."""

    org_id: OrgId
    workspace_id: WorkspaceId
    tag_id: str
    task: Summary


@entity("typing", pk="{org_id}#wsp#{workspace_id}#typ#{type_id}", sk="{state}#{due}#{task_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Typing(Row):
    """A task among those of its type in its workspace."""

    org_id: OrgId
    workspace_id: WorkspaceId
    type_id: str
    task: Summary


@entity("milestone", pk="{org_id}#prj#{project_id}#milestones", sk="{half}#{due}#{task_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Row):
    """A task that is a milestone, among those of its project: what is to come first, by due date."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    task: Summary


@entity("field_placement", pk="{org_id}#prj#{project_id}#fld#{field_id}", sk="{filled}#{sort_key}#{task_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlacement(Row):
    """A task among those of its project by the value of a field; those without one come last, the oldest first."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    field_id: str
    sort_key: str
    task: Summary

    @property
    def filled(self) -> Filled:
        return "set" if self.sort_key else "unset"


@entity("sprint_placement", pk="{org_id}#spr#{sprint_id}#tasks", sk="{half}#{rank}#{task_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class SprintPlacement(Row):
    """A task among those of its sprint: what is open first, then what is over, each in the order of the plan."""

    org_id: OrgId
    workspace_id: WorkspaceId
    sprint_id: str
    task: Summary

    @property
    def rank(self) -> str | None:
        return self.task.sprint_rank
