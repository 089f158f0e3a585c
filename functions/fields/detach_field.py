"""The route detachField."""

from onetick.fields.attach_field import detach_field
from onetick.fields.events import FIELD_DETACHED
from onetick.fields.targets import project_with_fields
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/custom-fields/{field_id}",
    can="field:manage",
    endpoint="C",
    on=project_with_fields,
    emits=[FIELD_DETACHED],
    problems=[Conflict, Gone],
    status=204,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, project: Project, field_id: str) -> None:
    """Let a project use a custom field no longer.

    What its tasks have of it stays with them, and is there again when the field is attached again.

    """
    detach_field(work, project, field_id)
