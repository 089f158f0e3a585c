"""The route createCustomField."""

from onetick.fields.create_custom_field import create_custom_field
from onetick.fields.events import FIELD_ATTACHED, FIELD_CREATED
from onetick.fields.schemas import FieldView, NewField
from onetick.fields.targets import place_of_new_field
from onetick.kernel.entity import Entity
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/custom-fields",
    can="field:manage",
    endpoint="C",
    on=place_of_new_field,
    emits=[FIELD_CREATED, FIELD_ATTACHED],
    problems=[Conflict, Gone, QuotaExceeded, Unprocessable],
    status=201,
)
def handler(work: Work, place: Entity, body: NewField) -> FieldView:
    """Define a custom field.

    For the whole workspace, where any project can use it, or with `project_id` for one project, whose
    admins may define it. Its type is for good. Tasks have values only of the fields that their project uses.

    """
    return FieldView.of(create_custom_field(work, place, body))
