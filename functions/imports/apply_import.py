"""The route applyImport."""

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
    "/v1/workspaces/{workspace_id}/imports/{import_id}/apply",
    can="import:create",
    endpoint="E",
    on=import_of_path,
    emits=[IMPORT_STARTED, JOB_QUEUED],
    problems=[Conflict],
    grants=[grants.read_objects(FOLDER)],
    status=202,
)
def handler(work: Work, found: Import) -> Reply[JobView]:
    """Apply an import.

    Makes tasks of the rows, as the caller, a piece at a time, then lets them wait for each other as the
    file says. Rows that cannot be taken are errors of the job, and the others are brought in. A
    row that was brought in before is left, updated or refused, as `on_match` says. Nobody is notified.
    """
    return accepted(start_import(work, found, "apply"))
