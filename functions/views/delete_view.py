"""The route deleteView."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.views.events import VIEW_DELETED
from onetick.views.model import SavedView
from onetick.views.targets import view_to_change
from onetick.views.trash import delete_view


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/views/{view_id}",
    can="view:edit_own",
    endpoint="C",
    on=view_to_change,
    emits=[VIEW_DELETED],
    problems=[Gone],
    status=204,
)
def handler(work: Work, view: SavedView) -> None:
    """Delete a saved view.

    It goes to the trash, from where it can be restored for 30 days.

    """
    delete_view(work, view)
