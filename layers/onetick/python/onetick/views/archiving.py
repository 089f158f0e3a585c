"""Views for the archive of a project, and back."""

from onetick.kernel.problems import Forbidden
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .events import VIEW_CREATED
from .model import SavedView
from .saving import require_listable
from .shelves import put_on, shelf_named


def views_of_project(work: Work, project: Project) -> list[SavedView]:
    """The views of a project that the caller sees: those that are shared, in their order, then the caller's own."""
    own = (view for view in shelf_named(work, work.principal.id).live if view.project_id == project.id)
    return [*shelf_named(work, project.id).live, *own]


def restore_view(work: Work, view: SavedView) -> SavedView:
    """Store a view that was saved somewhere else, behind the others of its shelf.

    Raises Forbidden for somebody else's own, otherwise as for creating one.
    """
    if view.scope == "personal" and view.created_by != work.principal.id:
        raise Forbidden("Nobody makes views for somebody else alone.")
    require_listable(work, view)
    stored = work.create(view)
    put_on(work, stored)
    work.emit(VIEW_CREATED, stored)
    return stored
