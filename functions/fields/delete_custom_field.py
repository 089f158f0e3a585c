"""The route deleteCustomField."""

from onetick.fields.delete_custom_field import delete_custom_field
from onetick.fields.events import FIELD_DELETED
from onetick.fields.model import CustomField
from onetick.fields.targets import field_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/custom-fields/{field_id}",
    can="field:manage",
    endpoint="C",
    on=field_of_path,
    emits=[FIELD_DELETED],
    problems=[Gone],
    status=204,
)
def handler(work: Work, field: CustomField) -> None:
    """Delete a custom field.

    It goes to the trash, from where it can be restored for 30 days, with all its values.

    """
    delete_custom_field(work, field)
