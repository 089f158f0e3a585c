"""Undoing the things of a change set, one by one: each is a part of the work, and may turn out a conflict."""

from collections.abc import Sequence
from dataclasses import dataclass

from onetick.kernel.access import scope
from onetick.kernel.entity import kinds
from onetick.kernel.events import EventRecord
from onetick.kernel.history import past
from onetick.kernel.history.changesets import ChangeSet
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.problems import Problem
from onetick.kernel.purging import is_redacted
from onetick.kernel.table import Key, TableName
from onetick.kernel.work import Work
from onetick.merging.events import TASK_MERGED
from onetick.planning.events import TASK_DEPENDENCY_ADDED, TASK_DEPENDENCY_CHANGED, TASK_DEPENDENCY_REMOVED
from onetick.planning.undo_ties import keys_of_ties
from onetick.portfolios.events import OF_PORTFOLIOS
from onetick.projects.events import OF_PROJECTS, PROJECT_CREATED
from onetick.projects.model import StatusUpdate
from onetick.tags.events import TAG_DELETED, TAG_MERGED
from onetick.tasks.targets import facts_of
from onetick.templates.events import TEMPLATE_CREATED

from .schemas import ConflictView
from .seeing import sees
from .stays import BESIDE, PURGED, why_it_stays
from .store import SINCE
from .undoers import UNDOERS

MAX_PROJECTS = 10
"""Of so many projects is read at once what undoing needs; of others when it is needed."""

LOOKED_AT = 50
"""So many events behind a change are looked at to find who changed the same since."""

_UNSEEN = "You do not see it any more."
"""All that is said of what is in the way where somebody has no look at it by now."""

_TIES = frozenset(kind.wire_type for kind in (TASK_DEPENDENCY_ADDED, TASK_DEPENDENCY_CHANGED, TASK_DEPENDENCY_REMOVED))
_REPORTS = frozenset(kind.wire_type for kind in (*OF_PORTFOLIOS.reports, *OF_PROJECTS.reports))
"""What is told of a project or a portfolio, and is about one of its status updates."""


_WHOLE = frozenset(kind.wire_type for kind in (PROJECT_CREATED, TEMPLATE_CREATED))
"""What was made by these holds what else the change set put into it."""

_GROUND = frozenset(kind.wire_type for kind in (TAG_DELETED, TAG_MERGED, TASK_MERGED))
"""What went away by these must be back before anything else can have it again."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that one transaction touched: where it lies, and the first and the last event about it.

    `stays` is why it is not undone, if it is not.
    """

    key: Key
    kind: str
    id: str
    first: EventRecord
    last: EventRecord
    stays: str | None

    @property
    def began(self) -> str:
        """The moment of the commit that touched it first."""
        return _moment(self.first)

    @property
    def ended(self) -> str:
        """The moment of the commit that touched it last."""
        return _moment(self.last)


def things_of(work: Work, found: ChangeSet, part: ChangeSet) -> list[Thing]:
    """What a transaction touched, what it touched last first: so that it is undone in the opposite order.

    A project or a template that was made goes as a whole, so nothing in it is a thing of its own.
    """
    made = {record.cloudevent["aggregateid"] for record in _records(work, found) if record.type in _WHOLE}
    things: dict[Key, Thing] = {}
    for record in _records(work, part):
        if record.left is None or record.left.kind in BESIDE:
            continue
        if record.type not in _WHOLE and made.issuperset(_places(record) or ("",)):
            continue
        key, kind, id = _subject(record)
        known = things.get(key)
        told = PURGED if is_redacted(record) else why_it_stays(_name(record))
        stays = told or (known.stays if known else None)
        things[key] = Thing(key, kind, id, known.first if known else record, record, stays)
    return list(reversed(things.values()))


def ground_of(things: Sequence[Thing]) -> list[Thing]:
    """Those of the things that come back first: tags and merged tasks, before others can have them again."""
    return [thing for thing in things if thing.last.type in _GROUND]


def keys_of(found: ChangeSet, parts: Sequence[ChangeSet]) -> list[Key]:
    """What undoing these transactions reads first: their events, and what must be known of their projects."""
    projects = dict.fromkeys(project for part in parts for project in part.projects[:MAX_PROJECTS])
    return [
        *(key for part in parts for key in event_keys(part)),
        *(key for project in projects for key in facts_of(found.org_id, found.workspace_id, project)),
    ]


def event_keys(part: ChangeSet) -> list[Key]:
    """Where the events of a transaction are."""
    return [EventRecord.key(partition=ref.partition, id=ref.id) for ref in part.events]


def _subject(record: EventRecord) -> tuple[Key, str, str]:
    """What an event is about: where it lies, its kind, and what it is called."""
    aggregate = str(record.cloudevent["aggregateid"])
    if record.type in _REPORTS and not is_redacted(record):
        id = str(record.cloudevent["data"]["context"]["status_update_id"])
        return StatusUpdate.key(org_id=record.org_id, project_id=aggregate, id=id), "status_update", id
    assert record.left is not None
    return Key(TableName.TENANT, record.partition, record.left.sk), record.left.kind, aggregate


def _name(record: EventRecord) -> str:
    """The name of the event type."""
    return record.type.removeprefix("onetick.").rpartition(".")[0]


def _moment(record: EventRecord) -> str:
    assert record.left is not None
    return record.left.at


def _records(work: Work, part: ChangeSet) -> list[EventRecord]:
    return work.find_many(EventRecord, event_keys(part))


def _places(record: EventRecord) -> Sequence[str]:
    """The projects in which a thing lies, or the template."""
    resource = record.cloudevent["data"]["resource"]
    if record.left is not None and record.left.kind == "template_task":
        return (resource.get("template_id", ""),)
    if record.left is not None and record.left.kind in ("project", "portfolio"):
        return (record.cloudevent["aggregateid"],)
    return resource.get("project_ids") or ((resource["project_id"],) if resource.get("project_id") else ())


def prepare(work: Work, things: Sequence[Thing]) -> None:
    """Read at once what they are now, what they were before, and as what the change left them.

    Before any of them is undone: what is done to a reply changes the comment that it is a reply to.
    """
    work.prefetch(
        [
            *(thing.key for thing in things),
            *(past.key_of(thing.key, thing.began) for thing in things),
            *(key for thing in things if thing.first.type in _TIES for key in keys_of_ties(work, thing.id)),
        ]
    )
    for thing in things:
        if thing.kind in UNDOERS:
            work.as_left(kinds[thing.kind].cls, thing.key, thing.ended)


def undo(work: Work, thing: Thing, *, own: str) -> None:
    """Take back what the change set `own` did to one thing.

    Raises Overtaken, or the problem that keeps the caller from it. What a task waits for that the change
    set itself made goes to the trash with the task, and is in nobody's way.
    """
    undoer = UNDOERS.get(thing.kind)
    if thing.stays == PURGED:
        raise Overtaken(why=PURGED)
    if undoer is None:
        raise Overtaken(why=thing.stays or "It is not undone with a change set.")
    cls = kinds[thing.kind].cls
    touched = Touched(
        kind=thing.kind,
        id=thing.id,
        at=thing.ended,
        before=work.superseded(cls, thing.key, thing.began),
        after=work.as_left(cls, thing.key, thing.ended),
        now=work.find(cls, thing.key),
    )
    if touched.before is None and touched.after is None:
        return  # It was only told of, as a task is of those whom a comment mentions.
    if thing.stays is not None and touched.before is not None:
        raise Overtaken(why=thing.stays)
    try:
        undoer(work, touched)
    except Overtaken as cause:
        if set(cause.fields) != {"blocked_by"} or not _made(work, thing, own):
            raise


def _made(work: Work, thing: Thing, own: str) -> bool:
    """Whether a change set made the thing."""
    rows = work.some(SINCE.of(partition=thing.key.pk, after="event#"), limit=1)
    return any(row.cloudevent.get("changesetid") == own for row in rows)


def conflict_of(work: Work, thing: Thing, cause: Overtaken | Problem, *, own: str) -> ConflictView | None:
    """What keeps a thing from being undone; None where only the change set `own` itself went on to change it."""
    fields = cause.fields if isinstance(cause, Overtaken) else ()
    since = _since(work, thing)
    if fields and since and all(record.cloudevent.get("changesetid") == own for record in since):
        return None
    if not sees(work, scope(work.standing), since[-1] if since else thing.last):
        return ConflictView(
            kind=thing.kind, id=thing.id, fields=(), detail=_UNSEEN, changed_by=None, changed_at=None, event=None
        )
    guilty = [record for record in since if record.cloudevent.get("changesetid") != own]
    last = next((record for record in reversed(guilty) if _about(record, fields)), guilty[-1] if guilty else None)
    detail = cause.detail if isinstance(cause, Problem) else str(cause)
    event = last.cloudevent if last is not None and fields else {}
    return ConflictView(
        kind=thing.kind,
        id=thing.id,
        fields=fields,
        detail=detail,
        changed_by=event.get("actorid"),
        changed_at=event.get("time"),
        event=event.get("type"),
    )


def _since(work: Work, thing: Thing) -> list[EventRecord]:
    """The events about the thing behind the last one of the change set, oldest first."""
    asked = SINCE.of(partition=thing.last.partition, after=f"event#{thing.last.id}")
    rows = work.some(asked, limit=LOOKED_AT)
    return [row for row in rows if row.left is not None and _subject(row)[0] == thing.key]


def _about(record: EventRecord, fields: Sequence[str]) -> bool:
    changed = set(record.cloudevent["data"]["changed"])
    return bool(changed & {name.partition(".")[0] for name in fields})
