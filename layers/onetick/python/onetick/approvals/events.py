"""What can happen to an approval."""

from collections.abc import Sequence
from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import Approval
from .schemas import ApprovalView


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom it waits for, by name; whoever has the role may decide, too."""

    approvers: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What whoever decided said."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why nobody can decide it any more."""

    reason: str


APPROVAL_REQUESTED = EventType("approval.requested", Approval, ApprovalView.of, context=Asked)
APPROVAL_PASSED_ON = EventType("approval.passed_on", Approval, ApprovalView.of, context=Asked)
"""It waits for those, too, who have its role by a team."""
APPROVAL_SUPPORTED = EventType("approval.supported", Approval, ApprovalView.of, context=Said)
"""One agreed, and more must."""
APPROVAL_GRANTED = EventType("approval.granted", Approval, ApprovalView.of, context=Said)
APPROVAL_REJECTED = EventType("approval.rejected", Approval, ApprovalView.of, context=Said)
APPROVAL_CHANGES_REQUESTED = EventType("approval.changes_requested", Approval, ApprovalView.of, context=Said)
APPROVAL_CANCELLED = EventType("approval.cancelled", Approval, ApprovalView.of)
APPROVAL_EXPIRED = EventType("approval.expired", Approval, ApprovalView.of)
APPROVAL_INVALIDATED = EventType("approval.invalidated", Approval, ApprovalView.of, context=Why)
