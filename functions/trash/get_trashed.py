"""The route getTrashed."""

from onetick.kernel.access import scope
from onetick.kernel.entry import route
from onetick.kernel.work import Work
from onetick.trash.model import TrashRow
from onetick.trash.schemas import TrashedView
from onetick.trash.targets import trashed_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/trash/{trash_kind}/{thing_id}",
    can="trash:purge",
    endpoint="A",
    on=trashed_of_path,
    today="The list of each kind says what was in its trash then: `filter[trashed]=true`.",
)
def handler(work: Work, row: TrashRow) -> TrashedView:
    """Get something in the trash.

    What it is, who deleted it, and when it is purged.
    """
    return TrashedView.of(row, sees_all=scope(work.standing).everything)
