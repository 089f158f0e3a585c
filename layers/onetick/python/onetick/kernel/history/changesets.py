"""Change sets: everything that one request of somebody changed, whatever it took to do it.

Each transaction leaves one item that names its events. The first of a request describes the set; those
of later transactions, of a large request or of the steps of its job, only add to it. What was before
each event is in the past (`past`), so a change set is all that undoing needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..entity import Entity, entity
from ..events import Emitted, EventRecord
from ..ids import OrgId, PrincipalId, WorkspaceId
from ..recording import Circumstances
from ..settings import settings
from ..table import Index

FIRST = "set"
MAX_PROJECTS = 100

_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class EventRef:
    """Where an event lies."""

    partition: str
    id: str


@entity(
    "change_set",
    pk="{org_id}#chg#{id}",
    sk="{place}",
    index={Index.GSI2: ("{org_id}#usr#{listed_by}#changes", "{workspace_id}#{id}")},
    forgets="It tells of the past itself.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet(Entity):
    """What one transaction of a request changed, by its events. `place` tells the first from those behind it.

    `projects` are those it changed something in. `undoes` is the set that this one undid, `undone_by` the
    one that undid this, as long as that was not undone itself.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    place: str
    operation: str
    created_by: PrincipalId
    actor_type: str
    created_at: datetime
    expires: int
    events: tuple[EventRef, ...] = ()
    projects: tuple[str, ...] = ()
    undoes: str | None = None
    undone_by: str | None = None
    undone_at: datetime | None = None

    @property
    def listed_by(self) -> PrincipalId | None:
        """Among whose change sets it is listed: only the first item of each is."""
        return self.created_by if self.place == FIRST else None

    @property
    def project_id(self) -> str | None:
        """A project that it lies in, for decisions; None for what belongs to the whole workspace."""
        return self.projects[0] if self.projects else None

    @property
    def other_project_ids(self) -> tuple[str, ...]:
        """The others that it lies in."""
        return self.projects[1:]


def place_of(number: int) -> str:
    """Where the so-manieth transaction of a change set is kept; the first is number 0."""
    return FIRST if number == 0 else f"{FIRST}.{number:08}"


def places_behind(place: str, count: int) -> Sequence[str]:
    """Where the transactions behind one are looked for: the next so many, of which a job may have left some out."""
    number = int(place.partition(".")[2] or 0)
    return [place_of(number + step) for step in range(1, count + 1)]


def change_set_of(
    records: Sequence[Entity], emitted: Sequence[Emitted], at: Circumstances, *, number: int
) -> ChangeSet:
    """The item of a transaction with these events."""
    assert at.org_id is not None and at.workspace_id is not None
    projects = dict.fromkeys(project for one in emitted for project in _projects(one.entity))
    return ChangeSet(
        org_id=at.org_id,
        workspace_id=at.workspace_id,
        id=at.request.change_set_id,
        place=place_of(number),
        operation=at.request.operation,
        created_by=PrincipalId(at.principal.id),
        actor_type=at.principal.type,
        created_at=at.now,
        expires=int(at.now.timestamp()) + settings().history_days * _DAY,
        events=tuple(EventRef(record.partition, record.id) for record in records if isinstance(record, EventRecord)),
        projects=tuple(projects)[:MAX_PROJECTS],
        undoes=at.request.undoes,
    )


def _projects(entity: Entity) -> Sequence[str]:
    if entity.kind.name in ("project", "portfolio"):
        return (str(getattr(entity, "id", "")),)
    home = getattr(entity, "project_id", None)
    return (*((home,) if home else ()), *getattr(entity, "other_project_ids", ()))
