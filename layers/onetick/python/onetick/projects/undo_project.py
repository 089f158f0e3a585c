"""Undo what a change set did to a project, or to a section."""

from dataclasses import replace
from typing import Any

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.work import Work

from .delete_project import delete_project
from .delete_section import delete_section
from .events import (
    PROJECT_ARCHIVED,
    PROJECT_DELETED,
    PROJECT_RESTORED,
    PROJECT_UNARCHIVED,
    PROJECT_UPDATED,
    SECTION_CREATED,
    SECTION_MOVED,
    SECTION_UPDATED,
)
from .model import MAX_SECTIONS, Outline, Project, Section, require_open
from .saving import save
from .targets import outline_of, project_of_section, workflow_of
from .update_section import require_status

_FOLLOWS = frozenset({"admins", "health", "deleted_by", "teams"})


def undo_project(work: Work, touched: Touched[Project]) -> None:
    """Take back what was done to a project, apart from its members. Raises what `undo_task` does."""
    now, before = touched.present(), touched.before
    if before is None:
        if now.deleted_at is None:
            touched.require_unchanged(apart=_FOLLOWS)
            authorize(work, "project:delete", Subject.of(now))
            delete_project(work, now)
        return
    changes = touched.changes(apart=_FOLLOWS)
    if not changes:
        return
    if "deleted_at" in changes:
        authorize(work, "project:delete", Subject.of(now))
        changes = {**changes, "deleted_by": before.deleted_by}
    if changes.keys() - {"deleted_at", "deleted_by"}:
        authorize(work, "project:edit", Subject.of(now))
    stored = save(work, replace(now, **changes, updated_at=work.now), before=now)
    _tell(work, stored, now, changes)


def _tell(work: Work, stored: Project, now: Project, changes: dict[str, Any] | Any) -> None:
    if "deleted_at" in changes:
        work.emit(PROJECT_RESTORED if stored.deleted_at is None else PROJECT_DELETED, stored, before=now)
    elif "archived_at" in changes:
        work.emit(PROJECT_UNARCHIVED if stored.archived_at is None else PROJECT_ARCHIVED, stored, before=now)
    else:
        work.emit(PROJECT_UPDATED, stored, before=now)


def undo_section(work: Work, touched: Touched[Section], *, empty: bool) -> None:
    """Take back what was done to a section; `empty` says whether no task is in it. Raises what `undo_task` does."""
    known = touched.now or touched.before
    if known is None:
        return
    project = project_of_section(work, known)
    require_open(project)
    authorize(work, "section:manage", Subject.of(project))
    if touched.before is None:
        _take_away(work, touched, empty=empty)
    elif touched.after is None:
        _bring_back(work, touched, project)
    else:
        _change_back(work, touched, project)


def _take_away(work: Work, touched: Touched[Section], *, empty: bool) -> None:
    if touched.now is None:
        return
    touched.require_unchanged()
    delete_section(work, touched.now, empty=empty)


def _bring_back(work: Work, touched: Touched[Section], project: Project) -> None:
    before = touched.before
    assert before is not None
    if touched.now is not None:
        return
    outline = outline_of(work, project)
    if len(outline.sections) >= MAX_SECTIONS:
        raise Overtaken(why="The project has too many sections by now.")
    require_status(workflow_of(work, project), before.status_id)
    stored = work.create(replace(before, version=0, updated_at=work.now))
    work.save(outline.added(stored).moved(stored, before_id=_follower(work, touched, outline)))
    work.emit(SECTION_CREATED, stored)


def _change_back(work: Work, touched: Touched[Section], project: Project) -> None:
    now, changes = touched.present(), touched.changes()
    outline = outline_of(work, project)
    moved = _moved(work, touched, outline)
    if not changes and not moved:
        return
    require_status(workflow_of(work, project), changes.get("status_id"))
    stored = work.save(replace(now, **changes, updated_at=work.now))
    after = outline.changed(stored)
    follower = _follower(work, touched, outline)
    work.save(after.moved(stored, before_id=follower) if moved else after)
    if changes:
        work.emit(SECTION_UPDATED, stored, before=now)
    if moved:
        work.emit(SECTION_MOVED, stored, before=now, before_id=follower)


def _moved(work: Work, touched: Touched[Section], outline: Outline) -> bool:
    """Whether the change put the section elsewhere, and it does not stand where it stood before."""
    old = work.superseded(Outline, outline.own_key, touched.at)
    left = work.as_left(Outline, outline.own_key, touched.at)
    if old is None or left is None or outline.find(touched.id) is None:
        return False
    if [one.id for one in old.sections] == [one.id for one in left.sections]:
        return False
    return outline.after(touched.id) != _follower(work, touched, outline)


def _follower(work: Work, touched: Touched[Section], outline: Outline) -> str | None:
    """The section that is to follow: the first that followed before the change and is there still."""
    old = work.superseded(Outline, outline.own_key, touched.at)
    if old is None or old.find(touched.id) is None:
        return outline.after(touched.id) if outline.find(touched.id) else None
    ids = [section.id for section in old.sections]
    return next((one for one in ids[ids.index(touched.id) + 1 :] if outline.find(one) is not None), None)
