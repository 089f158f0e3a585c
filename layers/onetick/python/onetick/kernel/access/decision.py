"""The one place where a caller is let in or not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .policies import Handles, handles, policies
from .standing import Standing, custom_roles, org_membership, roles, workspace_membership, workspace_state
from .subject import PLACES, Subject

NOTHING: Mapping[str, Any] = {}

_GUARD = "guard-"

REMEMBERED = 1000
"""How many answers a process keeps, each under the whole text of its question."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether it is allowed, and why.

    `policies` are the ids of those that decided. `reason` is a code: `role` or `custom-role` when
    allowed; otherwise the id of the first guard that forbade it, `no-grant` when nothing allowed it,
    `error` when the question could not be evaluated.
    """

    allowed: bool
    permission: str
    policies: tuple[str, ...]
    reason: str

    @property
    def guarded(self) -> bool:
        """Whether a policy forbade it explicitly, so that no role would have helped."""
        return self.reason.startswith(_GUARD)

    @property
    def explanation(self) -> str:
        """A sentence for the person who asked."""
        if self.allowed:
            return f"{self.permission} is allowed by {', '.join(self.policies)}."
        if self.guarded:
            return policies()[self.reason].because
        if self.reason == "error":
            return "The access policies could not be evaluated for this, so it is refused."
        return f"No role of the caller here allows {self.permission}."


def decide(standing: Standing, permission: str, subject: Subject, context: Mapping[str, Any] = NOTHING) -> Decision:
    """Whether the caller may do this to the subject.

    `context` may say `items` (how many things one call touches) and `proposal` (only prepared, for
    a person to confirm). Whatever cannot be evaluated, an unknown permission too, is refused.
    """
    parsed = handles()
    try:
        return _answer(parsed, permission, *_question(standing, permission, subject, context))
    except Exception:  # whatever the evaluator chokes on must never let anybody in
        return Decision(False, permission, (), "error")


@lru_cache(maxsize=REMEMBERED)
def _answer(parsed: Handles, permission: str, request: str, entities: str) -> Decision:
    """What the policies say. It depends on nothing but its arguments, so it is worked out once."""
    from cedarpy import is_authorized

    answer = is_authorized(json.loads(request), parsed.policies, entities, parsed.schema)
    diagnostics = answer.diagnostics
    # A policy that fails at run time is skipped, and if it was a guard the rest may still allow. A request
    # that does not fit the schema is an error too.
    if diagnostics.errors:
        return Decision(False, permission, (), "error")
    ids = diagnostics.id_annotations_by_reason
    deciding = tuple(ids[name] for name in sorted(diagnostics.reasons, key=_place))
    if answer.allowed:
        return Decision(True, permission, deciding, "custom-role" if deciding == ("custom-role",) else "role")
    return Decision(False, permission, deciding, deciding[0] if deciding else "no-grant")


def _place(name: str) -> int:
    # The parser numbers policies in the order of the files, which puts the gravest guard first.
    return int(name.removeprefix("policy"))


def _question(standing: Standing, permission: str, subject: Subject, context: Mapping[str, Any]) -> tuple[str, str]:
    """The request and its entities, in full: whatever an answer may depend on."""
    caller, thing = _uid("Principal", standing.principal.id), _uid("Resource", f"{subject.kind}/{subject.id}")
    request = {
        "principal": caller,
        "action": _uid("Action", permission),
        "resource": thing,
        "context": {**context, "permission": permission},
    }
    parents = [_uid("Role", role) for role in sorted(roles(standing, subject))]
    entities = [
        {"uid": caller, "attrs": _principal(standing, permission, subject), "parents": parents},
        {"uid": thing, "attrs": _resource(standing, subject), "parents": []},
    ]
    return json.dumps(request), json.dumps(entities)


def _principal(standing: Standing, permission: str, subject: Subject) -> dict[str, Any]:
    principal = standing.principal
    custom = custom_roles(standing, subject).values()
    active = workspace_membership(standing, subject) is not None
    # Of the sets, only what can matter for this permission: parsing the rest would cost more than the decision.
    return {
        "org": principal.org or "",
        "type": principal.type,
        "active": org_membership(standing, subject) is not None,
        "scopes": sorted(principal.scopes & {permission, "read", "write"}),
        "unscoped": "*" in principal.scopes,
        "granted": [permission] if active and any(permission in role.permissions for role in custom) else [],
        "denied": [permission] if any(permission in role.denies for role in custom) else [],
    }


def _resource(standing: Standing, subject: Subject) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "org": subject.org_id,
        "kind": subject.kind,
        "workspace": workspace_state(standing, subject),
    }
    if subject.project_id is not None:
        attributes["project"] = subject.project_id
    if subject.owner_id is not None and subject.kind not in PLACES:
        attributes["owner"] = {"__entity": _uid("Principal", subject.owner_id)}
    return attributes


def _uid(kind: str, name: str) -> dict[str, str]:
    return {"type": kind, "id": name}
