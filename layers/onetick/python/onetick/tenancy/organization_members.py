"""Change and end memberships of the organization itself."""

from dataclasses import replace

from onetick.identity.affiliations import affiliate
from onetick.identity.model import AccountOrganization
from onetick.kernel.access import OrgGrants
from onetick.kernel.access.facts import OrgRole
from onetick.kernel.work import Work

from .events import (
    ORGANIZATION_MEMBER_REMOVED,
    ORGANIZATION_MEMBER_ROLES_CHANGED,
    USER_DEACTIVATED,
    USER_REACTIVATED,
)
from .granting import ORG_ROLES, highest, opens_more, refuse_raising_oneself, require_org_roles_grantable
from .model import Memberships, WorkspaceTally
from .people import OrganizationMemberChanges
from .store import account_organization, memberships, organization_tally


def update_organization_member(work: Work, member: OrgGrants, changes: OrganizationMemberChanges) -> OrgGrants:
    """The member with other roles or another status.

    Raises Forbidden for what the caller may not give or take away, or for raising oneself; Conflict when
    the organization would have no owner, or a workspace no admin.
    """
    roles = _in_order(changes.given.get("roles", member.roles))
    status = changes.given.get("status", member.status)
    if roles == member.roles and status == member.status:
        return member
    touched = set(roles) ^ set(member.roles) if status == member.status else set(roles) | set(member.roles)
    require_org_roles_grantable(work, touched)
    refuse_raising_oneself(work, member.principal_id, raises=opens_more(member.roles, roles))
    changed = replace(member, roles=roles, status=status)
    _count_owners(work, _owns(changed) - _owns(member))
    if status != member.status:
        known = memberships(work, member.principal_id)
        count_in_workspaces(work, known, +1 if status == "active" else -1)
        work.put(replace(known, active=status == "active"))
    own = account_organization(work, member.principal_id)
    work.save(replace(own, role=highest(roles), status=status))
    if status != member.status:
        affiliate(work, member.principal_id, member.org_id, status)
    saved = work.save(changed)
    _tell(work, member, saved)
    return saved


def remove_organization_member(work: Work, member: OrgGrants, *, source: str) -> None:
    """End somebody's membership: at once for the organization and every workspace, whose grants are then cleared.

    Raises Forbidden when the caller may not take away one of their roles, Conflict for the last
    owner of the organization or the last admin of a workspace.
    """
    if member.principal_id != work.principal.id:
        require_org_roles_grantable(work, member.roles)
    _count_owners(work, -_owns(member))
    known = memberships(work, member.principal_id)
    if known.active:
        count_in_workspaces(work, known, -1)
    _end(work, known)
    work.remove(member)
    work.discard(AccountOrganization, AccountOrganization.key(account_id=member.principal_id, org_id=member.org_id))
    affiliate(work, member.principal_id, member.org_id, None)
    work.emit(ORGANIZATION_MEMBER_REMOVED, member.at_version(member.version + 1), before=member, source=source)


def count_in_workspaces(work: Work, known: Memberships, change: int) -> None:
    """Count a person in or out as an admin of each workspace they administer. Raises Conflict for the last one."""
    keys = [WorkspaceTally.key(org_id=known.org_id, workspace_id=place) for place in known.administered]
    for tally in work.find_many(WorkspaceTally, keys):
        work.save(tally.with_admins(change))


def _end(work: Work, known: Memberships) -> None:
    if known.workspaces:
        work.save(known.removed())
    elif known.version:
        work.remove(known)


def _count_owners(work: Work, change: int) -> None:
    if change:
        work.save(organization_tally(work).with_owners(change))


def _owns(member: OrgGrants) -> int:
    return int(member.status == "active" and "owner" in member.roles)


def _in_order(roles: tuple[OrgRole, ...]) -> tuple[OrgRole, ...]:
    """The roles, highest first; whoever holds one is a member."""
    given = {*roles, "member"} if roles else set()
    return tuple(role for role in ORG_ROLES if role in given)


def _tell(work: Work, before: OrgGrants, after: OrgGrants) -> None:
    if after.roles != before.roles:
        work.emit(ORGANIZATION_MEMBER_ROLES_CHANGED, after, before=before, from_=before.roles, to=after.roles)
    if after.status != before.status:
        what = USER_REACTIVATED if after.status == "active" else USER_DEACTIVATED
        work.emit(what, after, before=before, source="organization")
