"""The route getChangeSet."""

from onetick.changesets.read_change_set import read_change_set
from onetick.changesets.schemas import ChangeSetView
from onetick.changesets.targets import change_set_of_path
from onetick.kernel.entry import route
from onetick.kernel.history.changesets import ChangeSet
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/change-sets/{change_set_id}",
    can="changeset:view",
    endpoint="A",
    on=change_set_of_path,
    today="It tells of the past itself.",
)
def handler(work: Work, change_set: ChangeSet) -> ChangeSetView:
    """Get a change set.

    What one request changed, field by field; the header `OneTick-Change-Set` of its answer names it, and
    so does `changesetid` of its events. What a job does belongs to the request that it was accepted by.
    A large one is shown in part: list its changes for the rest. What you may not see is left out.
    """
    return read_change_set(work, change_set)
