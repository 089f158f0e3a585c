"""The route updateImport."""

from onetick.imports.events import IMPORT_UPDATED
from onetick.imports.model import Import
from onetick.imports.schemas import ImportChanges, ImportView
from onetick.imports.targets import import_of_path
from onetick.imports.update_import import update_import
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/imports/{import_id}",
    can="import:create",
    endpoint="C",
    on=import_of_path,
    emits=[IMPORT_UPDATED],
    problems=[Conflict],
)
def handler(work: Work, found: Import, body: ImportChanges) -> ImportView:
    """Change how the file is read.

    Then plan again, to see what would become of it.
    """
    return ImportView.of(update_import(work, found, body))
