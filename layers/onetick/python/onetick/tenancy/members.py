"""Add, change and remove members of a workspace."""

from dataclasses import replace

from onetick.kernel.access import OrgGrants, WorkspaceGrants
from onetick.kernel.problems import Conflict, NotFound
from onetick.kernel.work import Work

from .events import (
    MEMBER_DEACTIVATED,
    MEMBER_REACTIVATED,
    MEMBER_ROLE_CHANGED,
    WORKSPACE_MEMBER_ADDED,
    WORKSPACE_MEMBER_REMOVED,
)
from .granting import exceeds, refuse_raising_oneself
from .membership import end_membership, ensure_member_role, new_membership, store_membership
from .model import Workspace
from .people import MemberChanges, NewMember
from .store import org_grants, workspace_grants


def add_member(work: Work, workspace: Workspace, member_id: str, new: NewMember) -> tuple[WorkspaceGrants, bool]:
    """A member of the organization as a member of the workspace with this role, and whether they are new.

    Raises NotFound for somebody who is not in the organization, Conflict for somebody who is
    deactivated, Forbidden for adding or raising oneself.
    """
    known = workspace_grants(work, workspace.id, member_id)
    if known is not None:
        return update_member(work, known, MemberChanges(role=new.role)), False
    refuse_raising_oneself(work, member_id, raises=True)
    member = org_grants(work, member_id)
    if member is None:
        raise NotFound("There is nobody with this id in the organization. Invite them.")
    if member.status != "active":
        raise Conflict("Their membership of the organization is deactivated. Activate it first.")
    ensure_member_role(work, member, new.role)
    added = store_membership(work, new_membership(work, member, workspace.id, new.role))
    work.emit(WORKSPACE_MEMBER_ADDED, added, invitation_id=None)
    return added, True


def update_member(work: Work, member: WorkspaceGrants, changes: MemberChanges) -> WorkspaceGrants:
    """The member with another role or status.

    Raises Forbidden for raising oneself, Conflict when the workspace would have no admin.
    """
    changed = replace(member, **changes.given)
    if changed == member:
        return member
    raises = exceeds(changed.role, member.role) or changed.status == "active" != member.status
    refuse_raising_oneself(work, member.principal_id, raises=raises)
    in_organization = _in_organization(work, member)
    ensure_member_role(work, in_organization, changed.role)
    saved = store_membership(work, changed)
    if saved.role != member.role:
        work.emit(MEMBER_ROLE_CHANGED, saved, before=member, from_=member.role, to=saved.role)
    if saved.status != member.status:
        work.emit(MEMBER_REACTIVATED if saved.status == "active" else MEMBER_DEACTIVATED, saved, before=member)
    return saved


def remove_member(work: Work, member: WorkspaceGrants, *, source: str) -> None:
    """End a membership. Their tasks stay as they are. Raises Conflict for the last admin."""
    end_membership(work, member)
    gone = member.at_version(member.version + 1)
    work.emit(WORKSPACE_MEMBER_REMOVED, gone, before=member, source=source)


def _in_organization(work: Work, member: WorkspaceGrants) -> OrgGrants:
    found = org_grants(work, member.principal_id)
    if found is None:
        # They were removed from the organization, and the grants are about to be cleared.
        raise NotFound()
    return found
