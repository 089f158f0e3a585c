"""The route createView."""

from onetick.kernel.entity import Entity
from onetick.kernel.entry import route
from onetick.kernel.problems import Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.views.events import VIEW_CREATED
from onetick.views.saving import create_view
from onetick.views.schemas import NewView, SavedViewView
from onetick.views.targets import place_of_new_view


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/views",
    can="view:create",
    endpoint="C",
    on=place_of_new_view,
    emits=[VIEW_CREATED],
    problems=[Gone, QuotaExceeded],
    status=201,
)
def handler(work: Work, place: Entity, body: NewView) -> SavedViewView:
    """Save a view.

    Of the tasks of one project, or of the whole workspace; for yourself, or shared with everybody who
    sees the project or the workspace. It filters and sorts as lists of tasks do. At most 50 stand together.

    """
    return SavedViewView.of(create_view(work, place, body))
