"""The route unarchiveTag."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tags.events import TAG_UNARCHIVED
from onetick.tags.model import Tag
from onetick.tags.schemas import TagView
from onetick.tags.targets import tag_of_path
from onetick.tags.update_tag import unarchive_tag


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tags/{tag_id}/unarchive",
    can="tag:manage",
    endpoint="C",
    on=tag_of_path,
    emits=[TAG_UNARCHIVED],
    problems=[Gone],
)
def handler(work: Work, tag: Tag) -> TagView:
    """Unarchive a tag.

    It can be given to tasks again.

    """
    return TagView.of(unarchive_tag(work, tag))
