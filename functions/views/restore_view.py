"""The route restoreView."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.views.events import VIEW_RESTORED
from onetick.views.model import SavedView
from onetick.views.schemas import SavedViewView
from onetick.views.targets import view_in_trash
from onetick.views.trash import restore_view


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/views/{view_id}/restore",
    can="view:edit_own",
    endpoint="C",
    on=view_in_trash,
    emits=[VIEW_RESTORED],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, view: SavedView) -> SavedViewView:
    """Restore a saved view.

    It comes back from the trash as it was, behind the others.

    """
    return SavedViewView.of(restore_view(work, view))
