"""The route createImport."""

from onetick.imports.create_import import create_import
from onetick.imports.events import IMPORT_CREATED
from onetick.imports.model import FOLDER
from onetick.imports.schemas import ImportView, ImportWithUploadView, NewImport, UploadView
from onetick.imports.targets import project_to_fill
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.projects.model import Project


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/imports",
    can="import:create",
    endpoint="E",
    on=project_to_fill,
    emits=[IMPORT_CREATED],
    problems=[Conflict, Gone],
    grants=[grants.store_objects(FOLDER)],
    status=201,
    secret_response=True,
)
def handler(work: Work, project: Project, body: NewImport) -> ImportWithUploadView:
    """Begin an import.

    Announce the file, send it to `upload.url`, then have it planned and applied. A file has at most
    100 MB and 200,000 rows. What it brings in is known by its id in the source, so the same file, or
    a later export, can be brought in again. An archive of OneTick may have 1 GB; in a project that never
    had a task it makes the same project again.
    """
    found, upload = create_import(work, project, body)
    where = UploadView(url=upload.url, headers=upload.headers, expires_in=upload.seconds)
    return ImportWithUploadView(**ImportView.of(found).model_dump(), upload=where)
