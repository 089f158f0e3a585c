"""The route getStorage."""

from onetick.attachments.schemas import StorageView
from onetick.attachments.storage import used
from onetick.kernel.entry import route
from onetick.kernel.ids import WorkspaceId
from onetick.kernel.settings import settings
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/storage",
    can="workspace:manage",
    endpoint="A",
    today="It is counted how much there is, and not how much there was.",
)
def handler(work: Work, workspace_id: WorkspaceId) -> StorageView:
    """Read how much room the files of a workspace take.

    With what is in the trash, until that is purged; without what was announced and has not arrived. When there is no
    room left, nothing more is attached (`quota_exceeded`).
    """
    return StorageView(used_bytes=used(work, workspace_id), limit_bytes=settings().workspace_bytes)
