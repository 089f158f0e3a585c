"""Custom roles as a workspace keeps them; decisions read the copy in its `WorkspaceAccess`."""

from dataclasses import dataclass
from datetime import datetime

from onetick.kernel.access import CustomRole
from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId

MAX_CHECKS = 50
MAX_NAMED = 1000
"""Permissions that all custom roles of a workspace name together: every request reads them."""


@entity("role", pk="{org_id}#wsp#{workspace_id}#roles", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Entity):
    """A role that a workspace made: what it permits, and what it denies whatever else its holder has."""

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    description: str = ""
    permissions: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def custom_role(self) -> CustomRole:
        """The part of it that decisions need."""
        return CustomRole(name=self.name, permissions=self.permissions, denies=self.denies)
