"""Undo what a change set did to a portfolio, or to what it holds."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.work import Work
from onetick.projects.saving import save

from .events import (
    PORTFOLIO_DELETED,
    PORTFOLIO_PROJECT_MOVED,
    PORTFOLIO_PROJECTS_ADDED,
    PORTFOLIO_PROJECTS_REMOVED,
    PORTFOLIO_RESTORED,
    PORTFOLIO_UPDATED,
)
from .model import MAX_PROJECTS, Contents, Portfolio
from .targets import contents_of
from .trash import delete_portfolio

_FOLLOWS = frozenset({"admins", "health", "deleted_by", "size", "teams"})
_SHARING = frozenset({"visibility", "member_access"})


def undo_portfolio(work: Work, touched: Touched[Portfolio]) -> None:
    """Take back what was done to a portfolio, apart from its members. Raises what `undo_task` does."""
    now, before = touched.present(), touched.before
    if before is None:
        if now.deleted_at is None:
            touched.require_unchanged(apart=_FOLLOWS)
            authorize(work, "portfolio:delete", Subject.of(now))
            delete_portfolio(work, now)
        return
    key = Contents.key(org_id=now.org_id, portfolio_id=now.id)
    old, left = work.superseded(Contents, key, touched.at), work.as_left(Contents, key, touched.at)
    if old is not None and left is not None:
        _put_back(work, now, old, left)
        return
    _change_back(work, touched, now, before)


def _change_back(work: Work, touched: Touched[Portfolio], now: Portfolio, before: Portfolio) -> None:
    changes = touched.changes(apart=_FOLLOWS)
    if not changes:
        return
    if "deleted_at" in changes:
        authorize(work, "portfolio:delete", Subject.of(now))
        changes = {**changes, "deleted_by": before.deleted_by}
    if changes.keys() - {"deleted_at", "deleted_by"}:
        authorize(work, "portfolio:edit", Subject.of(now))
    if changes.keys() & _SHARING:
        authorize(work, "portfolio:manage_members", Subject.of(now))
    stored = save(work, replace(now, **changes, updated_at=work.now), before=now)
    kind = PORTFOLIO_UPDATED
    if "deleted_at" in changes:
        kind = PORTFOLIO_RESTORED if stored.deleted_at is None else PORTFOLIO_DELETED
    work.emit(kind, stored, before=now)


def _put_back(work: Work, now: Portfolio, old: Contents, left: Contents) -> None:
    """Take out what came in, put back what went, and have what was moved where it was."""
    authorize(work, "portfolio:edit", Subject.of(now))
    held = contents_of(work, now)
    added = [one for one in left.project_ids if one not in old.project_ids]
    removed = [one for one in old.project_ids if one not in left.project_ids and one not in held.project_ids]
    moved = None if added or removed else _moved(old, left, held)
    after = held.without(added)
    for one in reversed([*removed, *([moved] if moved else [])]):
        after = after.with_([one], before_id=_follower(old, after, one))
    if after == held:
        return
    if len(after.project_ids) > MAX_PROJECTS:
        raise Overtaken(why="The portfolio holds too many projects by now.")
    work.save(after)
    stored = work.save(replace(now, size=len(after.project_ids), updated_at=work.now))
    gone = tuple(one for one in held.project_ids if one not in after.project_ids)
    if gone:
        work.emit(PORTFOLIO_PROJECTS_REMOVED, stored, before=now, project_ids=gone)
    if removed:
        before_id = after.behind(removed[-1])
        work.emit(PORTFOLIO_PROJECTS_ADDED, stored, before=now, project_ids=tuple(removed), before_id=before_id)
    if moved:
        work.emit(PORTFOLIO_PROJECT_MOVED, stored, before=now, project_id=moved, before_id=after.behind(moved))


def _moved(old: Contents, left: Contents, held: Contents) -> str | None:
    """The one project that was put elsewhere; it is the first on one of both sides where they differ."""
    pairs = zip(old.project_ids, left.project_ids, strict=False)
    suspects = next((pair for pair in pairs if pair[0] != pair[1]), ())
    for one in suspects:
        if one in held.project_ids and old.without([one]).project_ids == left.without([one]).project_ids:
            return one
    return None


def _follower(old: Contents, after: Contents, one: str) -> str | None:
    """The project that is to follow: the first that followed before the change and is there still."""
    followers = old.project_ids[old.project_ids.index(one) + 1 :]
    return next((other for other in followers if other != one and other in after.project_ids), None)
