"""Whose a project, a portfolio or a goal is, and from when to when it goes."""

from datetime import date

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work


def owner_keys(at: Arrival) -> list[Key]:
    """Where the membership is of the owner that a body names."""
    person = at.body.given.get("owner_id")
    place = {"org_id": at.org, "workspace_id": at.workspace}
    return [WorkspaceGrants.key(**place, principal_id=person)] if person else []


def owner_named(work: Work, person: str) -> PrincipalId:
    """Who is to own something. Raises Unprocessable for somebody who is not in the workspace."""
    key = WorkspaceGrants.key(org_id=work.org_id, workspace_id=work.workspace_id, principal_id=person)
    grants = work.find(WorkspaceGrants, key)
    if grants is None or grants.status != "active":
        fault = Fault("/owner_id", "not_a_member", "is no member of the workspace")
        raise Unprocessable("The owner must be a member.", errors=[fault])
    return PrincipalId(person)


def require_order(start: date | None, due: date | None) -> None:
    """Raises Unprocessable for what would be due before it starts."""
    if start is not None and due is not None and due < start:
        fault = Fault("/due_on", "before_start", "is before start_on")
        raise Unprocessable("It cannot be due before it starts.", errors=[fault])
