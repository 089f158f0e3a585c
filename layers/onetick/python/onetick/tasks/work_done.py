"""How much of a project, or of a task, is done: a share from 0 to 1, for whoever reports on it."""

from collections import Counter
from dataclasses import dataclass

from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .model import COUNT_SHARDS, ColumnCounts, Task


def work_done_keys(org_id: str | None, project_id: str) -> list[Key]:
    """What must be read to know how much of a project is done."""
    return [ColumnCounts.key(org_id=org_id, project_id=project_id, shard=shard) for shard in range(COUNT_SHARDS)]


@dataclass(frozen=True, slots=True)
class WorkDone:
    """How many tasks there are to do, cancelled ones aside, and how many of them are completed."""

    planned: int = 0
    completed: int = 0

    @property
    def share(self) -> float:
        """What of it is done, from 0 to 1; 0 where there is nothing to do."""
        return round(min(1.0, self.completed / self.planned), 6) if self.planned > 0 else 0.0

    def and_(self, other: "WorkDone") -> "WorkDone":
        """Both together."""
        return WorkDone(self.planned + other.planned, self.completed + other.completed)


def share_of_project(work: Work, project_id: str) -> float:
    """The share of its tasks that are completed; cancelled ones do not count. It follows the events by a moment."""
    return done_of_project(work, project_id).share


def done_of_project(work: Work, project_id: str) -> WorkDone:
    """What of a project is done, from its counts alone. It follows the events by a moment."""
    total: Counter[str] = Counter()
    for shard in work.find_many(ColumnCounts, work_done_keys(work.org_id, project_id)):
        total.update(shard.categories)
    planned = sum(total.values()) - total["cancelled"]
    return WorkDone(max(0, planned), max(0, total["completed"]))


def share_of_task(task: Task) -> float | None:
    """1 when it is completed, else the share of its subtasks that are; None when it was cancelled or deleted."""
    if task.deleted_at is not None or task.status_category == "cancelled":
        return None
    if task.completed_at is not None:
        return 1.0
    subtasks = task.progress
    if subtasks is None or subtasks.all_total <= 0:
        return 0.0
    return round(min(1.0, subtasks.all_done / subtasks.all_total), 6)
