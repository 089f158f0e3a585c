"""The route mergeTask."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Conflict, Gone, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.merging.events import TASK_ABSORBED, TASK_MERGED
from onetick.merging.merge_task import merge_task
from onetick.merging.schemas import MergeInto
from onetick.merging.targets import task_to_merge_into
from onetick.tasks.events import TASK_DELETED
from onetick.tasks.model import Task
from onetick.tasks.targets import task_of_path


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/merge",
    can="task:delete",
    endpoint="E",
    on=[task_of_path, task_to_merge_into],
    emits=[JOB_QUEUED, TASK_ABSORBED, TASK_DELETED, TASK_MERGED],
    problems=[Conflict, Gone, Unprocessable],
    status=202,
    grants=[grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, task: Task, into: Task, body: MergeInto) -> Reply[JobView]:
    """Merge a task into another.

    For two that are the same: one that you may delete, into one of the same workspace, in whichever project, that
    you may change. It goes to the trash at once, and whoever asks for it by its id or key is told `410`, with the id
    of the other one as `merged_into`.

    A job takes over what it has. The other one gets its assignees, watchers and tags, as far as there is room and
    they see it; what it waits for and what waits for it, and its relations; its subtasks with all below them; and
    its logged time, which counts once. The description becomes a comment. Comments, replies and files are copied
    with their authors and dates; reactions stay with the originals. The title, dates, status and fields of the other
    one stay as they are. What cannot be taken over, such as a dependency that would go in a circle, is told by the
    errors of the job.

    Undoing the change set brings everything back as it was. Restoring the task by hand brings it back with its own
    comments and files, and leaves the rest with the other one.
    """
    return accepted(merge_task(work, task, into))
