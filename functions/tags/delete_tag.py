"""The route deleteTag."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Gone
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tags.delete_tag import delete_tag
from onetick.tags.events import TAG_DELETED
from onetick.tags.model import Tag
from onetick.tags.targets import tag_of_path


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/tags/{tag_id}",
    can="tag:manage",
    endpoint="E",
    on=tag_of_path,
    emits=[JOB_QUEUED, TAG_DELETED],
    problems=[Gone],
    status=202,
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, tag: Tag) -> Reply[JobView]:
    """Delete a tag.

    It goes to the trash at once, from where it can be restored for 30 days, and a job takes it off its
    tasks. To keep it with its tasks, archive it instead.

    """
    return accepted(delete_tag(work, tag))
