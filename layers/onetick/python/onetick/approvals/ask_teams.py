"""Tell of a request those, too, who have its role by a team."""

from dataclasses import replace

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.work import Work
from onetick.projects.members import holders_by_team
from onetick.projects.rules import MAX_APPROVERS

from .events import APPROVAL_PASSED_ON
from .model import Approval
from .store import write


def ask_teams(work: Work, occurrence: Occurrence) -> None:
    """Put a request into their lists, as far as there is room beside those who were asked by name.

    They may decide it anyway; whoever asks does not wait for their teams to be read.
    """
    approval = work.find(Approval, Approval.key(org_id=occurrence.org_id, id=occurrence.aggregate_id))
    if approval is None or approval.state != "pending" or approval.role is None:
        return
    known = {*approval.asked, approval.created_by}
    members = holders_by_team(work, approval.project_id, approval.workspace_id, approval.role)
    more = [one for one in members if one not in known][: MAX_APPROVERS - len(approval.asked)]
    if more:
        asked = (*approval.asked, *more)
        write(work, APPROVAL_PASSED_ON, replace(approval, asked=asked), approval, approvers=more)
