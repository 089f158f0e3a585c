from onetick.access.questions import check_access
from onetick.access.schemas import Answers, Questions
from onetick.kernel.entry import route
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/access/check",
    can="workspace:view",
    endpoint="A",
)
def handler(work: Work, body: Questions) -> Answers:
    """Ask whether somebody may do something.

    Up to 50 questions at once. About yourself you may always ask; about others it takes `access:explain`
    for the resource in question.
    """
    return Answers(results=tuple(check_access(work, body.checks)))
