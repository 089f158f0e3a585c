"""Undo what a change set did to a task."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from onetick.fields.model import COMPUTED
from onetick.fields.targets import field_set_of
from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.projects.model import Outline
from onetick.sprints.model import Sprint

from .changing import change
from .copies import write
from .creation import check_dates
from .custom_fields import with_formulas
from .delete_task import delete_task
from .events import TASK_DELETED, TASK_RESTORED
from .model import Task
from .parents import moved_out, moved_under, parent_named
from .people import all_see
from .ranks import at_end
from .restore_task import restore_task
from .statuses import entering, status_named
from .tags import tagged
from .targets import require_open, workflow_of

_FOLLOWS = frozenset(
    {"progress", "logged_minutes", "blocks", "deleted_with", "deleted_by", "merged_into", "approval"}
    | {"status_since", "status_seconds", "started_at", "sort_keys", "totals"}
)
"""What follows from other things, and is changed by those."""
_APART = _FOLLOWS | {"deleted_at", "custom_fields", "watcher_ids", "blocked_by", "recurrence"}
"""What is not set back as a plain field is; what it waits for and how it recurs is undone by planning."""
_PLACES = frozenset({"project_id", "section_id", "rank", "elsewhere"})


def undo_task(work: Work, touched: Touched[Task]) -> None:
    """Take back what was done to a task: what was made goes to the trash, and what was deleted comes back.

    Raises Overtaken when somebody has changed the same since; Forbidden, Conflict, Gone or Unprocessable
    when the caller may not do it or it is not possible any more.
    """
    now, before, after = touched.present(), touched.before, touched.after
    if after is None:
        raise Overtaken(why="It is not there any more.")
    if before is None:
        _take_away(work, touched, now)
        return
    if before.deleted_at is None and after.deleted_at is not None:
        _bring_back(work, touched, now)
    elif before.deleted_at is not None and before.deleted_at == after.deleted_at:
        _change_back_in_trash(work, touched, now)
    elif before.deleted_at is not None:
        _put_back(work, touched, now, before)
    elif now.deleted_at is not None:
        raise Overtaken(("deleted_at",))
    else:
        _change_back(work, touched, now)


def _take_away(work: Work, touched: Touched[Task], now: Task) -> None:
    if now.deleted_at is not None:
        return
    # What it waits for, it waits for in the trash, too.
    touched.require_unchanged(apart=_FOLLOWS | {"watcher_ids", "blocked_by"})
    authorize(work, "task:delete", Subject.of(now))
    delete_task(work, now)


def _bring_back(work: Work, touched: Touched[Task], now: Task) -> None:
    """What was deleted comes back from the trash; what the same change set did to it before is undone with it."""
    if now.deleted_at is None:
        _change_back(work, touched, now)
        return
    if touched.after is not None and now.deleted_at != touched.after.deleted_at:
        raise Overtaken(("deleted_at",))
    authorize(work, "task:delete", Subject.of(now))
    changes = _changes(work, touched, now)
    if not changes:
        restore_task(work, now)
        return
    require_open(work, *now.project_ids)
    out = replace(now, deleted_at=None, deleted_by=None, deleted_with=None, merged_into=None)
    back = _with(work, out, changes)
    stored = write(work, with_formulas(work, replace(back, updated_at=work.now)), now)
    work.emit(TASK_RESTORED, stored, before=now, with_=None)


def _put_back(work: Work, touched: Touched[Task], now: Task, before: Task) -> None:
    """What was restored goes to the trash again, as it was there; also when it was deleted again behind that."""
    left = touched.after.deleted_at if touched.after is not None else None
    if now.deleted_at is not None and now.deleted_at != left:
        if _changes(work, touched, now):
            raise Overtaken(("deleted_at",), "It is in the trash; what was done to it before is not undone there.")
        return
    if now.deleted_at != left:
        raise Overtaken(("deleted_at",))
    authorize(work, "task:delete", Subject.of(now))
    require_open(work, *now.project_ids)
    back = replace(_with(work, now, _changes(work, touched, now)), merged_into=before.merged_into)
    if left is not None:
        gone = replace(back, deleted_at=before.deleted_at, deleted_by=before.deleted_by, updated_at=work.now)
    else:
        gone = replace(back, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), updated_at=work.now)
    work.emit(TASK_DELETED, write(work, gone, now), before=now, with_=None)


def _change_back_in_trash(work: Work, touched: Touched[Task], now: Task) -> None:
    """What changed in the trash follows from what was taken from there, and is undone with that."""
    if _changes(work, touched, now):
        raise Overtaken(why="It was changed in the trash, where nothing is undone.")


def _change_back(work: Work, touched: Touched[Task], now: Task) -> None:
    changes = _changes(work, touched, now)
    if not changes:
        return
    authorize(work, "task:edit", Subject.of(now))
    if "status" in changes:
        authorize(work, "task:transition", Subject.of(now))
    require_open(work, *now.project_ids)
    change(work, now, _with(work, now, changes))


def _changes(work: Work, touched: Touched[Task], now: Task) -> Mapping[str, Any]:
    before, after = touched.before, touched.after
    assert before is not None and after is not None
    changes = dict(touched.changes(apart=_APART))
    changes |= _values(work, before, after, now)
    if before.watcher_ids != after.watcher_ids:
        added = set(after.watcher_ids) - set(before.watcher_ids)
        gone = [one for one in before.watcher_ids if one not in after.watcher_ids]
        watchers = tuple(dict.fromkeys([*(one for one in now.watcher_ids if one not in added), *gone]))
        if watchers != now.watcher_ids:
            changes["watcher_ids"] = watchers
    return changes


def _values(work: Work, before: Task, after: Task, now: Task) -> Mapping[str, Any]:
    """The custom fields, each for itself; those that are worked out follow the others."""
    if before.custom_fields == after.custom_fields:
        return {}
    fields = field_set_of(work, now.project_id)
    values, lost = dict(now.custom_fields), []
    for field_id in sorted(before.custom_fields.keys() | after.custom_fields.keys()):
        one = fields.find(field_id)
        was, left, is_now = (each.custom_fields.get(field_id) for each in (before, after, now))
        if (one is not None and one.field.type in COMPUTED) or was in (left, is_now):
            continue
        if is_now != left:
            lost.append(f"custom_fields.{field_id}")
        elif was is None:
            values.pop(field_id, None)
        else:
            values[field_id] = was
    if lost:
        raise Overtaken(lost)
    return {"custom_fields": values} if values != now.custom_fields else {}


def _with(work: Work, now: Task, changes: Mapping[str, Any]) -> Task:
    """The task with these fields, as far as they still fit into the world."""
    given = dict(changes)
    if "status" in given:
        status_named(workflow_of(work, now), given["status"])
    if "assignee_ids" in given:
        all_see(work, now.project_ids, given["assignee_ids"], "/assignee_ids", already=now.assignee_ids)
    if "tag_ids" in given:
        given["tag_ids"] = tagged(work, given["tag_ids"], already=now.tag_ids)
    _require_open_sprints(work, [one for one in (now.sprint_id, given.get("sprint_id")) if "sprint_id" in given])
    parent = {name: given.pop(name) for name in ("parent_id", "subtask_rank") if name in given}
    back = replace(now, **given)
    check_dates(back)
    if parent:
        back = _below(work, back, **{"parent_id": now.parent_id, "subtask_rank": now.subtask_rank, **parent})
    return _placed(work, now, back) if _PLACES & given.keys() else back


def _below(work: Work, task: Task, *, parent_id: str | None, subtask_rank: str) -> Task:
    if parent_id is None:
        return moved_out(work, task)
    rank = subtask_rank if work.attempt == 1 else at_end(work.instant)
    return moved_under(work, task, parent_named(work, parent_id), rank)


def _placed(work: Work, now: Task, back: Task) -> Task:
    """The task in the places that it shall have again; in an old place that somebody took, it goes to the end."""
    require_open(work, *back.project_ids)
    for slot in back.slots:
        if slot == now.slot_in(slot.project_id):
            continue
        outline = work.load(Outline, Outline.key(org_id=now.org_id, project_id=slot.project_id))
        section = outline.find(slot.section_id)
        if section is None:
            raise Overtaken(why="The section that it was in is not there any more.")
        back = entering(work, back, section, slot.rank if work.attempt == 1 else at_end(work.instant))
    return back


def _require_open_sprints(work: Work, sprint_ids: Sequence[str | None]) -> None:
    keys = [Sprint.key(org_id=work.org_id, id=one) for one in sprint_ids if one is not None]
    for sprint in work.find_many(Sprint, keys):
        if sprint.state == "completed":
            raise Overtaken(why="The sprint is over; what was in it stays on record.")
        work.require(sprint)
