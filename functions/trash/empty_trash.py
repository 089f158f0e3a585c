"""The route emptyTrash."""

from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.requests.reply import Reply
from onetick.kernel.work import Work
from onetick.trash.emptying import ask_to_empty
from onetick.trash.schemas import EmptyTrash


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/trash/empty",
    can="trash:purge",
    endpoint="E",
    emits=[JOB_QUEUED],
    status=202,
)
def handler(work: Work, body: EmptyTrash) -> Reply[JobView]:
    """Empty the trash.

    Everything that was deleted until the moment that you name is deleted for ever, by a job. What comes
    into the trash later stays.
    """
    return accepted(ask_to_empty(work, body))
