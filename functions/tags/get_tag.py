"""The route getTag."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.tags.model import Tag
from onetick.tags.schemas import TagView
from onetick.tags.targets import tag_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tags/{tag_id}",
    can="task:view",
    endpoint="A",
    on=tag_of_path,
    problems=[Gone],
)
def handler(tag: Tag) -> TagView:
    """Get a tag.

    `GET …/tasks?filter[tag_id]=` lists its tasks.

    """
    return TagView.of(tag)
