"""The route restoreTag."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.tags.delete_tag import restore_tag
from onetick.tags.events import TAG_RESTORED
from onetick.tags.model import Tag
from onetick.tags.schemas import TagView
from onetick.tags.targets import tag_in_trash


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tags/{tag_id}/restore",
    can="tag:manage",
    endpoint="C",
    on=tag_in_trash,
    emits=[TAG_RESTORED],
    problems=[Conflict, Gone],
)
def handler(work: Work, tag: Tag) -> TagView:
    """Restore a tag.

    It comes back from the trash without its tasks. What a job has not taken it off yet keeps it.

    """
    return TagView.of(restore_tag(work, tag))
