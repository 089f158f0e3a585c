"""The route purgeTrashed."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.trash.bins import PURGED
from onetick.trash.model import TrashRow
from onetick.trash.purge import purge_now
from onetick.trash.targets import trashed_of_path


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/trash/{trash_kind}/{thing_id}",
    can="trash:purge",
    endpoint="C",
    on=trashed_of_path,
    emits=PURGED,
    needs_if_match=True,
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, row: TrashRow) -> None:
    """Delete something for ever.

    It is gone at once, and a moment later everything that belonged to it: comments, files, what it was
    before. There is no way back. What happened to it stays in the audit trail, without what was said.
    """
    purge_now(work, row)
