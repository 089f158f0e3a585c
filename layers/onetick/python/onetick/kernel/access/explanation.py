"""Why somebody may do something, or what they would need."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .decision import NOTHING, Decision, decide
from .policies import policies
from .standing import RoleSource, Standing, custom_roles, needs_project_facts, role_sources, workspace_membership
from .subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A policy that forbade it, whatever the roles."""

    id: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowingRole:
    """A built-in role that would allow it, and the limit under which (empty for none; see `LIMITS`)."""

    role: str
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A decision with everything it was made from.

    `roles` are those the caller holds towards the subject and where each came from. `complete` is
    false when the project's facts were not given and might have added a role.
    """

    decision: Decision
    roles: tuple[RoleSource, ...]
    guards: tuple[Guard, ...]
    allowing: tuple[AllowingRole, ...]
    complete: bool


LIMITS = {
    "": "always",
    "own": "on what is their own",
    "own, reach": "on what is their own, in the workspace or a project they have a role in",
    "own, project": "on what is their own, in a project they have a role in",
    "reach": "in the workspace, and in projects they have a role in",
    "workspace": "on what belongs to the workspace and to no project",
    "list": "for lists over the workspace, which show what is shared with them",
    "people": "when the caller is a person; a rule, an AI agent and a service account would need an approval",
    "50": "for at most 50 things at once",
}
"""What the limits of the policies mean, in words that follow "allowed"."""


def explain(standing: Standing, permission: str, subject: Subject, context: Mapping[str, Any] = NOTHING) -> Explanation:
    """The decision about this, the roles considered, the roles that would allow it, and the guards that fired."""
    decision = decide(standing, permission, subject, context)
    catalogue = policies()
    fired = (catalogue[id] for id in decision.policies)
    return Explanation(
        decision=decision,
        roles=(*role_sources(standing, subject), *_custom(standing, subject)),
        guards=tuple(Guard(id=policy.id, because=policy.because) for policy in fired if policy.effect == "forbid"),
        allowing=tuple(
            AllowingRole(role=policy.role, limit=policy.limit)
            for policy in catalogue.values()
            if policy.role is not None and permission in policy.permissions
        ),
        complete=not needs_project_facts(standing, subject),
    )


def _custom(standing: Standing, subject: Subject) -> tuple[RoleSource, ...]:
    if workspace_membership(standing, subject) is None:
        return ()
    return tuple(RoleSource(role.name, "custom", id) for id, role in custom_roles(standing, subject).items())
