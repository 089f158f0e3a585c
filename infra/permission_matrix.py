"""The reference page of roles and permissions, printed from the policies.

python -m infra.permission_matrix            # writes docs/reference/permissions.md
python -m infra.permission_matrix --check    # fails when it is not current
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from onetick.kernel.access import LIMITS, PERMISSIONS, WIDE_SCOPES
from onetick.kernel.access.policies import actions, policies

OUT = Path(__file__).parent.parent / "docs/reference/permissions.md"

FAMILIES = {
    "In the organization": {
        "org_owner": "Owner",
        "org_admin": "Admin",
        "org_security_admin": "Security admin",
        "org_compliance_officer": "Compliance officer",
        "org_billing_admin": "Billing admin",
        "org_auditor": "Auditor",
        "org_member": "Member",
    },
    "In a workspace": {"ws_admin": "Workspace admin", "ws_member": "Member", "ws_guest": "Guest"},
    "In a project": {
        "project_admin": "Admin",
        "project_editor": "Editor",
        "project_commenter": "Commenter",
        "project_viewer": "Viewer",
    },
}
ALWAYS = "yes"

OPENING = """\
# Permissions

Printed from the policies in `layers/onetick/python/onetick/policies`. Do not edit it: change a
policy, its cases in `tests/policies`, and run `make docs`.

Everything is denied that no policy allows, and a guard beats every role. Roles of an organization
open no content: whoever is to see what is in a project needs a role in its workspace or in itself.
In a public project every member of the workspace has the role that the project says, a viewer's
unless it was changed. `POST /v1/workspaces/{workspace_id}/access/explain` tells why somebody may or
may not do something.
"""


def page() -> str:
    """The whole page."""
    parts = [OPENING, _legend()]
    parts += [f"## {title}\n\n{_roles(roles)}" for title, roles in FAMILIES.items()]
    parts += [_everything(), _scopes(), _guards()]
    return "\n".join(parts)


def _legend() -> str:
    words = (f"- `{limit or ALWAYS}`: allowed {text}" for limit, text in LIMITS.items())
    return "In a cell:\n\n" + "\n".join(words) + "\n"


def _roles(roles: dict[str, str]) -> str:
    rows = ((permission, [_cell(role, permission) for role in roles]) for permission in PERMISSIONS)
    return _table(["Permission", *roles.values()], ([f"`{name}`", *cells] for name, cells in rows if any(cells)))


def _cell(role: str, permission: str) -> str:
    limits = [
        policy.limit or ALWAYS
        for policy in policies().values()
        if policy.role == role and permission in policy.permissions
    ]
    return "; ".join(limits)


def _everything() -> str:
    heads = ["Permission", "What it lets somebody do", "In a custom role", "Rule", "AI agent"]
    rows = (
        [
            f"`{permission}`",
            text,
            ALWAYS if "customizable" in actions()[permission] else "",
            "" if "grave" in actions()[permission] else ALWAYS,
            _agent(actions()[permission]),
        ]
        for permission, text in PERMISSIONS.items()
    )
    told = (
        "A custom role adds permissions for the workspace it belongs to, and counts in a project only beside a role\n"
        "there. What it denies is denied whatever other roles say. A rule and an AI agent need the role besides; an\n"
        "agent's `propose` only prepares a change that a person confirms.\n"
    )
    return f"## Every permission\n\n{told}\n{_table(heads, rows)}"


def _agent(groups: frozenset[str]) -> str:
    words = {"agent_reads": "read", "agent_reads_own": "read its own", "agent_proposes": "propose"}
    return "".join(word for group, word in words.items() if group in groups)


def _scopes() -> str:
    meaning = {
        "*": "every permission",
        "read": _names(name for name, groups in actions().items() if "looks" in groups),
        "write": "every permission but "
        + _names(name for name, groups in actions().items() if "administration" in groups),
    }
    rows = [[f"`{scope}`", text, meaning[scope]] for scope, text in WIDE_SCOPES.items()]
    told = "A token may be limited to permissions by name, and to these. A scope only ever takes away.\n"
    return f"## Scopes of tokens\n\n{told}\n{_table(['Scope', 'What it covers', 'Permissions'], rows)}"


def _guards() -> str:
    rows = [
        [
            f"`{policy.id}`",
            policy.because,
            "every permission" if len(policy.permissions) == len(PERMISSIONS) else _names(policy.permissions),
        ]
        for policy in policies().values()
        if policy.effect == "forbid"
    ]
    return (
        f"## Guards\n\nThe first that fires is the `reason` of a refusal.\n\n{_table(['Guard', 'Says', 'About'], rows)}"
    )


def _names(permissions: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(permissions))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["--"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> int:
    """Write the page, or with --check say whether it is current."""
    wanted = page()
    if "--check" in sys.argv:
        current = OUT.exists() and OUT.read_text() == wanted
        print("current" if current else f"{OUT.name} is stale: run `make docs`")
        return int(not current)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(wanted)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
