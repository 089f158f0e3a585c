"""Callers and subjects at one place, for every test of access: `org_1`, in it `wsp_1`, in it `prj_1`."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from onetick.kernel.access import (
    CustomRole,
    OrgGrants,
    ProjectAccess,
    Standing,
    Subject,
    WorkspaceAccess,
    WorkspaceGrants,
)
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.principal import Principal, PrincipalType

ORG, WORKSPACE, PROJECT = OrgId("org_1"), WorkspaceId("wsp_1"), "prj_1"
ME, OTHER = PrincipalId("usr_1"), PrincipalId("usr_2")
JOINED = datetime(2026, 1, 1, tzinfo=UTC)

BUILT_IN = (
    *(
        f"org_{role}"
        for role in ("owner", "admin", "security_admin", "compliance_officer", "billing_admin", "auditor", "member")
    ),
    *("ws_admin", "ws_member", "ws_guest"),
    *("project_admin", "project_editor", "project_commenter", "project_viewer"),
)
"""Every built-in role."""


def a_principal(type: PrincipalType = "user", *, scopes: Sequence[str] = ("*",), org: str | None = ORG) -> Principal:
    """The caller."""
    return Principal(id=ME, type=type, org=OrgId(org) if org else None, scopes=frozenset(scopes))


def org_grants(*roles: Any, status: Any = "active") -> OrgGrants:
    """The caller's membership of the organization."""
    return OrgGrants(org_id=ORG, principal_id=ME, joined_at=JOINED, roles=roles, status=status)


def workspace_grants(
    role: Any = "",
    *,
    projects: Mapping[str, Any] | None = None,
    teams: Sequence[str] = (),
    custom_roles: Sequence[str] = (),
    status: Any = "active",
) -> WorkspaceGrants:
    """The caller's membership of the workspace."""
    return WorkspaceGrants(
        org_id=ORG,
        workspace_id=WORKSPACE,
        principal_id=ME,
        joined_at=JOINED,
        role=role,
        projects=projects or {},
        teams=tuple(teams),
        custom_roles=tuple(custom_roles),
        status=status,
    )


def workspace_access(custom_roles: Mapping[str, CustomRole] | None = None, *, deleted: bool = False) -> WorkspaceAccess:
    """What the workspace says about access."""
    return WorkspaceAccess(org_id=ORG, workspace_id=WORKSPACE, custom_roles=custom_roles or {}, deleted=deleted)


def project_access(
    visibility: Any = "private",
    member_access: Any = "view",
    *,
    teams: Mapping[str, Any] | None = None,
    project_id: str = PROJECT,
) -> ProjectAccess:
    """What the project says about access."""
    return ProjectAccess(
        org_id=ORG,
        workspace_id=WORKSPACE,
        project_id=project_id,
        visibility=visibility,
        member_access=member_access,
        teams=teams or {},
    )


def standing_with(*roles: str, type: PrincipalType = "user", scopes: Sequence[str] = ("*",)) -> Standing:
    """A caller who is an active member of the organization and holds these built-in roles at the place."""
    in_org = [role.removeprefix("org_") for role in roles if role.startswith("org_")]
    in_workspace = [role for role in roles if role.startswith("ws_")]
    in_project = [role.removeprefix("project_") for role in roles if role.startswith("project_")]
    role = in_workspace[0] if in_workspace else ""
    return Standing(
        principal=a_principal(type, scopes=scopes),
        org_grants=org_grants(*in_org),
        workspace_grants=workspace_grants(
            role if role == "ws_admin" else role.removeprefix("ws_"),
            projects={PROJECT: in_project[0]} if in_project else {},
        ),
        workspace_access=workspace_access(),
    )


def in_project(kind: str = "task", *, owner: str | None = None) -> Subject:
    """A thing in the project."""
    return Subject(kind=kind, id=f"{kind}_1", org_id=ORG, workspace_id=WORKSPACE, project_id=PROJECT, owner_id=owner)


def in_workspace(kind: str = "goal", *, owner: str | None = None) -> Subject:
    """A thing of the workspace, in no project."""
    return Subject(kind=kind, id=f"{kind}_1", org_id=ORG, workspace_id=WORKSPACE, owner_id=owner)


def in_org(kind: str = "domain", *, owner: str | None = None) -> Subject:
    """A thing of the organization, in no workspace."""
    return Subject(kind=kind, id=f"{kind}_1", org_id=ORG, owner_id=owner)
