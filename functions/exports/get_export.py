"""The route getExport."""

from onetick.exports.model import Export
from onetick.exports.schemas import ExportView
from onetick.exports.targets import export_of_path
from onetick.kernel.entry import route


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/exports/{export_id}",
    can="export:create",
    endpoint="A",
    on=export_of_path,
)
def handler(found: Export) -> ExportView:
    """Get an export.

    It is `ready` when there is a file; how far that is: ask for its job.
    """
    return ExportView.of(found)
