from onetick.access.own_access import own_access
from onetick.access.schemas import OwnAccessFilter, OwnAccessView
from onetick.kernel.entry import route
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/access/me",
    can="workspace:view",
    endpoint="A",
    today="Rights are always today's.",
)
def handler(work: Work, query: OwnAccessFilter) -> OwnAccessView:
    """Read what you may do here.

    Your roles and every permission that follows from them, in the workspace as a whole, or in one of its
    projects or portfolios. What is limited to your own things, or depends on one task, is for `POST /access/check`.
    """
    return own_access(work, query)
