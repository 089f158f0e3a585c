"""What a custom role leaves: what it was called where decisions are read from."""

from dataclasses import replace

from onetick.kernel.access import WorkspaceAccess
from onetick.kernel.purging import Bin, Place, leaves, scrubs
from onetick.tenancy.model import Workspace

from .events import ROLE_DELETED, ROLE_RESTORED
from .model import Role

ROLES = Bin("role", Role, deleted=[ROLE_DELETED], restored=[ROLE_RESTORED])


def _without(access: WorkspaceAccess, id: str) -> WorkspaceAccess:
    if id not in access.custom_roles:
        return access
    return replace(access, custom_roles={name: role for name, role in access.custom_roles.items() if name != id})


scrubs(WorkspaceAccess, _without)
leaves(
    Role,
    places=lambda role: [Place(f"{role.org_id}#wsp#{role.workspace_id}", prefix="access", exact=True, only=role.id)],
)
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#roles")])
