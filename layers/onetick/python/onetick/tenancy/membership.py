"""How a membership of a workspace begins, changes and ends, with everything that follows from it.

Each change of a membership also keeps the person's `Memberships` and the workspace's count of admins.
"""

from dataclasses import replace

from onetick.kernel.access import OrgGrants, WorkspaceGrants
from onetick.kernel.ids import WorkspaceId
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .model import MemberRole, Memberships, Place
from .store import memberships, workspace_tally


def new_membership(work: Work, member: OrgGrants, workspace_id: WorkspaceId, role: MemberRole) -> WorkspaceGrants:
    """The grants of somebody who is about to join a workspace; not stored yet."""
    return WorkspaceGrants(
        org_id=member.org_id,
        workspace_id=workspace_id,
        principal_id=member.principal_id,
        joined_at=work.now,
        role=role,
        name=member.name,
        email=member.email,
    )


def store_membership(work: Work, grants: WorkspaceGrants) -> WorkspaceGrants:
    """Store a new or changed membership. Raises Conflict when it would leave the workspace without an admin."""
    known = memberships(work, grants.principal_id)
    refuse_while_leaving(known)
    then = known.within(grants.workspace_id, place_of(grants))
    _follow(work, known, then, grants.workspace_id)
    return work.put(grants)


def place_of(grants: WorkspaceGrants) -> Place:
    """What the grants make of somebody."""
    if grants.status != "active":
        return "inactive"
    return "admin" if grants.role == "ws_admin" else "member"


def end_membership(work: Work, grants: WorkspaceGrants) -> None:
    """Remove a membership. Raises Conflict for the last admin.

    Every right through a team ends with it. The lists of the teams follow from the event (`follow_departure`).
    """
    known = memberships(work, grants.principal_id)
    _follow(work, known, known.without(grants.workspace_id), grants.workspace_id)
    work.remove(grants)


def ensure_member_role(work: Work, member: OrgGrants, role: str) -> OrgGrants:
    """Whoever is more than a guest somewhere is a member of the organization.

    Nobody else may change the membership meanwhile: what is copied from it must be what it says then.
    """
    if role == "guest" or "member" in member.roles:
        work.require(member)
        return member
    return work.save(replace(member, roles=(*member.roles, "member")))


def refuse_while_leaving(known: Memberships) -> None:
    """Raises Conflict while the grants of somebody who was removed are still being cleared."""
    if known.leaving:
        raise Conflict(
            "This person was removed from the organization a moment ago. Try again in a minute.",
            headers={"Retry-After": "5"},
        )


def _follow(work: Work, known: Memberships, then: Memberships, workspace_id: WorkspaceId) -> None:
    change = then.counts_in(workspace_id) - known.counts_in(workspace_id)
    if change:
        work.save(workspace_tally(work, workspace_id).with_admins(change))
    if then != known:
        work.put(then)
