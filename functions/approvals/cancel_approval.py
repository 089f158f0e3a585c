"""The route cancelApproval."""

from onetick.approvals.end_approval import cancel_approval
from onetick.approvals.events import APPROVAL_CANCELLED
from onetick.approvals.model import Approval
from onetick.approvals.schemas import ApprovalView
from onetick.approvals.targets import approval_of_path
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Conflict
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import CHANGES


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/approvals/{approval_id}/cancel",
    can=Self("Whoever asked may take it back; of others, the right to the workflow is asked for."),
    endpoint="C",
    on=approval_of_path,
    emits=[*CHANGES, APPROVAL_CANCELLED],
    problems=[Conflict],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, approval: Approval) -> ApprovalView:
    """Take a request back.

    For whoever asked for it and for those who manage the workflow, while nobody has decided it. The task waits no more.
    """
    return ApprovalView.of(cancel_approval(work, approval))
