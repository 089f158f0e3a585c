"""Who is asking: what the authorizer proved, and nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .ids import OrgId, PrincipalId

PrincipalType = Literal["user", "service_account", "rule", "ai_agent", "system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """A caller. `org` is the organization the token is for (None before one was chosen).

    `method` is how they proved themselves (`session`, `token`, `internal`), `credential` the id of
    that session or token, `scopes` what a personal access token was limited to ("*" is everything).
    `address` is a digest of their address where that was read anyway: it says where to look, and no more.
    """

    id: PrincipalId
    type: PrincipalType = "user"
    org: OrgId | None = None
    method: str = "session"
    credential: str = ""
    scopes: frozenset[str] = frozenset({"*"})
    address: str = field(default="", compare=False, repr=False)

    def to_context(self) -> dict[str, str]:
        """The authorizer context that API Gateway hands on: a flat map of strings."""
        return {
            "principal": self.id,
            "type": self.type,
            "org": self.org or "",
            "method": self.method,
            "credential": self.credential,
            "scopes": " ".join(sorted(self.scopes)),
            "address": self.address,
        }

    @classmethod
    def from_context(cls, context: Mapping[str, Any]) -> "Principal | None":
        """The principal of an authorizer context, or None where there was no authorizer."""
        if not context.get("principal"):
            return None
        return cls(
            id=PrincipalId(context["principal"]),
            type=context.get("type", "user"),
            org=OrgId(context["org"]) if context.get("org") else None,
            method=context.get("method", "session"),
            credential=context.get("credential", ""),
            scopes=frozenset(context.get("scopes", "*").split()),
            address=context.get("address", ""),
        )


SYSTEM = PrincipalId("system")
