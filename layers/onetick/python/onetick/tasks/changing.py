"""Changing a task: what is stored, and the events that say what changed.

Each event shows as `previous` only the fields that are its own, so the events of one change do not
repeat each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from onetick.kernel.events import EventType
from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import PayloadTooLarge
from onetick.kernel.work import MAX_ITEMS, Work

from . import events, mentions
from .copies import write
from .custom_fields import with_formulas
from .model import MAX_WATCHERS, Task
from .passing import Passage
from .people import who_see
from .ranks import CROWDED
from .stays import last_stay

_STATUS = frozenset({"status", "status_category", "completed_at", "status_since", "status_seconds", "started_at"})
_OWN_EVENTS: Sequence[tuple[EventType[Task], frozenset[str]]] = (
    (events.TASK_ASSIGNED, frozenset({"assignee_ids", "watcher_ids"})),
    (events.TASK_STATUS_CHANGED, _STATUS),
    (events.TASK_PRIORITY_CHANGED, frozenset({"priority"})),
    (events.TASK_DUE_CHANGED, frozenset({"due_at", "all_day", "timezone"})),
    (events.TASK_PARENT_CHANGED, frozenset({"parent_id", "subtask_rank"})),
    (events.TASK_APPROVAL_CHANGED, frozenset({"approval"})),
)
_PLACES = frozenset({"section_id", "rank", "elsewhere"})
_PLANNED = frozenset(
    {"progress", "blocked_by", "blocks", "recurrence", "deleted_with", "merged_into"}
    | {"custom_fields", "sort_keys", "totals"}
)
"""What never changes along with other fields, and is told by those who change it."""
_WITH_OWN = frozenset({"project_id", "tag_ids"}).union(_PLACES, _PLANNED, *(names for _, names in _OWN_EVENTS))
_FIELDS = tuple(field.name for field in fields(Task))
_OTHERS = frozenset(_FIELDS) - _WITH_OWN - {"version", "updated_at"}
_values_of = attrgetter(*_FIELDS)


def change(work: Work, before: Task, after: Task, *, passage: Passage = "checked") -> Task:
    """Store a changed task, its formulas worked out anew, and tell what changed; nothing when nothing did.

    Raises RequiredFieldMissing or Forbidden where a new status is not to be had yet (see `passing`).
    """
    after = with_formulas(work, after, before)
    if after == before:
        return before
    stored = write(work, after.but(updated_at=work.now), before, passage=passage)
    changed = _changed(before, stored)
    for kind, names in (*_OWN_EVENTS, (events.TASK_UPDATED, _OTHERS)):
        if own := names & changed:
            work.emit(kind, stored, before=_with(stored, before, own), **_context(kind, before, stored))
    _tell_of_fields(work, before, stored)
    _tell_of_tags(work, before, stored)
    _tell_of_completion(work, before, stored)
    if stored.subtask_rank != before.subtask_rank and len(stored.subtask_rank) > CROWDED:
        work.emit(events.TASK_CROWDED, stored, project_id=None, rounds=0)
    _tell_of_places(work, before, stored, changed)
    if stored.description != before.description:
        tell_mentioned(work, stored, mentions.newly(before.description, stored.description))
    require_room(work)
    return stored


def require_room(work: Work) -> None:
    """Raises PayloadTooLarge when one transaction would not take the change, its idempotency record and change set."""
    if work.least_size >= MAX_ITEMS - 1:
        raise PayloadTooLarge("So much cannot change at once. Do it in several steps.")


def watched_by(task: Task, people: Sequence[PrincipalId]) -> Task:
    """The task with more watchers, as far as there is room for them."""
    watchers = tuple(dict.fromkeys((*task.watcher_ids, *people)))[:MAX_WATCHERS]
    return task if watchers == task.watcher_ids else replace(task, watcher_ids=watchers)


def tell_mentioned(
    work: Work, task: Task, people: Sequence[str], *, comment_id: str | None = None, text: str | None = None
) -> list[str]:
    """Emit that these people were mentioned, those of them who see the task; who they are."""
    if not people:
        return []
    said = mentions.excerpt(task.description if text is None else text)
    seeing: list[str] = list(who_see(work, task.project_ids, people))
    for one in seeing:
        work.emit(events.TASK_MENTIONED, task, user_id=one, comment_id=comment_id, excerpt=said)
    return seeing


def _changed(before: Task, after: Task) -> frozenset[str]:
    """The fields that differ."""
    pairs = zip(_FIELDS, _values_of(before), _values_of(after), strict=True)
    return frozenset(name for name, old, new in pairs if old != new)


def _with(stored: Task, before: Task, names: frozenset[str]) -> Task:
    return stored.but(**{name: getattr(before, name) for name in names})


def _tell_of_fields(work: Work, before: Task, stored: Task) -> None:
    """One event for each custom field whose value changed; what it was before is all that differs in it."""
    for field_id in sorted(before.custom_fields.keys() | stored.custom_fields.keys()):
        was, now = before.custom_fields.get(field_id), stored.custom_fields.get(field_id)
        if was == now:
            continue
        others = {id: value for id, value in stored.custom_fields.items() if id != field_id}
        old = replace(stored, custom_fields=others if was is None else others | {field_id: was})
        work.emit(events.TASK_CUSTOM_FIELD_CHANGED, stored, before=old, field_id=field_id, from_=was, to=now)


def _tell_of_tags(work: Work, before: Task, stored: Task) -> None:
    """What was given, and what was taken off; each event shows as previous only its own."""
    added = [one for one in stored.tag_ids if one not in before.tag_ids]
    removed = [one for one in before.tag_ids if one not in stored.tag_ids]
    if added:
        without = tuple(one for one in stored.tag_ids if one not in added)
        work.emit(events.TASK_TAGGED, stored, before=replace(stored, tag_ids=without), tag_ids=added)
    if removed:
        had = (*stored.tag_ids, *removed)
        work.emit(events.TASK_UNTAGGED, stored, before=replace(stored, tag_ids=had), tag_ids=removed)


def _tell_of_completion(work: Work, before: Task, stored: Task) -> None:
    if before.completed_at is not None and stored.completed_at is None:
        work.emit(events.TASK_REOPENED, stored)
    if stored.status_category == "completed" and before.status_category != "completed":
        work.emit(events.TASK_COMPLETED, stored)
        if stored.milestone:
            work.emit(events.MILESTONE_REACHED, stored)


def _tell_of_places(work: Work, before: Task, stored: Task, changed: frozenset[str]) -> None:
    """What happened to its places in projects; a new home tells of all that changed with it."""
    if not changed & (_PLACES | {"project_id"}):
        return
    settled = stored.project_id != before.project_id
    if settled:
        context = {"from_project": before.project_id, "to_project": stored.project_id}
        old_places = _with(stored, before, _PLACES | {"project_id"})
        work.emit(events.TASK_HOME_MOVED, stored, before=old_places, **context)
    for slot in stored.slots:
        if before.slot_in(slot.project_id) is None:
            context = {"project_id": slot.project_id, "section_id": slot.section_id, "status": before.status}
            without = stored if settled else stored.without(slot.project_id)
            work.emit(events.TASK_ADDED_TO_PROJECT, stored, before=without, **context)
    for slot in before.slots:
        if stored.slot_in(slot.project_id) is None:
            context = {"project_id": slot.project_id, "section_id": slot.section_id, "status": before.status}
            work.emit(events.TASK_REMOVED_FROM_PROJECT, stored, before=stored.placed(slot), **context)
    _tell_of_moves(work, before, stored)


def _tell_of_moves(work: Work, before: Task, stored: Task) -> None:
    for slot in stored.slots:
        old = before.slot_in(slot.project_id)
        if old is None or old == slot:
            continue
        work.emit(
            events.TASK_MOVED,
            stored,
            before=stored.placed(old),
            from_section=old.section_id,
            to_section=slot.section_id,
            from_project=slot.project_id,
            to_project=slot.project_id,
            rank=slot.rank,
        )
        if old.rank != slot.rank and len(slot.rank) > CROWDED:
            work.emit(events.TASK_CROWDED, stored, project_id=slot.project_id, rounds=0)


def _context(kind: EventType[Task], before: Task, after: Task) -> Mapping[str, Any]:
    return dict(_CONTEXTS[kind.name](before, after)) if kind.name in _CONTEXTS else {}


def _assigned(before: Task, after: Task) -> Iterator[tuple[str, Any]]:
    yield "added", [one for one in after.assignee_ids if one not in before.assignee_ids]
    yield "removed", [one for one in before.assignee_ids if one not in after.assignee_ids]


def _status(before: Task, after: Task) -> Iterator[tuple[str, Any]]:
    yield "from_", before.status
    yield "to", after.status
    yield "from_category", before.status_category
    yield "to_category", after.status_category
    yield "seconds", last_stay(before, after)
    yield "started_at", after.started_at


def _priority(before: Task, after: Task) -> Iterator[tuple[str, Any]]:
    yield "from_", before.priority
    yield "to", after.priority


def _due(before: Task, after: Task) -> Iterator[tuple[str, Any]]:
    yield "from_", before.due_at
    yield "to", after.due_at


def _parent(before: Task, after: Task) -> Iterator[tuple[str, Any]]:
    yield "from_", before.parent_id
    yield "to", after.parent_id


_CONTEXTS = {
    events.TASK_ASSIGNED.name: _assigned,
    events.TASK_STATUS_CHANGED.name: _status,
    events.TASK_PRIORITY_CHANGED.name: _priority,
    events.TASK_DUE_CHANGED.name: _due,
    events.TASK_PARENT_CHANGED.name: _parent,
}
