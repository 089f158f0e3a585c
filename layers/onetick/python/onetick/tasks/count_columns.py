"""Keep the number of tasks in each section and of each category, after every event that changes it."""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .events import (
    TASK_ADDED_TO_PROJECT,
    TASK_CREATED,
    TASK_DELETED,
    TASK_MOVED,
    TASK_REMOVED_FROM_PROJECT,
    TASK_RESTORED,
    TASK_STATUS_CHANGED,
)
from .model import COUNT_SHARDS, ColumnCounts

COUNTED = frozenset(
    kind.name
    for kind in (
        TASK_CREATED,
        TASK_MOVED,
        TASK_STATUS_CHANGED,
        TASK_DELETED,
        TASK_RESTORED,
        TASK_ADDED_TO_PROJECT,
        TASK_REMOVED_FROM_PROJECT,
    )
)
"""The events that change a count."""


@dataclass(frozen=True, slots=True)
class _Change:
    """How many more there are in a project, by section and by category."""

    sections: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return any(self.sections.values()) or any(self.categories.values())


def counted_keys(occurrence: Occurrence) -> list[Key]:
    """Where the counts are that an event changes."""
    if occurrence.name not in COUNTED:
        return []
    return [none.own_key for none in _empty(occurrence, _changes(occurrence))]


def count_columns(work: Work, occurrence: Occurrence) -> None:
    """Count one event. Its marker, in the same transaction, sees to it that this happens once."""
    if occurrence.name not in COUNTED:
        return
    changes = _changes(occurrence)
    empty = _empty(occurrence, changes)
    work.prefetch(none.own_key for none in empty)
    for none in empty:
        counts = work.find(ColumnCounts, none.own_key) or none
        change = changes[counts.project_id]
        work.put(
            replace(
                counts,
                counts=_total(counts.counts, change.sections),
                categories=_total(counts.categories, change.categories),
            )
        )


def _empty(occurrence: Occurrence, changes: Mapping[str, _Change]) -> list[ColumnCounts]:
    # A task is always counted by the same shard, so no count of a shard ends below zero.
    shard = zlib.crc32(occurrence.aggregate_id.encode()) % COUNT_SHARDS
    return [
        ColumnCounts(org_id=occurrence.org_id, project_id=project_id, shard=shard)
        for project_id, change in changes.items()
        if change
    ]


def _total(counts: Mapping[str, int], change: Counter[str]) -> Mapping[str, int]:
    total = Counter(counts)
    total.update(change)
    return {name: count for name, count in total.items() if count}


def _changes(occurrence: Occurrence) -> dict[str, _Change]:
    changes: dict[str, _Change] = {}
    for project_id, section_id, category, one in _single(occurrence):
        change = changes.setdefault(project_id, _Change())
        if section_id is not None:
            change.sections[section_id] += one
        if category is not None:
            change.categories[category] += one
    return changes


def _single(occurrence: Occurrence) -> Iterator[tuple[str, str | None, str | None, int]]:
    """In which section and category of which project there is one more, or one less."""
    context, category = occurrence.context, occurrence.resource["status_category"]
    if occurrence.name == TASK_MOVED.name:
        yield context["to_project"], context["to_section"], None, 1
        yield context["from_project"], context["from_section"], None, -1
    elif occurrence.name == TASK_ADDED_TO_PROJECT.name:
        yield context["project_id"], context["section_id"], category, 1
    elif occurrence.name == TASK_REMOVED_FROM_PROJECT.name:
        yield context["project_id"], context["section_id"], category, -1
    elif occurrence.name == TASK_STATUS_CHANGED.name:
        for place in occurrence.resource["placements"]:
            yield place["project_id"], None, context["to_category"], 1
            yield place["project_id"], None, context["from_category"], -1
    else:
        for place in occurrence.resource["placements"]:
            yield place["project_id"], place["section_id"], category, -1 if occurrence.name == TASK_DELETED.name else 1
