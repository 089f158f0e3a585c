"""The route archiveTag."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.tags.events import TAG_ARCHIVED
from onetick.tags.model import Tag
from onetick.tags.schemas import TagView
from onetick.tags.targets import tag_of_path
from onetick.tags.update_tag import archive_tag


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tags/{tag_id}/archive",
    can="tag:manage",
    endpoint="C",
    on=tag_of_path,
    emits=[TAG_ARCHIVED],
    problems=[Gone],
)
def handler(work: Work, tag: Tag) -> TagView:
    """Archive a tag.

    It stays with the tasks that have it, and is given to no other until it is unarchived.

    """
    return TagView.of(archive_tag(work, tag))
