"""What is stored of the trash: a row for each thing in it, and how far the purging of one has come."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.history import past
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.purging import Place
from onetick.kernel.table import Index, Item, Key, Position, Query, TableName
from onetick.kernel.tally import Counted
from onetick.kernel.trash import TRASH

How = Literal["retention", "request"]

MAX_SAID = 200
"""In characters."""


@entity(
    "trashed",
    pk="{org_id}#wsp#{workspace_id}#bin",
    sk="{kind_of}#{id}",
    index={Index.GSI1: ("{org_id}#prj#{project_id}#bin", "{id}")},
    forgets="It only says where something is.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TrashRow(Entity):
    """That something is in the trash, and where; it follows the events by a moment.

    `kind_of` names its bin. `says` is how it begins, of kinds that have no list of a whole workspace.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    kind_of: str
    id: str
    at: tuple[str, str]
    deleted_at: datetime
    deleted_by: PrincipalId | None = None
    project_id: str | None = None
    task_id: str | None = None
    says: str = ""

    @property
    def purge_at(self) -> datetime:
        """When it will be purged."""
        return self.deleted_at + TRASH

    @property
    def thing_key(self) -> Key:
        """Where the thing itself is."""
        return Key(TableName.TENANT, *self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A place that is being emptied, and behind which of its rows to go on."""

    pk: str
    index: Index | None = None
    prefix: str = ""
    exact: bool = False
    only: str | None = None
    after: tuple[str, str, str | None] | None = None

    @classmethod
    def all_of(cls, place: Place) -> tuple["Stretch", ...]:
        """A place, and its past."""
        now = cls(pk=place.pk, index=place.index, prefix=place.prefix, exact=place.exact, only=place.only)
        name = f"{place.prefix}{past.MARK}" if place.exact else place.prefix
        then = replace(now, pk=f"{place.pk}{past.SUFFIX}", prefix=name, exact=False)
        return (then,) if place.past else (now, then)

    def query(self, limit: int) -> Query:
        """What reads its next rows."""
        return Query(
            table=TableName.TENANT,
            pk=self.pk,
            index=self.index,
            prefix=self.prefix,
            before=self.prefix if self.exact else None,
            limit=limit,
            start=None if self.after is None else Position(*self.after),
            consistent=self.index is None,
        )

    def behind(self, item: Item) -> "Stretch":
        """The rest of it, behind a row."""
        return replace(self, after=(item.key.pk, item.key.sk, item.index[self.index][1] if self.index else None))


@entity("purge", pk="{org_id}#prg#{id}", sk="purge", forgets="It is only how far something came.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Purge(Entity):
    """That a thing was purged: which, when and why, and what is still to be emptied, the last first.

    `ties` are what still holds on to it, by the names of the ties (see `kernel.purging`), `frees` what is still to
    be taken from tallies.
    `erased` counts the items that are gone, `redacted` the events that say no more than that they happened.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    kind_of: str
    how: How
    begun_at: datetime
    begun_by: PrincipalId
    expires: int
    stretches: tuple[Stretch, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()
    frees: tuple[Counted, ...] = ()
    erased: int = 0
    redacted: int = 0
    files: int = 0
    finished_at: datetime | None = None
