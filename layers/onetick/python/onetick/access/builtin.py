"""The roles that everybody has at hand, as the policies define them."""

from functools import cache

from onetick.kernel.access import LIMITS
from onetick.kernel.access.policies import policies

from .schemas import RoleView, Scope

_SCOPES: dict[str, Scope] = {"org": "organization", "ws": "workspace", "project": "project"}
_DESCRIPTIONS = {
    "org_owner": "Decides about the organization and everybody in it, without seeing what is in projects.",
    "org_admin": "Runs the organization: workspaces, members and settings, without seeing what is in projects.",
    "org_security_admin": "Looks after sign-in, keys, tokens and the audit log.",
    "org_compliance_officer": "Looks after retention, legal holds and privacy requests.",
    "org_billing_admin": "Looks after the plan, usage and budgets.",
    "org_auditor": "Sees how everything is set up and what happened, and changes nothing.",
    "org_member": "Belongs to the organization.",
    "ws_admin": "May do everything in the workspace.",
    "ws_member": "Works in the workspace, and reaches its public projects.",
    "ws_guest": "Reaches only projects that are shared with them.",
    "project_admin": "May do everything in the project.",
    "project_editor": "Creates and changes tasks.",
    "project_commenter": "Comments on tasks.",
    "project_viewer": "Sees the project.",
}


@cache
def built_in_roles() -> dict[str, RoleView]:
    """Every built-in role by id."""
    return {role: _view(role, description) for role, description in _DESCRIPTIONS.items()}


def _view(role: str, description: str) -> RoleView:
    scope, _, name = role.partition("_")
    limits: dict[str, str] = {}
    for policy in policies().values():
        if policy.role != role:
            continue
        for permission in policy.permissions:
            # What one policy permits without a limit, no other limits.
            if limits.get(permission) != "":
                limits[permission] = policy.limit
    return RoleView(
        id=role,
        name=name.replace("_", " ").capitalize(),
        description=description,
        scope=_SCOPES[scope],
        built_in=True,
        permissions=tuple(sorted(limits)),
        limits={permission: LIMITS[limit] for permission, limit in sorted(limits.items()) if limit},
        denies=(),
    )
