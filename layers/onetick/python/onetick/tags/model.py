"""What is stored of tags. Which tasks have one is the business of tasks."""

from dataclasses import dataclass
from datetime import datetime

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.keys import fingerprint
from onetick.kernel.trash import purged_at


@entity("tag", pk="{org_id}#wsp#{workspace_id}#tags", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Entity):
    """A tag. An archived one stays with its tasks and is given to no other.

    One in the trash is taken off its tasks; `merged_into` is the tag that they have instead.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    color: str | None = None
    archived_at: datetime | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None
    merged_into: str | None = None

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    @property
    def usable(self) -> bool:
        """Whether tasks can be given it."""
        return self.archived_at is None and self.deleted_at is None

    @property
    def claim(self) -> "TagName":
        """Its name, as nobody else's."""
        return TagName(
            org_id=self.org_id, workspace_id=self.workspace_id, digest=fingerprint(self.name.casefold()), tag_id=self.id
        )


@entity(
    "tag_name", pk="{org_id}#wsp#{workspace_id}#tags", sk="name#{digest}", forgets="It only says that a name is taken."
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TagName(Entity):
    """That a name, in any case, belongs to one tag of the workspace that is not in the trash."""

    org_id: OrgId
    workspace_id: WorkspaceId
    digest: str
    tag_id: str
