from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tenancy.clear_memberships import clear_memberships
from onetick.tenancy.events import (
    ORGANIZATION_MEMBER_REMOVED,
    ORGANIZATION_MEMBERSHIPS_CLEARED,
    TEAM_MEMBER_REMOVED,
    WORKSPACE_MEMBER_REMOVED,
)
from onetick.tenancy.leave_teams import follow_departure


@on_event(
    queue="departures",
    types=[ORGANIZATION_MEMBER_REMOVED, ORGANIZATION_MEMBERSHIPS_CLEARED, WORKSPACE_MEMBER_REMOVED],
    emits=[ORGANIZATION_MEMBERSHIPS_CLEARED, WORKSPACE_MEMBER_REMOVED, TEAM_MEMBER_REMOVED],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, event: Occurrence) -> None:
    """Clear what is left of somebody who is no longer in the organization, or in a workspace, and in its teams."""
    if event.name == WORKSPACE_MEMBER_REMOVED.name:
        follow_departure(work, event)
    else:
        clear_memberships(work, event.aggregate_id)
