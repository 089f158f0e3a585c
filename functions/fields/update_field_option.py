"""The route updateFieldOption."""

from onetick.fields.events import FIELD_UPDATED
from onetick.fields.model import CustomField
from onetick.fields.options import update_option
from onetick.fields.schemas import FieldView, OptionChanges
from onetick.fields.targets import field_of_path
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.work import Work


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/custom-fields/{field_id}/options/{option_id}",
    can="field:manage",
    endpoint="C",
    on=field_of_path,
    emits=[FIELD_UPDATED],
    problems=[Gone, Unprocessable],
)
def handler(work: Work, field: CustomField, option_id: str, body: OptionChanges) -> FieldView:
    """Change an option of a select field.

    Its name, its colour, its place, and whether it is archived: then it stays with the tasks that have it,
    and is chosen no more. What is left out stays as it is.

    """
    return FieldView.of(update_option(work, field, option_id, body))
