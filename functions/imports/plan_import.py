"""The route planImport."""

from onetick.imports.events import IMPORT_STARTED
from onetick.imports.model import FOLDER, Import
from onetick.imports.start_import import start_import
from onetick.imports.targets import import_of_path
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Conflict
from onetick.kernel.requests.reply import Reply
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/imports/{import_id}/plan",
    can="import:create",
    endpoint="E",
    on=import_of_path,
    emits=[IMPORT_STARTED, JOB_QUEUED],
    problems=[Conflict],
    grants=[grants.read_objects(FOLDER)],
    status=202,
)
def handler(work: Work, found: Import) -> Reply[JobView]:
    """Plan an import.

    Reads the file and writes nothing: afterwards `found` of the import says what is in it, whom and
    what its words mean, and what is wrong; `counts` says what would become of the rows.
    """
    return accepted(start_import(work, found, "plan"))
