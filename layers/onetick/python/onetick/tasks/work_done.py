"""How much of a project, or of a task, is done: a share from 0 to 1, for whoever reports on it."""

from collections import Counter

from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .model import COUNT_SHARDS, ColumnCounts, Task


def work_done_keys(org_id: str | None, project_id: str) -> list[Key]:
    """What must be read to know how much of a project is done."""
    return [ColumnCounts.key(org_id=org_id, project_id=project_id, shard=shard) for shard in range(COUNT_SHARDS)]


def share_of_project(work: Work, project_id: str) -> float:
    """The share of its tasks that are completed; cancelled ones do not count. It follows the events by a moment."""
    total: Counter[str] = Counter()
    for shard in work.find_many(ColumnCounts, work_done_keys(work.org_id, project_id)):
        total.update(shard.categories)
    planned = sum(total.values()) - total["cancelled"]
    return round(min(1.0, max(0, total["completed"]) / planned), 6) if planned > 0 else 0.0


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
