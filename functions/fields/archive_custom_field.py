"""The route archiveCustomField."""

from onetick.fields.archive_custom_field import archive_custom_field
from onetick.fields.events import FIELD_ARCHIVED
from onetick.fields.model import CustomField
from onetick.fields.schemas import FieldView
from onetick.fields.targets import field_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/custom-fields/{field_id}/archive",
    can="field:manage",
    endpoint="C",
    on=field_of_path,
    emits=[FIELD_ARCHIVED],
    problems=[Gone],
)
def handler(work: Work, field: CustomField) -> FieldView:
    """Archive a custom field.

    Projects go on showing what their tasks have of it, and nobody gives values of it any more, until it is
    unarchived.

    """
    return FieldView.of(archive_custom_field(work, field))
