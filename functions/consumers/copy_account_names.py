from onetick.identity.events import PROFILE_CHANGED
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.performing import Cause
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tenancy.copy_account_name import copy_account_name


@on_event(
    queue="account-names",
    types=[PROFILE_CHANGED],
    derives=True,
    tables=[TableName.GLOBAL, TableName.TENANT],
    grants=[
        grants.read(TableName.TENANT),
        grants.query(TableName.GLOBAL),
        grants.store(TableName.TENANT),
        grants.require(TableName.TENANT),
    ],
)
def handler(work: Work, event: Occurrence) -> None:
    """Carry somebody's new name to the lists of members that show it."""
    if "name" in event.changed:
        cause = Cause(correlation_id=event.correlation_id, event_id=event.id, traceparent=event.traceparent)
        copy_account_name(handler, work, event.aggregate_id, cause)
