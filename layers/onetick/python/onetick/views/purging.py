"""What a saved view leaves: its place on its shelf, and those that it had there."""

from onetick.kernel.purging import Bin, Place, leaves, scrubs
from onetick.projects.model import Project
from onetick.tenancy.model import Workspace

from .events import VIEW_DELETED, VIEW_RESTORED
from .model import SavedView, ViewShelf

VIEWS = Bin("view", SavedView, deleted=[VIEW_DELETED], restored=[VIEW_RESTORED])


def _without(shelf: ViewShelf, id: str) -> ViewShelf:
    return shelf.without(id) if any(view.id == id for view in shelf.views) else shelf


def _shelves(thing: SavedView | Project) -> str:
    return f"{thing.org_id}#wsp#{thing.workspace_id}#views"


scrubs(ViewShelf, _without)
leaves(
    SavedView,
    places=lambda view: [
        Place(f"{view.org_id}#viw#{view.id}"),
        Place(_shelves(view), prefix=view.shelf, exact=True, only=view.id),
    ],
)
leaves(Project, places=lambda project: [Place(_shelves(project), prefix=project.id, exact=True)])
leaves(ViewShelf, ever=lambda shelf: [Place(f"{view.org_id}#viw#{view.id}") for view in shelf.views])
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#views")])
