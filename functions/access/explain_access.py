from onetick.access.questions import explain_access
from onetick.access.schemas import ExplanationView, Question
from onetick.kernel.entry import route
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/access/explain",
    can="workspace:view",
    endpoint="A",
)
def handler(work: Work, body: Question) -> ExplanationView:
    """Ask why somebody may or may not do something.

    The answer names the roles that were considered and where each comes from, the policies that decided,
    and the roles that would allow it. About yourself you may always ask; about others it takes
    `access:explain` for the resource in question.
    """
    return explain_access(work, body)
