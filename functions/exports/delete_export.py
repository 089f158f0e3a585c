"""The route deleteExport."""

from onetick.exports.download_export import delete_export
from onetick.exports.events import EXPORT_DELETED
from onetick.exports.model import FOLDER, Export
from onetick.exports.targets import export_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/exports/{export_id}",
    can="export:create",
    endpoint="C",
    on=export_of_path,
    emits=[EXPORT_DELETED],
    grants=[grants.remove(TableName.TENANT), grants.remove_objects(FOLDER)],
    status=204,
)
def handler(work: Work, found: Export) -> None:
    """Delete an export.

    Its file goes with it.
    """
    delete_export(work, found)
