"""The route downloadExport."""

from onetick.exports.download_export import SECONDS, download_export
from onetick.exports.events import EXPORT_DOWNLOADED
from onetick.exports.model import FOLDER, Export
from onetick.exports.schemas import DownloadView
from onetick.exports.targets import export_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/exports/{export_id}/download",
    can="export:create",
    endpoint="C",
    on=export_of_path,
    emits=[EXPORT_DOWNLOADED],
    problems=[Conflict],
    grants=[grants.read_objects(FOLDER)],
    secret_response=True,
)
def handler(work: Work, found: Export) -> DownloadView:
    """Get an address of the file.

    Whoever has the address can fetch the file for a minute, so that it was given out is recorded.
    """
    return DownloadView(url=download_export(work, found), expires_in=SECONDS)
