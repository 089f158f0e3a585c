"""The route updateView."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.views.events import VIEW_MOVED, VIEW_UPDATED
from onetick.views.model import SavedView
from onetick.views.saving import update_view
from onetick.views.schemas import SavedViewView, ViewChanges
from onetick.views.targets import view_to_change


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/views/{view_id}",
    can="view:edit_own",
    endpoint="C",
    on=view_to_change,
    emits=[VIEW_UPDATED, VIEW_MOVED],
    problems=[Gone, QuotaExceeded, Unprocessable],
)
def handler(work: Work, view: SavedView, body: ViewChanges) -> SavedViewView:
    """Change a saved view.

    What is left out stays as it is. `before_id` puts it elsewhere among the views of its place. Your own you
    may always change; shared ones of others, admins may. `is_default` says that the project opens in it.
    """
    return SavedViewView.of(update_view(work, view, body))
