"""The route createTag."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.tags.create_tag import create_tag
from onetick.tags.events import TAG_CREATED
from onetick.tags.schemas import NewTag, TagView
from onetick.tags.targets import place_of_new_tag


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tags",
    can="tag:manage",
    endpoint="C",
    on=place_of_new_tag,
    emits=[TAG_CREATED],
    problems=[Conflict, Gone],
    status=201,
)
def handler(work: Work, body: NewTag) -> TagView:
    """Make a tag.

    For all tasks of the workspace. Who may do so in a project alone names it as `project_id`. Names are
    unique in the workspace, in any case.

    """
    return TagView.of(create_tag(work, body))
