"""Save views, and change them."""

import json
from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.entity import Entity
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.problems import Fault, Forbidden, Unprocessable, ValidationFailed
from onetick.kernel.work import Work
from onetick.tasks.list_tasks import query_of

from .events import VIEW_CREATED, VIEW_MOVED, VIEW_UPDATED
from .filters import flat, pointed, task_filter
from .model import SavedView
from .schemas import NewView, ViewChanges
from .shelves import put_before, put_on, shelf_named

MAX_BYTES = 6_000
"""Of one view: a shelf of them is one item."""


def create_view(work: Work, place: Entity, new: NewView) -> SavedView:
    """A new view, behind the others of its shelf.

    Raises ValidationFailed for a filter or an order that lists of tasks do not have, QuotaExceeded when
    there are too many views already.
    """
    assert work.org_id is not None and work.workspace_id is not None
    draft = SavedView(
        org_id=work.org_id,
        workspace_id=work.workspace_id,
        id=new_id("viw"),
        name=new.name,
        type=new.type,
        scope=new.scope,
        project_id=new.project_id,
        filters=flat(new.filter),
        sort=new.sort,
        group_by=new.group_by,
        columns=tuple(dict.fromkeys(new.columns)),
        options=new.options,
        timezone=new.timezone,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
    )
    require_listable(work, draft)
    stored = work.create(draft)
    put_on(work, stored)
    work.emit(VIEW_CREATED, stored)
    return stored


def update_view(work: Work, view: SavedView, changes: ViewChanges) -> SavedView:
    """The view as it now is, on the shelf where it now stands.

    Raises Forbidden when somebody else's would become personal, or without the right to say in which a project
    opens; Unprocessable for an unknown neighbour, or a default that cannot be; otherwise as for creating it.
    """
    given = dict(changes.given)
    moves, before_id = "before_id" in given, given.pop("before_id", None)
    if "filter" in given:
        given["filters"] = flat(given.pop("filter"))
    if "columns" in given:
        given["columns"] = tuple(dict.fromkeys(given["columns"]))
    after = replace(view, **given)
    if after.scope == "personal" and after.created_by != work.principal.id:
        raise Forbidden("Only whose view it is can make it personal.")
    after = _require_default_allowed(work, view, after, is_asked="is_default" in given)
    require_listable(work, after)
    if after == view and not moves:
        return view
    stored = work.save(replace(after, updated_at=work.now))
    if moves:
        _move(work, view, stored, before_id)
    else:
        _leave(work, view, stored)
        put_on(work, stored)
    if after != view:
        work.emit(VIEW_UPDATED, stored, before=view)
    return stored


def _require_default_allowed(work: Work, view: SavedView, after: SavedView, *, is_asked: bool) -> SavedView:
    """The view as it is to be: one that is no longer shared is no default. Raises Unprocessable, Forbidden."""
    can_be = after.scope == "shared" and after.project_id is not None
    if after.is_default and not can_be and is_asked:
        fault = Fault("/is_default", "unsupported", "must be a shared view of a project")
        raise Unprocessable("Projects open in shared views of their own.", errors=[fault])
    after = replace(after, is_default=after.is_default and can_be)
    if is_asked and after.is_default != view.is_default:
        authorize(work, "project:edit", Subject.of(view))
    return after


def _move(work: Work, view: SavedView, stored: SavedView, before_id: str | None) -> None:
    shelf = shelf_named(work, stored.shelf)
    if before_id is not None and (before_id == view.id or all(one.id != before_id for one in shelf.live)):
        fault = Fault("/before_id", "unknown", "must be another view of the same place")
        raise Unprocessable("There is no such other view.", errors=[fault])
    _leave(work, view, stored)
    put_before(work, stored, before_id)
    work.emit(VIEW_MOVED, stored, before=view, before_id=before_id)


def _leave(work: Work, view: SavedView, stored: SavedView) -> None:
    """Take a view off the shelf where it no longer stands."""
    if stored.shelf != view.shelf:
        work.put(shelf_named(work, view.shelf).without(view.id))


def require_listable(work: Work, view: SavedView) -> None:
    """Raises ValidationFailed for a view that lists of tasks cannot show, or that is too large."""
    if "filter[project_id]" in view.filters and view.project_id is not None:
        fault = Fault("/filter/project_id", "unsupported", "is said by the view itself")
        raise ValidationFailed("Tasks cannot be listed like this.", errors=[fault])
    try:
        query_of(work, task_filter(view, work.now))
    except ValidationFailed as problem:
        raise pointed(problem) from None
    said = [view.filters, list(view.columns), dict(view.options)]
    if len(json.dumps(said, ensure_ascii=False).encode()) > MAX_BYTES:
        fault = Fault("", "too_large", f"takes more than {MAX_BYTES} bytes")
        raise ValidationFailed("The view is too large.", errors=[fault])
