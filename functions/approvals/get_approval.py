"""The route getApproval."""

from onetick.approvals.model import Approval
from onetick.approvals.schemas import ApprovalView
from onetick.approvals.targets import approval_of_path
from onetick.kernel.entry import route
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/approvals/{approval_id}",
    can="task:view",
    endpoint="A",
    on=approval_of_path,
)
def handler(work: Work, approval: Approval) -> ApprovalView:
    """Read an approval.

    Whoever sees the task sees what was asked for it, and what others said.
    """
    return ApprovalView.of(approval)
