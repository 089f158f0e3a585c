"""The cases in `allow` and `deny`: one file is one request and the policies that must decide it.

`caller` says type, token, roles and memberships; `workspace` and `project` what those say about
access; `subject` what it is about. What a case leaves out is ordinary: a person who is an active
member of the organization, with an unlimited token, and a task of somebody else in a project.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onetick.kernel.access import CustomRole, Standing, Subject

from .places import (
    ME,
    ORG,
    PROJECT,
    WORKSPACE,
    a_principal,
    org_grants,
    project_access,
    workspace_access,
    workspace_grants,
)

FOLDER = Path(__file__).parent
PARTS = {"caller", "workspace", "project", "permission", "subject", "context", "decided_by", "reason"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One request and its answer."""

    name: str
    allowed: bool
    standing: Standing
    permission: str
    subject: Subject
    context: dict[str, Any]
    decided_by: tuple[str, ...]
    reason: str


def cases() -> list[Case]:
    """Every case, in the order of their names."""
    return [
        read_case(path.stem, json.loads(path.read_text()), allowed=folder == "allow")
        for folder in ("allow", "deny")
        for path in sorted((FOLDER / folder).glob("*.json"))
    ]


def read_case(stem: str, told: dict[str, Any], *, allowed: bool) -> Case:
    """The case a file tells. Raises ValueError for a part that means nothing."""
    unknown = told.keys() - PARTS
    if unknown:
        raise ValueError(f"{stem}: {unknown} mean nothing in a case")
    return Case(
        name=stem.replace("-", " "),
        allowed=allowed,
        standing=_standing(told),
        permission=told["permission"],
        subject=_subject(told.get("subject", {})),
        context=told.get("context", {}),
        decided_by=tuple(told["decided_by"]),
        reason=told["reason"],
    )


def _standing(told: dict[str, Any]) -> Standing:
    caller, workspace, project = told.get("caller", {}), told.get("workspace", {}), told.get("project")
    custom = {id: CustomRole(name=id, **role) for id, role in workspace.get("custom_roles", {}).items()}
    return Standing(
        principal=a_principal(
            caller.get("type", "user"), scopes=caller.get("scopes", ["*"]), org=caller.get("token_for", ORG)
        ),
        org_grants=org_grants(*caller.get("org_roles", ["member"]), status=caller.get("org_status", "active")),
        workspace_grants=workspace_grants(
            caller.get("workspace_role", ""),
            projects={PROJECT: caller["project_role"]} if "project_role" in caller else {},
            teams=caller.get("teams", []),
            custom_roles=caller.get("custom_roles", []),
            status=caller.get("workspace_status", "active"),
        ),
        workspace_access=None
        if workspace.get("absent")
        else workspace_access(custom, deleted=workspace.get("deleted", False)),
        project_access=None
        if project is None
        else project_access(
            project.get("visibility", "private"), project.get("member_access", "view"), teams=project.get("teams")
        ),
    )


def _subject(told: dict[str, Any]) -> Subject:
    place = told.get("in", "project")
    return Subject(
        kind=told.get("kind", "task"),
        id=told.get("id", "one"),
        org_id=told.get("org", ORG),
        workspace_id=None if place == "organization" else WORKSPACE,
        project_id=PROJECT if place == "project" else None,
        owner_id=ME if told.get("own") else None,
    )
