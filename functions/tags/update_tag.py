"""The route updateTag."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tags.events import TAG_UPDATED
from onetick.tags.model import Tag
from onetick.tags.schemas import TagChanges, TagView
from onetick.tags.targets import tag_of_path
from onetick.tags.update_tag import update_tag


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/tags/{tag_id}",
    can="tag:manage",
    endpoint="C",
    on=tag_of_path,
    emits=[TAG_UPDATED],
    problems=[Conflict, Gone],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, tag: Tag, body: TagChanges) -> TagView:
    """Change a tag.

    Its name and its colour, for all tasks that have it. What is left out stays as it is.

    """
    return TagView.of(update_tag(work, tag, body))
