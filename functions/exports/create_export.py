"""The route createExport."""

from onetick.exports.create_export import create_export
from onetick.exports.events import EXPORT_REQUESTED
from onetick.exports.schemas import NewExport
from onetick.exports.targets import project_to_export
from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Gone
from onetick.kernel.requests.reply import Reply
from onetick.kernel.work import Work
from onetick.projects.model import Project


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/exports",
    can="export:create",
    endpoint="E",
    on=project_to_export,
    emits=[EXPORT_REQUESTED, JOB_QUEUED],
    problems=[Gone],
    status=202,
)
def handler(work: Work, project: Project, body: NewExport) -> Reply[JobView]:
    """Take a project out.

    Its tasks as they are, those in the trash left out. The job's `result.export_id` names the export;
    when the job has succeeded, ask the export for an address of the file. It is kept for 30 days.
    """
    return accepted(create_export(work, project, body))
