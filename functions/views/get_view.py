"""The route getView."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.views.model import SavedView
from onetick.views.schemas import SavedViewView
from onetick.views.targets import view_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/views/{view_id}",
    can="view:view",
    endpoint="A",
    on=view_of_path,
    problems=[Gone],
)
def handler(view: SavedView) -> SavedViewView:
    """Get a saved view.

    `GET …/results` shows its tasks. Personal views of others do not exist for you.

    """
    return SavedViewView.of(view)
