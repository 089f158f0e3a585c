"""Keep the number of tasks in each section, after every event that changes it."""

import zlib
from collections import Counter
from dataclasses import replace

from onetick.kernel.consuming import Occurrence
from onetick.kernel.work import Work

from .events import TASK_DELETED, TASK_MOVED
from .model import COUNT_SHARDS, ColumnCounts


def count_columns(work: Work, occurrence: Occurrence) -> None:
    """Count one event. Its marker, in the same transaction, sees to it that this happens once."""
    changes = {section: change for section, change in _changes(occurrence).items() if change}
    if not changes:
        return
    place = {
        "org_id": occurrence.org_id,
        "project_id": occurrence.resource["project_id"],
        # A task is always counted by the same shard, so no count of a shard ends below zero.
        "shard": zlib.crc32(occurrence.aggregate_id.encode()) % COUNT_SHARDS,
    }
    counts = work.find(ColumnCounts, ColumnCounts.key(**place)) or ColumnCounts(**place)
    total = Counter(counts.counts)
    total.update(changes)
    work.put(replace(counts, counts={section: count for section, count in total.items() if count}))


def _changes(occurrence: Occurrence) -> Counter[str]:
    changes: Counter[str] = Counter()
    if occurrence.name == TASK_MOVED.name:
        changes[occurrence.context["to_section"]] += 1
        changes[occurrence.context["from_section"]] -= 1
    else:
        changes[occurrence.resource["section_id"]] += -1 if occurrence.name == TASK_DELETED.name else 1
    return changes
