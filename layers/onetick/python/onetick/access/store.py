"""Where roles are kept, and how their routes find them."""

from onetick.kernel.access import WorkspaceAccess, WorkspaceGrants
from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work

from .model import Role

ROLES = Pattern(
    "The custom roles of a workspace, deleted ones too", Role, pk="{org_id}#wsp#{workspace_id}#roles", prefix="rol_"
)


def access_of(work: Work) -> WorkspaceAccess:
    """What decisions in the workspace need of it; it came with the first read."""
    return work.load(WorkspaceAccess, WorkspaceAccess.key(org_id=work.org_id, workspace_id=work.workspace_id))


def role_key(work: Work, role_id: str) -> Key:
    """Where a custom role is."""
    return Role.key(org_id=work.org_id, workspace_id=work.workspace_id, id=role_id)


def _role(at: Arrival) -> Key:
    return Role.key(org_id=at.org, workspace_id=at.workspace, id=at.path["role_id"])


def _member(at: Arrival) -> Key:
    return WorkspaceGrants.key(org_id=at.org, workspace_id=at.workspace, principal_id=at.path["member_id"])


ROLE = Target("role", Role, lambda at: [_role(at)])
DELETED_ROLE = Target("role", Role, lambda at: [_role(at)], trashed=True)
MEMBER = Target("member", WorkspaceGrants, lambda at: [_member(at)], decides=False)
