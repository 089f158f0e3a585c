"""The route unarchiveCustomField."""

from onetick.fields.archive_custom_field import unarchive_custom_field
from onetick.fields.events import FIELD_UNARCHIVED
from onetick.fields.model import CustomField
from onetick.fields.schemas import FieldView
from onetick.fields.targets import field_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/custom-fields/{field_id}/unarchive",
    can="field:manage",
    endpoint="C",
    on=field_of_path,
    emits=[FIELD_UNARCHIVED],
    problems=[Gone],
)
def handler(work: Work, field: CustomField) -> FieldView:
    """Unarchive a custom field.

    Every project that used it does so again.

    """
    return FieldView.of(unarchive_custom_field(work, field))
