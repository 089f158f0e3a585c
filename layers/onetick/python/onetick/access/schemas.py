"""What the API takes and shows of roles and of access."""

import difflib
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints

from onetick.kernel.access import PERMISSIONS, Decision, known
from onetick.kernel.access.facts import OrgRole
from onetick.kernel.access.policies import actions
from onetick.kernel.fields import UNCHANGED, Body, Name, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern

from .model import MAX_CHECKS, Role

Scope = Literal["organization", "workspace", "project"]
ResourceType = Literal["organization", "workspace", "project", "portfolio", "task"]


def _known(permission: str) -> str:
    if not known(permission):
        nearest = difflib.get_close_matches(permission, PERMISSIONS, n=3)
        raise ValueError(f"unknown; did you mean {', '.join(nearest)}?" if nearest else "unknown permission")
    return permission


def _customizable(permission: str) -> str:
    if "customizable" not in actions()[permission]:
        raise ValueError("a custom role cannot give this permission")
    return permission


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) != len(names):
        raise ValueError("each permission once")
    return tuple(sorted(names))


Permission = Annotated[str, StringConstraints(max_length=40), AfterValidator(_known), Field(examples=["task:edit"])]
Permissions = Annotated[
    tuple[Annotated[Permission, AfterValidator(_customizable)], ...],
    AfterValidator(_each_once),
    Field(max_length=len(PERMISSIONS), strict=False, description="What it permits.", examples=[["tag:manage"]]),
]
Denies = Annotated[
    tuple[Permission, ...],
    AfterValidator(_each_once),
    Field(
        max_length=len(PERMISSIONS),
        strict=False,
        description="What it denies its holders, whatever other roles they have.",
        examples=[["export:create"]],
    ),
]
RoleName = Annotated[Name, StringConstraints(pattern=r"^[^\r\n\t]+$"), Field(examples=["Librarian"])]
Description = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000), Field(examples=["Keeps tags and templates."])
]


class NewRole(Body):
    """A custom role to create."""

    name: RoleName
    description: Description = ""
    permissions: Permissions = ()
    denies: Denies = ()


class RoleChanges(Body):
    """What to change of a custom role; fields that are left out stay as they are."""

    name: RoleName = UNCHANGED
    description: Description = UNCHANGED
    permissions: Permissions = UNCHANGED
    denies: Denies = UNCHANGED


class RoleView(View):
    """A role. The built-in ones have no version, since they do not change."""

    id: str = Field(examples=["rol_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Librarian"])
    description: str = Field(examples=["Keeps tags and templates."])
    scope: Scope = Field(description="Where it is held.", examples=["workspace"])
    built_in: bool = Field(examples=[False])
    permissions: tuple[str, ...] = Field(examples=[["tag:manage"]])
    limits: Mapping[str, str] = Field(
        description="Of the permissions that hold only within a limit: the limit, in words that follow `allowed`.",
        examples=[{}],
    )
    denies: tuple[str, ...] = Field(examples=[[]])
    created_at: Timestamp | None = None
    updated_at: Timestamp | None = None
    deleted_at: Timestamp | None = None
    version: int | None = Field(default=None, examples=[1])

    @classmethod
    def of(cls, role: Role) -> Self:
        """The view of a custom role."""
        return cls(
            id=role.id,
            name=role.name,
            description=role.description,
            scope="workspace",
            built_in=False,
            permissions=role.permissions,
            limits={},
            denies=role.denies,
            created_at=role.created_at,
            updated_at=role.updated_at,
            deleted_at=role.deleted_at,
            version=role.version,
        )


class RoleFilter(QueryParameters):
    """Which roles to list."""

    trashed: bool = Field(default=False, description="List the custom roles in the trash instead.")


UserId = Annotated[str, StringConstraints(pattern=id_pattern("usr"))]


class Resource(Body):
    """What something would be done to."""

    type: ResourceType = Field(examples=["project"])
    id: str = Field(min_length=1, max_length=64, examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])


class Question(Body):
    """Whether somebody may do something."""

    permission: Permission
    resource: Resource | None = Field(default=None, description="The workspace when left out.")
    principal_id: UserId | None = Field(
        default=None, description="Yourself when left out. To ask about others takes `access:explain`."
    )


class Questions(Body):
    """Several questions at once."""

    checks: tuple[Question, ...] = Field(min_length=1, max_length=MAX_CHECKS, strict=False)


class Answer(View):
    """Whether it is allowed, and why."""

    permission: str = Field(examples=["task:edit"])
    resource: Resource
    principal_id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    allowed: bool = Field(examples=[True])
    reason: str = Field(
        description="`role` or `custom-role` when allowed; else the guard that forbids it, `no-grant`, or "
        "`not-found` for a resource that is not there for you.",
        examples=["role"],
    )
    explanation: str = Field(examples=["task:edit is allowed by project-editor."])
    policies: tuple[str, ...] = Field(examples=[["project-editor"]])

    @classmethod
    def of(cls, question: Question, resource: Resource, principal_id: str, decision: Decision) -> Self:
        """The answer that a decision gives."""
        return cls(
            permission=question.permission,
            resource=resource,
            principal_id=principal_id,
            allowed=decision.allowed,
            reason=decision.reason,
            explanation=decision.explanation,
            policies=decision.policies,
        )

    @classmethod
    def missing(cls, question: Question, resource: Resource, principal_id: str) -> Self:
        """The answer for a resource that is not there."""
        return cls(
            permission=question.permission,
            resource=resource,
            principal_id=principal_id,
            allowed=False,
            reason="not-found",
            explanation="There is no such thing here.",
            policies=(),
        )


class Answers(View):
    """The answers, in the order of the questions."""

    results: tuple[Answer, ...]


class HeldRole(View):
    """A role that somebody holds, and where it comes from."""

    role: str = Field(examples=["project_editor"])
    origin: str = Field(
        description="organization, workspace, direct, team, public project, or custom.", examples=["team"]
    )
    via: str = Field(description="The id of the team or custom role.", examples=["tem_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])


class FiredGuard(View):
    """A policy that forbids it, whatever the roles."""

    id: str = Field(examples=["guard-custom-deny"])
    because: str = Field(examples=["A custom role of the caller denies this."])


class HelpfulRole(View):
    """A built-in role that would allow it."""

    role: str = Field(examples=["project_admin"])
    limit: str = Field(description="Under which limit, in words that follow `allowed`.", examples=["always"])


class ExplanationView(Answer):
    """An answer with everything it was made from."""

    roles: tuple[HeldRole, ...] = Field(description="The roles held towards the resource.")
    guards: tuple[FiredGuard, ...] = Field(description="What forbids it, whatever the roles.")
    would_allow: tuple[HelpfulRole, ...] = Field(description="The built-in roles that allow it.")


class OwnAccessFilter(QueryParameters):
    """About what to say it."""

    project_id: str | None = Field(default=None, max_length=64, description="In this project, not the workspace.")
    portfolio_id: str | None = Field(default=None, max_length=64, description="In this portfolio.")


class HeldCustomRole(View):
    """A custom role that somebody holds."""

    id: str = Field(examples=["rol_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Librarian"])


class OwnAccessView(View):
    """Your roles, and everything you may do with them at this place."""

    principal_id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    organization_roles: tuple[OrgRole, ...] = Field(examples=[["member"]])
    workspace_role: Literal["ws_admin", "member", "guest", ""] = Field(
        description="Empty for somebody who sees the workspace by a role in the organization alone.",
        examples=["member"],
    )
    custom_roles: tuple[HeldCustomRole, ...] = Field(examples=[[]])
    teams: tuple[str, ...] = Field(examples=[[]])
    project_id: str | None = None
    portfolio_id: str | None = None
    permissions: tuple[str, ...] = Field(examples=[["project:create", "task:view"]])


class OwnOrganizationAccessView(View):
    """Your roles in the organization, and everything you may do with them there."""

    principal_id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    organization_roles: tuple[OrgRole, ...] = Field(examples=[["owner", "member"]])
    permissions: tuple[str, ...] = Field(examples=[["org:view", "workspace:create"]])
