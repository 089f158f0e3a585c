"""The route mergeTag."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tags.delete_tag import merge_tag
from onetick.tags.events import TAG_MERGED
from onetick.tags.model import Tag
from onetick.tags.schemas import Merge
from onetick.tags.targets import tag_of_body, tag_of_path


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tags/{tag_id}/merge",
    can="tag:manage",
    endpoint="E",
    on=[tag_of_path, tag_of_body],
    emits=[JOB_QUEUED, TAG_MERGED],
    problems=[Gone, Unprocessable],
    status=202,
    grants=[grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, tag: Tag, into: Tag, body: Merge) -> Reply[JobView]:
    """Merge a tag into another.

    It goes to the trash at once, and a job gives its tasks the other one instead, as far as they have room
    for it: a task has at most 20.

    """
    return accepted(merge_tag(work, tag, into))
