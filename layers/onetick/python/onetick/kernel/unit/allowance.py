"""What an entry may do with the tables and the bus, as it declared; its work refuses everything else."""

from dataclasses import dataclass
from typing import Any, Protocol

from ..events import EventType
from ..grants import Grant


class Refused(TypeError):
    """A programming error that the kernel does not let through; see `work`."""


class Declared(Protocol):
    """An entry, as far as its work is concerned."""

    @property
    def emits(self) -> tuple[EventType[Any], ...]: ...
    def all_grants(self) -> tuple[Grant, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What an entry declared: what its role lets it do, and the event types it may emit.

    With `derives` it keeps copies that follow from other events, and may write them without one.
    """

    grants: frozenset[Grant]
    emits: frozenset[str]
    derives: bool = False

    @classmethod
    def of(cls, entry: "Declared", *, derives: bool = False) -> "Allowance":
        """The allowance of an entry."""
        return cls(
            grants=frozenset(entry.all_grants()), emits=frozenset(kind.name for kind in entry.emits), derives=derives
        )
