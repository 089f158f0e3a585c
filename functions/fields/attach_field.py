"""The route attachField."""

from onetick.fields.attach_field import attach_field
from onetick.fields.events import FIELD_ATTACHED, FIELD_USE_CHANGED
from onetick.fields.model import CustomField
from onetick.fields.schemas import ProjectFieldView, Use
from onetick.fields.targets import field_to_attach, project_with_fields
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/custom-fields/{field_id}",
    can="field:manage",
    endpoint="C",
    on=[project_with_fields, field_to_attach],
    emits=[FIELD_ATTACHED, FIELD_USE_CHANGED],
    problems=[Conflict, Gone, QuotaExceeded, Unprocessable],
)
def handler(work: Work, project: Project, field: CustomField, body: Use) -> ProjectFieldView:
    """Let a project use a custom field.

    Or change how it does: whether its tasks must have a value, what new tasks have, and before which
    other field it is shown. A project uses at most 50 fields, 10 of them with options.

    With `sortable` its tasks can be listed by the field, as soon as it is `sort_ready`: `sort=field.fld_…` where
    tasks are listed. A project has at most 3 such fields.

    """
    return ProjectFieldView.of(attach_field(work, project, field, body))
