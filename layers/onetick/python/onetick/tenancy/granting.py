"""Who may give which role: nobody gives more than they hold, and nobody raises themselves."""

from collections.abc import Iterable

from onetick.kernel.access import OrgGrants, Subject, permissions_of
from onetick.kernel.access.facts import OrgRole, WorkspaceRole
from onetick.kernel.authority import may
from onetick.kernel.problems import Forbidden
from onetick.kernel.work import Work

_RANK: dict[WorkspaceRole, int] = {"": 0, "guest": 1, "member": 2, "ws_admin": 3}

ORG_ROLES: tuple[OrgRole, ...] = (
    "owner",
    "admin",
    "security_admin",
    "compliance_officer",
    "billing_admin",
    "auditor",
    "member",
)
"""The roles of an organization, the highest first."""
_GIVEN_BY_ADMINS = frozenset({"admin", "member"})


def highest(roles: Iterable[OrgRole]) -> OrgRole:
    """The role that says most about somebody; a guest, who holds none, counts as a member here."""
    held = set(roles)
    return next((role for role in ORG_ROLES if role in held), "member")


def exceeds(role: WorkspaceRole, other: WorkspaceRole) -> bool:
    """Whether a role in a workspace lets its holder do more than another."""
    return _RANK[role] > _RANK[other]


def opens_more(before: Iterable[OrgRole], after: Iterable[OrgRole]) -> bool:
    """Whether the roles after permit anything that those before do not."""
    return not _permitted(after) <= _permitted(before)


def require_org_roles_grantable(work: Work, roles: Iterable[OrgRole]) -> None:
    """Raises Forbidden when the caller may not give, or take away, one of these roles.

    An owner may do so with each of them. An admin may with what they hold themselves.
    """
    own: OrgGrants | None = work.standing.org_grants
    held = own.roles if own else ()
    if "owner" in held:
        return
    beyond = set(roles) - (_GIVEN_BY_ADMINS if "admin" in held else frozenset())
    if beyond:
        raise Forbidden(f"Only an owner may give or take away: {', '.join(sorted(beyond))}.")


def refuse_raising_oneself(work: Work, principal_id: str, *, raises: bool) -> None:
    """Raises Forbidden when somebody is about to give themselves more than they have."""
    if raises and principal_id == work.principal.id:
        raise Forbidden("Nobody can raise their own rights. Ask another admin.")


def require_role_invitable(work: Work, role: WorkspaceRole, subject: Subject) -> None:
    """Raises Forbidden when the caller, who may invite, may not invite somebody as this."""
    grants = work.standing.workspace_grants
    own: WorkspaceRole = grants.role if grants and grants.status == "active" else ""
    if exceeds(role, own) and not may(work, "member:manage", subject):
        raise Forbidden("Nobody can invite somebody to a higher role than their own.")


def _permitted(roles: Iterable[OrgRole]) -> set[str]:
    return {permission for role in roles for permission in permissions_of(f"org_{role}")}
