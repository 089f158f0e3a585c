"""The route listChangeSetChanges."""

from onetick.changesets.read_change_set import list_changes
from onetick.changesets.schemas import EntityChange
from onetick.changesets.targets import change_set_in_parts
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.history.changesets import ChangeSet
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/change-sets/{change_set_id}/changes",
    can="changeset:view",
    endpoint="B",
    on=change_set_in_parts,
    today="It tells of the past itself.",
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, change_set: ChangeSet, paging: Paging) -> Page[EntityChange]:
    """List the changes of a change set.

    In order; a page is what one transaction changed, whatever its `limit`. What you may not see is left out.
    """
    return list_changes(work, change_set, paging)
