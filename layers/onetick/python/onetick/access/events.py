"""What happens to roles."""

from dataclasses import dataclass

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.events import EventType
from onetick.tenancy.people import MemberFact

from .model import Role
from .schemas import RoleView


@dataclass(frozen=True, slots=True)
class OfRole:
    """Context: the role that was given or taken away."""

    role_id: str


ROLE_CREATED = EventType("role.created", Role, RoleView.of)
ROLE_UPDATED = EventType("role.updated", Role, RoleView.of)
ROLE_DELETED = EventType("role.deleted", Role, RoleView.of)
ROLE_RESTORED = EventType("role.restored", Role, RoleView.of)
ROLE_ASSIGNED = EventType("role.assigned", WorkspaceGrants, MemberFact.of, context=OfRole)
ROLE_REMOVED = EventType("role.removed", WorkspaceGrants, MemberFact.of, context=OfRole)
