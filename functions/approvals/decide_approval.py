"""The route decideApproval."""

from onetick.approvals.decide_approval import decide_approval
from onetick.approvals.events import (
    APPROVAL_CHANGES_REQUESTED,
    APPROVAL_GRANTED,
    APPROVAL_REJECTED,
    APPROVAL_SUPPORTED,
)
from onetick.approvals.model import Approval
from onetick.approvals.schemas import ApprovalView, Decision
from onetick.approvals.targets import approval_of_path
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import (
    Conflict,
    Gone,
    InvalidTransition,
    RequiredFieldMissing,
    Unprocessable,
    VersionMismatch,
)
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tasks.events import CHANGES


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/approvals/{approval_id}/decision",
    can=Self("The approval itself says who decides it: people by name, and those with a role."),
    endpoint="C",
    on=approval_of_path,
    emits=[*CHANGES, APPROVAL_SUPPORTED, APPROVAL_GRANTED, APPROVAL_REJECTED, APPROVAL_CHANGES_REQUESTED],
    problems=[Conflict, Gone, InvalidTransition, RequiredFieldMissing, Unprocessable, VersionMismatch],
    grants=[grants.remove(TableName.TENANT), grants.require(TableName.TENANT)],
)
def handler(work: Work, approval: Approval, body: Decision) -> ApprovalView:
    """Decide an approval.

    For those whom it names and those who have its role, as long as they see the task; never for whoever
    asked for it. With the last agreement that is needed the task gets its status at once, if nothing that the
    workflow asks for is missing by now. One who rejects it or asks for changes decides it, and says why. When
    the title, the description or a field that a rule requires changed since the request, that is a 412
    that names them: look again, and send `task_version`.
    """
    return ApprovalView.of(decide_approval(work, approval, body))
