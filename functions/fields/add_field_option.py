"""The route addFieldOption."""

from onetick.fields.events import FIELD_UPDATED
from onetick.fields.model import CustomField
from onetick.fields.options import add_option
from onetick.fields.schemas import AddedOption, FieldView
from onetick.fields.targets import field_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/custom-fields/{field_id}/options",
    can="field:manage",
    endpoint="C",
    on=field_of_path,
    emits=[FIELD_UPDATED],
    problems=[Gone, QuotaExceeded, Unprocessable],
    status=201,
)
def handler(work: Work, field: CustomField, body: AddedOption) -> FieldView:
    """Add an option to a select field.

    At the end, or before another option. Names are unique in the field. A field has at most 100 options.

    """
    return FieldView.of(add_option(work, field, body))
