"""Who is whose subtask: what is stored of it beside the tasks themselves.

A subtask is a task like any other, on the board of its project too. Its parent's partition holds a
copy of its summary, in the order of the subtasks, and whatever went to the trash with the parent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from onetick.fields.totals import Totals
from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, WorkspaceId

from .model import Summary

MAX_LEVELS = 20
"""How deep subtasks go."""
MAX_SUBTASKS = 500
"""How many subtasks of its own a task is given; as they are counted a moment later, it may have a few more."""


@entity("subtask", pk="{org_id}#tsk#{parent_id}", sk="subtask#{rank}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Subtask(Entity):
    """A task among the subtasks of its parent, with its `totals`. No two of them have the same rank."""

    org_id: OrgId
    workspace_id: WorkspaceId
    parent_id: str
    rank: str
    task: Summary
    totals: Mapping[str, Totals] = field(default_factory=dict)

    @property
    def task_id(self) -> str:
        return self.task.id


@entity("lineage", pk="{org_id}#tsk#{task_id}", sk="lineage")
@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage(Entity):
    """What a task is a subtask of: its parent, and those `above` at the time, the parent first.

    Only a new parent changes it, so whoever needs the whole line to stay as it is pins these items, and
    waits for nobody who edits the tasks. Where a task further up has got a new parent since, `above` is
    out of date; it only tells what to read together.
    """

    org_id: OrgId
    task_id: str
    parent_id: str | None = None
    above: tuple[str, ...] = ()

    def under(self, *above: str) -> "Lineage":
        """The lineage below these, the parent first."""
        return replace(self, parent_id=above[0], above=above[:MAX_LEVELS])

    def on_top(self) -> "Lineage":
        """The lineage of nobody's subtask."""
        return replace(self, parent_id=None, above=())


@entity("trashed_subtask", pk="{org_id}#tsk#{parent_id}", sk="trashed#{task_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class TrashedSubtask(Entity):
    """A subtask that went to the trash with its parent, and comes back with it."""

    org_id: OrgId
    parent_id: str
    task_id: str
