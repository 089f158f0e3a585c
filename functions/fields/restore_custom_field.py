"""The route restoreCustomField."""

from onetick.fields.delete_custom_field import restore_custom_field
from onetick.fields.events import FIELD_RESTORED
from onetick.fields.model import CustomField
from onetick.fields.schemas import FieldView
from onetick.fields.targets import field_in_trash
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/custom-fields/{field_id}/restore",
    can="field:manage",
    endpoint="C",
    on=field_in_trash,
    emits=[FIELD_RESTORED],
    problems=[Conflict, Gone],
)
def handler(work: Work, field: CustomField) -> FieldView:
    """Restore a custom field.

    It comes back from the trash as it was, to every project that used it.

    """
    return FieldView.of(restore_custom_field(work, field))
