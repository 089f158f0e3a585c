"""The policies in `onetick/policies`, read and parsed once, at the first decision."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import cedarpy

FOLDER = Path(__file__).parents[2] / "policies"

_DECLARED_ACTION = re.compile(r'^action "(?P<name>[^"]+)"(?: in \[(?P<groups>[^\]]*)\])? appliesTo', re.MULTILINE)
_GROUP = re.compile(r'Action::"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Handles:
    """What an evaluation needs, parsed."""

    policies: "cedarpy.PolicySet"
    schema: "cedarpy.Schema"


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy as data. `role` is None for guards and custom roles; `limit` says what a permit depends on."""

    id: str
    effect: Literal["permit", "forbid"]
    role: str | None
    permissions: frozenset[str]
    limit: str
    because: str


@cache
def handles() -> Handles:
    """The parsed policies and schema."""
    import cedarpy

    return Handles(cedarpy.PolicySet.from_str(policy_text()), cedarpy.Schema.from_str(schema_text()))


@cache
def policies() -> dict[str, Policy]:
    """Every policy by id, in the order of the files. Raises ValueError when two have the same id or one has none."""
    import cedarpy

    document = json.loads(cedarpy.policies_to_json_str(policy_text()))
    found: dict[str, Policy] = {}
    for name in sorted(document["staticPolicies"], key=lambda name: int(name.removeprefix("policy"))):
        policy = _policy(document["staticPolicies"][name])
        if not policy.id or policy.id in found:
            raise ValueError(f"a policy needs an id of its own, not {policy.id!r}")
        found[policy.id] = policy
    return found


@cache
def actions() -> dict[str, frozenset[str]]:
    """Every permission of the schema with the groups it is in."""
    import cedarpy

    canonical = str(cedarpy.Schema.from_str(schema_text()))
    return {
        match["name"]: frozenset(_GROUP.findall(match["groups"] or ""))
        for match in _DECLARED_ACTION.finditer(canonical)
    }


@cache
def permissions_of(role: str) -> frozenset[str]:
    """What a built-in role can allow, such as `project_editor`; some of it only within a limit (see `policies`)."""
    return frozenset(
        permission for policy in policies().values() if policy.role == role for permission in policy.permissions
    )


def policy_text() -> str:
    """All policies as one text."""
    return "\n".join(path.read_text() for path in sorted(FOLDER.glob("*.cedar")))


def schema_text() -> str:
    """The schema they are checked against."""
    return (FOLDER / "onetick.cedarschema").read_text()


def _policy(parsed: dict[str, Any]) -> Policy:
    annotations = parsed["annotations"]
    role = parsed["principal"].get("entity", {}).get("id")
    return Policy(
        id=annotations.get("id", ""),
        effect=parsed["effect"],
        role=role,
        permissions=_permissions(parsed["action"]),
        limit=annotations.get("limit", ""),
        because=annotations.get("because", ""),
    )


def _permissions(scope: dict[str, Any]) -> frozenset[str]:
    if scope["op"] == "All":
        return frozenset(actions())
    named = {entity["id"] for entity in scope.get("entities", [scope.get("entity")])}
    return frozenset(name for name, groups in actions().items() if name in named or groups & named)
