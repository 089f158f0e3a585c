"""Orders in which tasks stand by their ranks: the sections of a board, and the subtasks of a task."""

from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from onetick.kernel.ids import OrgId
from onetick.kernel.patterns import Asked

from .model import Task
from .parts import Slot
from .store import COLUMN, SUBTASKS


class Row(Protocol):
    """A row of a line: a task at its place."""

    @property
    def task_id(self) -> str: ...
    @property
    def rank(self) -> str: ...
    @property
    def task(self) -> Any: ...


class Line(Protocol):
    """One such order."""

    def after(self, rank: str) -> Asked[Any]:
        """The rows behind a rank."""

    def until(self, rank: str) -> Asked[Any]:
        """The rows up to a rank, and it."""

    def rank_of(self, task: Task) -> str | None:
        """Where a task stands in it; None when it does not."""

    def placed(self, task: Task, rank: str) -> Task:
        """The task at another rank of it."""


@dataclass(frozen=True, slots=True)
class Section:
    """The tasks of a section of a project."""

    org_id: OrgId
    project_id: str
    section_id: str

    @classmethod
    def of(cls, task: Task, project_id: str) -> Self | None:
        """The section of a project that a task stands in."""
        slot = task.slot_in(project_id)
        return None if slot is None else cls(task.org_id, project_id, slot.section_id)

    def after(self, rank: str) -> Asked[Any]:
        return COLUMN.of(**self._place, after=f"{self.section_id}#{rank}")

    def until(self, rank: str) -> Asked[Any]:
        return COLUMN.of(**self._place, before=f"{self.section_id}#{rank}")

    def rank_of(self, task: Task) -> str | None:
        slot = task.slot_in(self.project_id)
        return slot.rank if slot is not None and slot.section_id == self.section_id else None

    def placed(self, task: Task, rank: str) -> Task:
        return task.placed(Slot(project_id=self.project_id, section_id=self.section_id, rank=rank))

    @property
    def _place(self) -> dict[str, str]:
        return {"org_id": self.org_id, "project_id": self.project_id, "section_id": self.section_id}


@dataclass(frozen=True, slots=True)
class Family:
    """The subtasks of a task."""

    org_id: OrgId
    parent_id: str

    def after(self, rank: str) -> Asked[Any]:
        return SUBTASKS.of(org_id=self.org_id, parent_id=self.parent_id, after=f"subtask#{rank}")

    def until(self, rank: str) -> Asked[Any]:
        return SUBTASKS.of(org_id=self.org_id, parent_id=self.parent_id, before=f"subtask#{rank}")

    def rank_of(self, task: Task) -> str | None:
        return task.subtask_rank if task.parent_id == self.parent_id else None

    def placed(self, task: Task, rank: str) -> Task:
        return replace(task, subtask_rank=rank)
