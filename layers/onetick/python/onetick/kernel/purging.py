"""Purging: what is to be gone when something in the trash is purged, declared by whoever stores it.

A kind that has a trash declares its `Bin`. Whoever stores something of another thing says what that
`leaves`: copies under other keys, partitions and index partitions of its own, files. The walk that
purges (`trash.walking`) follows these, from what was in the trash to whatever it leads to, so an area
that begins to keep something of tasks adds a line of its own, and nobody else changes.

What others know of a thing beside that, such as what waits for a task, they are told to let go (`tied`).

    TASKS = Bin("task", Task, deleted=[TASK_DELETED], restored=[TASK_RESTORED])
    leaves(Task, copies=copies, places=lambda task: [Place(f"{task.org_id}#tsk#{task.id}")])

What a partition holds is gone with it, its past too; the past of a copy under another key is found by
what the thing was at the time. Events stay, without what they tell (`redacted`).
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .entity import Entity
from .events import EventRecord, EventType
from .fields import Timestamp, View
from .ids import OrgId, WorkspaceId
from .objects import ObjectKey
from .table import Index, Key
from .tally import Counted

if TYPE_CHECKING:
    from .work import Work

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Place:
    """A partition of the table or of an index, or those of its rows whose sort keys begin with `prefix`; and its past.

    With `exact`, only the row whose sort key that is. With `only`, others have their own there too: then
    what is there of the thing with this identifier is taken out of each row (`scrubs`). With `past`, what
    is there now stays.
    """

    pk: str
    index: Index | None = None
    prefix: str = ""
    exact: bool = False
    only: str | None = None
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What a thing leaves elsewhere.

    `copies` and `files` may depend on what it was, the others on what it is alone, but for `ever`: these
    places are found from its past, too. `frees` is what it was counted for. `things` are purged with it if they
    are in the trash, each as if by itself: the name of its bin, its identifier, and where it is.
    """

    copies: Callable[[Any], Iterable[Entity]]
    places: Callable[[Any], Iterable[Place]]
    files: Callable[[Any], Iterable[ObjectKey]]
    things: Callable[[Any], Iterable[tuple[str, str, Key]]]
    ever: Callable[[Any], Iterable[Place]]
    frees: Callable[[Any], Iterable[Counted]]


_traces: dict[str, list[Traces]] = {}


def _none(thing: Any) -> tuple[()]:
    return ()


def leaves(
    cls: type[E],
    *,
    copies: Callable[[E], Iterable[Entity]] = _none,
    places: Callable[[E], Iterable[Place]] = _none,
    files: Callable[[E], Iterable[ObjectKey]] = _none,
    things: Callable[[E], Iterable[tuple[str, str, Key]]] = _none,
    ever: Callable[[E], Iterable[Place]] = _none,
    frees: Callable[[E], Iterable[Counted]] = _none,
) -> None:
    """Declare what the caller stores of things of a kind; what others declared of it stays."""
    _traces.setdefault(cls.kind.name, []).append(
        Traces(copies=copies, places=places, files=files, things=things, ever=ever, frees=frees)
    )


_scrubs: dict[str, Callable[[Any, str], Any]] = {}


def scrubs(cls: type[E], without: Callable[[E, str], E | None]) -> None:
    """Declare how things of a kind, which hold others' too, are stored without one of these; None: not at all."""
    _scrubs[cls.kind.name] = without


def scrubbed(thing: E, id: str) -> E | None:
    """The thing without what it holds of another, itself where it holds nothing of it; None when nothing is left."""
    without: Callable[[E, str], E | None] | None = _scrubs.get(thing.kind.name)
    return thing if without is None else without(thing, id)


def is_known(kind: str) -> bool:
    """Whether anybody said that things of a kind leave anything, or are tied to anything."""
    return kind in _traces or kind in _tied or kind in _scrubs


def traces_of(kind: str) -> Sequence[Traces]:
    """What things of a kind leave, as everybody declared it."""
    return _traces.get(kind, ())


def freed_by(thing: Entity) -> tuple[Counted, ...]:
    """What is to be taken from tallies when a thing is gone."""
    return tuple(one for traces in traces_of(thing.kind.name) for one in traces.frees(thing))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How others hold on to a thing: by which identifiers `of` it they are found, and what lets one of them `go`.

    `go` is given the identifier of what was purged, and one of the others; each in a transaction of its own.
    """

    of: Callable[[Any], Iterable[str]]
    go: "Callable[[Work, str, str], None]"


ties: dict[str, Tie] = {}
"""What lets others go, by the name that a purge remembers it by."""
_tied: dict[str, list[str]] = {}


def tied(name: str, cls: type[E], of: Callable[[E], Iterable[str]], go: "Callable[[Work, str, str], None]") -> None:
    """Declare that others know a thing of a kind by its identifier, and how they forget it."""
    if name in ties:
        raise TypeError(f"the tie {name!r} is declared twice")
    ties[name] = Tie(of=of, go=go)
    _tied.setdefault(cls.kind.name, []).append(name)


def ties_of(thing: Entity) -> tuple[tuple[str, str], ...]:
    """By what others hold on to a thing: the names of the ties, and the others."""
    return tuple((name, other) for name in _tied.get(thing.kind.name, ()) for other in ties[name].of(thing))


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What an event says of the thing that it is about, for finding that."""

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    resource: Mapping[str, Any]
    context: Mapping[str, Any]


class PurgedView(View):
    """What is still known of what was purged: that there was such a thing, and when."""

    id: str
    workspace_id: str
    project_id: str | None
    task_id: str | None
    created_by: str | None
    created_at: Timestamp | None
    deleted_by: str | None
    deleted_at: Timestamp | None

    @classmethod
    def of(cls, thing: Any) -> "PurgedView":
        """The view of a thing of any kind: nothing that anybody wrote."""
        known: dict[str, Any] = {name: getattr(thing, name, None) for name in cls.model_fields}
        return cls(**known)


@dataclass(frozen=True, slots=True, kw_only=True)
class HowPurged:
    """Why it was purged: its time was over (`retention`), or somebody wanted it gone (`request`).

    `thing_id` is what was purged, also where the event is about what it was a part of.
    """

    how: str
    thing_id: str


class Bin(Generic[E]):
    """A kind that has a trash: which events put things in and take them out, and where such a thing is.

    `key` says where a thing is that an event tells of, where its tenant, workspace and identifier alone
    do not; and `named` what the event's context calls its identifier, where the event is about another.
    `remain` stores what stays of a thing that others hang on, without anything that it said, and says
    where the rest of it is; it gives None for one that goes. `part` finds what is purged in the entity
    that holds it with others of its kind, and which `scrubs` it. `says` is how one of a kind without a
    list of the whole workspace is told from others in the trash.
    """

    def __init__(
        self,
        name: str,
        cls: type[E],
        *,
        deleted: Sequence[EventType[Any]],
        restored: Sequence[EventType[Any]],
        key: Callable[[Named], Key] | None = None,
        named: str | None = None,
        part: Callable[[E, str], Any] | None = None,
        remain: "Callable[[Work, E], Sequence[Place] | None] | None" = None,
        says: Callable[[E], str] | None = None,
    ) -> None:
        if name in bins:
            raise TypeError(f"the trash of {name!r} is declared twice")
        self.name, self.cls, self.named, self.part = name, cls, named, part
        self.key = key or self._key
        self.deleted, self.restored = tuple(deleted), tuple(restored)
        self.remain = remain or _nothing_remains
        self.says = says
        self.purged: EventType[E] = EventType(f"{name}.purged", cls, PurgedView.of, context=HowPurged)
        bins[name] = self

    def also(self, *, deleted: Sequence[EventType[Any]], restored: Sequence[EventType[Any]]) -> None:
        """Take in what other events tell of, where the same kind of thing belongs to something else, too."""
        self.deleted += tuple(deleted)
        self.restored += tuple(restored)

    def thing(self, found: E | None, id: str) -> Any:
        """What is in the trash, given what was found at its key."""
        return found if found is None or self.part is None else self.part(found, id)

    def _key(self, at: Named) -> Key:
        return self.cls.key(org_id=at.org_id, workspace_id=at.workspace_id, id=at.id)


bins: dict[str, Bin[Any]] = {}
"""Every kind that has a trash, by its name."""


def _nothing_remains(work: "Work", thing: Any) -> None:
    return None


def events_of(org_id: OrgId, id: str) -> Place:
    """The events about a thing that shares its partition with others."""
    return Place(f"{org_id}#about#{id}", index=Index.GSI2)


def is_redacted(record: EventRecord) -> bool:
    """Whether an event tells nothing more than that it happened."""
    return "redacted" in record.cloudevent or record.type.rpartition(".v")[0].endswith(".purged")


def redacted(record: EventRecord) -> EventRecord:
    """The event without what it tells: that it happened, to which thing, when, by whom and why they might."""
    data = record.cloudevent["data"]
    kept = {name: value for name, value in data["resource"].items() if _is_plain(name, value)}
    cloudevent = {**record.cloudevent, "redacted": True}
    cloudevent["data"] = {"resource": kept, "previous": {}, "changed": [], "context": {}}
    return replace(record, cloudevent=cloudevent)


def redacted_of(record: EventRecord, id: str) -> EventRecord:
    """The event without what it tells, if it tells of this thing."""
    data = record.cloudevent["data"]
    told = id in json.dumps([record.cloudevent["aggregateid"], data["resource"], data["previous"], data["context"]])
    return redacted(record) if told and not is_redacted(record) else record


scrubs(EventRecord, redacted_of)


def _is_plain(name: str, value: Any) -> bool:
    """Whether it is an identifier or a time."""
    return isinstance(value, str) and (name == "id" or name.endswith(("_id", "_at")))
