"""The route deleteImport."""

from onetick.imports.delete_import import delete_import
from onetick.imports.events import IMPORT_DELETED
from onetick.imports.model import FOLDER, Import
from onetick.imports.targets import import_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/imports/{import_id}",
    can="import:create",
    endpoint="C",
    on=import_of_path,
    emits=[IMPORT_DELETED],
    grants=[grants.remove(TableName.TENANT), grants.remove_objects(FOLDER)],
    status=204,
)
def handler(work: Work, found: Import) -> None:
    """Delete an import.

    Its file goes with it. What it brought in stays.
    """
    delete_import(work, found)
