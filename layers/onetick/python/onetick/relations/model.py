"""What is stored of relations: the kinds that a workspace has, and those of each task."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.trash import purged_at

MAX_TYPES = 50
"""How many kinds of relations a workspace has, without those in the trash."""
MAX_RELATIONS = 100
"""How many relations a task has."""

Direction = Literal["outward", "inward"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A kind of relation, in words: "A duplicates B" outward, "B is duplicated by A" inward.

    Without `inward` it is the same from both sides. One in the trash hides the relations of its kind.
    """

    id: str
    outward: str
    inward: str | None = None
    deleted_at: datetime | None = None

    @property
    def symmetric(self) -> bool:
        """Whether it reads the same from both sides."""
        return self.inward is None

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    @property
    def words(self) -> set[str]:
        """What it is called, in any case."""
        return {word.casefold() for word in (self.outward, self.inward) if word is not None}

    def in_words(self, direction: Direction) -> str:
        """How it reads from one side."""
        return self.inward if self.inward is not None and direction == "inward" else self.outward


DUPLICATES = "rlt_0000000000000000000000000B"
"""The kind that says that a task is another one once more."""

AT_FIRST = (
    RelationType(id="rlt_0000000000000000000000000A", outward="relates to"),
    RelationType(id=DUPLICATES, outward="duplicates", inward="is duplicated by"),
    RelationType(id="rlt_0000000000000000000000000C", outward="causes", inward="is caused by"),
)
"""What every workspace begins with, and may change."""


@entity("relation_types", pk="{org_id}#wsp#{workspace_id}#relations", sk="types")
@dataclass(frozen=True, slots=True, kw_only=True)
class RelationTypes(Entity):
    """The kinds of relations of a workspace, in the order in which they were made.

    All in one item: they are few, and every reading of relations needs them. There is none before the
    first change.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    types: tuple[RelationType, ...] = AT_FIRST

    @property
    def id(self) -> str:
        """Whose they are."""
        return self.workspace_id

    @property
    def live(self) -> dict[str, RelationType]:
        """Those that are not in the trash, by their ids."""
        return {one.id: one for one in self.types if one.deleted_at is None}

    def find(self, type_id: str) -> RelationType | None:
        """The kind with this id, even when it is in the trash."""
        return next((one for one in self.types if one.id == type_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation as one of its tasks has it; the other has the same in the other direction.

    `project_id` is where the other task was at home then; it only helps to read much at once.
    """

    type_id: str
    other_id: str
    direction: Direction
    project_id: str

    @property
    def name(self) -> str:
        """What it is found by among those of its task."""
        return f"{self.type_id}#{self.other_id}"


# Not `relations`: that would lie within the window that a task's drawer reads.
@entity("relations", pk="{org_id}#tsk#{task_id}", sk="connections")
@dataclass(frozen=True, slots=True, kw_only=True)
class Relations(Entity):
    """The relations of a task. Both tasks of each are written together."""

    org_id: OrgId
    workspace_id: WorkspaceId
    task_id: str
    links: tuple[Relation, ...] = ()

    @property
    def id(self) -> str:
        """Whose they are."""
        return self.task_id

    def between(self, type_id: str, other_id: str) -> Relation | None:
        """The relation of this kind to that task."""
        return next((one for one in self.links if one.type_id == type_id and one.other_id == other_id), None)

    def without(self, type_id: str, other_id: str) -> Iterator[Relation]:
        """All others."""
        return (one for one in self.links if one.type_id != type_id or one.other_id != other_id)
