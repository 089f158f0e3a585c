"""The route updateCustomField."""

from onetick.fields.events import FIELD_UPDATED
from onetick.fields.model import CustomField
from onetick.fields.schemas import FieldChanges, FieldView
from onetick.fields.targets import field_to_change
from onetick.fields.update_custom_field import update_custom_field
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/custom-fields/{field_id}",
    can="field:manage",
    endpoint="C",
    on=field_to_change,
    emits=[FIELD_UPDATED],
    problems=[Gone, QuotaExceeded, Unprocessable],
)
def handler(work: Work, field: CustomField, body: FieldChanges) -> FieldView:
    """Change a custom field.

    Settings that are left out stay as they are. New settings hold for values that are given from then
    on; what tasks have already stays. Projects that use the field follow within moments.

    """
    return FieldView.of(update_custom_field(work, field, body))
