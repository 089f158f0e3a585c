from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tenancy.events import ORGANIZATION_NAME_COPIED, ORGANIZATION_UPDATED
from onetick.tenancy.update_organization import copy_organization_name


@on_event(
    queue="organization-names",
    types=[ORGANIZATION_UPDATED, ORGANIZATION_NAME_COPIED],
    emits=[ORGANIZATION_NAME_COPIED],
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[grants.read(TableName.GLOBAL), grants.query(TableName.TENANT), grants.store(TableName.GLOBAL)],
)
def handler(work: Work, event: Occurrence) -> None:
    """Carry an organization's new name into its members' lists of organizations."""
    if event.name == ORGANIZATION_UPDATED.name:
        if "name" in event.changed:
            copy_organization_name(work, None)
    elif event.context["after"] is not None:
        copy_organization_name(work, event.context["after"])
