"""What is stored of the types of tasks. Which tasks have one is the business of tasks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.trash import purged_at

Icon = Literal[
    "bolt", "book", "bug", "bulb", "check", "flag", "flame", "heart", "inbox", "lifebuoy",
    "palette", "pencil", "question", "rocket", "search", "shield", "star", "target", "tools", "warning",
]  # fmt: skip
"""The pictures that every client has."""


def known_icon(name: str) -> Icon:
    """The picture of this name, or that of any work where there is none."""
    return next((one for one in get_args(Icon) if one == name), "check")


MAX_TYPES = 30
"""How many types a workspace has, archived ones too, without those in the trash."""
MAX_KEPT = 60
"""How many it has with those that were deleted, which their tasks still show."""
PLAIN = "task"
"""What a task without a type is called, so that no type is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskType:
    """A type. Its tasks keep it, and show it, when it is archived and when it is in the trash; no other gets it.

    `merged_into` is the type that its tasks are given instead.
    """

    id: str
    name: str
    icon: Icon
    color: str | None = None
    description: str = ""
    archived_at: datetime | None = None
    deleted_at: datetime | None = None
    merged_into: str | None = None

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    @property
    def usable(self) -> bool:
        """Whether tasks can be given it."""
        return self.archived_at is None and self.deleted_at is None


AT_FIRST = (
    TaskType(id="typ_0000000000000000000000000A", name="Bug", icon="bug", color="#eb5757"),
    TaskType(id="typ_0000000000000000000000000B", name="Story", icon="book", color="#1c8a55"),
    TaskType(id="typ_0000000000000000000000000C", name="Epic", icon="bolt", color="#9b51e0"),
    TaskType(id="typ_0000000000000000000000000D", name="Request", icon="inbox", color="#0e8a9c"),
)
"""What every workspace begins with, and may change."""


@entity("task_types", pk="{org_id}#wsp#{workspace_id}#types", sk="types")
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTypes(Entity):
    """The types of a workspace, in the order in which they are shown.

    All in one item: they are few, and whoever shows a task needs them. There is none before the first
    change.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    types: tuple[TaskType, ...] = AT_FIRST

    @property
    def id(self) -> str:
        """Whose they are."""
        return self.workspace_id

    def find(self, type_id: str | None) -> TaskType | None:
        """The type with this id, even when it was deleted."""
        return next((one for one in self.types if one.id == type_id), None)

    def named(self, name: str) -> TaskType | None:
        """The type with this name, in any case, that was not deleted."""
        word = name.strip().casefold()
        return next((one for one in self.types if one.deleted_at is None and one.name.casefold() == word), None)

    def standing(self, type_id: str | None) -> str | None:
        """What a type is by now: the one that it was merged into, and none when it was deleted."""
        one = self.find(type_id)
        for _ in self.types:
            if one is None or one.deleted_at is None or one.merged_into is None:
                break
            one = self.find(one.merged_into)
        return one.id if one is not None and one.deleted_at is None else None
