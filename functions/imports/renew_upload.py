"""The route renewUpload."""

from onetick.imports.create_import import upload_of
from onetick.imports.model import FOLDER, Import
from onetick.imports.schemas import UploadView
from onetick.imports.targets import import_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/imports/{import_id}/upload",
    can="import:create",
    endpoint="A",
    today="The address is for now.",
    on=import_of_path,
    problems=[Conflict],
    grants=[grants.store_objects(FOLDER)],
)
def handler(work: Work, found: Import) -> UploadView:
    """Get another address for the file.

    For when the first one is too old, or the file is to be replaced.
    """
    upload = upload_of(work, found)
    return UploadView(url=upload.url, headers=upload.headers, expires_in=upload.seconds)
