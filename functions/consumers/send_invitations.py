from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.tenancy import links
from onetick.tenancy.events import USER_INVITED
from onetick.tenancy.send_invitation import send_invitation


@on_event(
    queue="invitations",
    types=[USER_INVITED],
    grants=[grants.send_mail(), grants.read_secret(links.SECRET)],
)
def handler(work: Work, event: Occurrence) -> None:
    """Mail the link of an invitation to the invited address."""
    assert event.workspace_id is not None
    send_invitation(work, event.workspace_id, event.aggregate_id, event.aggregate_version)
