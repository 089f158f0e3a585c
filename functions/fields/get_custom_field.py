"""The route getCustomField."""

from onetick.fields.model import CustomField
from onetick.fields.schemas import FieldView
from onetick.fields.targets import field_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/custom-fields/{field_id}",
    can="field:view",
    endpoint="A",
    on=field_of_path,
    problems=[Gone],
)
def handler(field: CustomField) -> FieldView:
    """Get a custom field.

    Its definition, with all its options.
    """
    return FieldView.of(field)
