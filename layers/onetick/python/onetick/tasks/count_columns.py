"""Keep the number of tasks in each section, after every event that changes it."""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from onetick.kernel.consuming import Occurrence
from onetick.kernel.work import Work

from .events import TASK_ADDED_TO_PROJECT, TASK_DELETED, TASK_MOVED, TASK_REMOVED_FROM_PROJECT
from .model import COUNT_SHARDS, ColumnCounts

Change = tuple[str, str, int]


def count_columns(work: Work, occurrence: Occurrence) -> None:
    """Count one event. Its marker, in the same transaction, sees to it that this happens once."""
    changes: dict[str, Counter[str]] = {}
    for project_id, section_id, change in _changes(occurrence):
        changes.setdefault(project_id, Counter())[section_id] += change
    # A task is always counted by the same shard, so no count of a shard ends below zero.
    shard = zlib.crc32(occurrence.aggregate_id.encode()) % COUNT_SHARDS
    empty = [
        ColumnCounts(org_id=occurrence.org_id, project_id=project_id, shard=shard)
        for project_id, sections in changes.items()
        if any(sections.values())
    ]
    work.prefetch(counts.own_key for counts in empty)
    for none in empty:
        counts = work.find(ColumnCounts, none.own_key) or none
        total = Counter(counts.counts)
        total.update(changes[counts.project_id])
        work.put(replace(counts, counts={section: count for section, count in total.items() if count}))


def _changes(occurrence: Occurrence) -> Iterator[Change]:
    """In which section of which project there is one more, or one less."""
    context = occurrence.context
    if occurrence.name == TASK_MOVED.name:
        yield context["to_project"], context["to_section"], 1
        yield context["from_project"], context["from_section"], -1
    elif occurrence.name == TASK_ADDED_TO_PROJECT.name:
        yield context["project_id"], context["section_id"], 1
    elif occurrence.name == TASK_REMOVED_FROM_PROJECT.name:
        yield context["project_id"], context["section_id"], -1
    else:
        for place in occurrence.resource["placements"]:
            yield place["project_id"], place["section_id"], -1 if occurrence.name == TASK_DELETED.name else 1
