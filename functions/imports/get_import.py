"""The route getImport."""

from onetick.imports.model import Import
from onetick.imports.schemas import ImportView
from onetick.imports.targets import import_of_path
from onetick.kernel.entry import route


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/imports/{import_id}",
    can="import:create",
    endpoint="A",
    on=import_of_path,
)
def handler(found: Import) -> ImportView:
    """Get an import.

    `found` says what is in the file, `counts` what would become of its rows, or became of them. How
    far the reading is: ask for its job.
    """
    return ImportView.of(found)
