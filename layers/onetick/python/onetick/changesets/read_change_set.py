"""What a change set changed: its events, as far as the caller may see what they are about."""

from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.events import EventRecord
from onetick.kernel.history.changesets import FIRST, ChangeSet, place_of, places_behind
from onetick.kernel.jobs import Job
from onetick.kernel.jobs.events import JOB_FINISHED
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Key, Position
from onetick.kernel.work import Work

from .schemas import ChangeSetRow, ChangeSetView, EntityChange, FieldChange
from .seeing import sees
from .store import OWN, TRANSACTIONS

AHEAD = 8
"""Among how many places the next transaction is looked for, before it is searched."""


def read_change_set(work: Work, found: ChangeSet) -> ChangeSetView:
    """A change set with the changes of its first transaction."""
    second = ChangeSet.key(org_id=found.org_id, id=found.id, place=place_of(1))
    work.prefetch([second, *_keys(found)])
    changes = changes_of(work, found)
    # What a job does comes behind the request that it was accepted by, if its first steps change anything or not.
    whole = work.find(ChangeSet, second) is None and all(change.kind != Job.kind.name for change in changes)
    shown = ChangeSetRow.of(found).model_dump()
    return ChangeSetView(**shown, changes=changes, complete=whole)


def list_changes(work: Work, found: ChangeSet, paging: Paging) -> Page[EntityChange]:
    """The changes of one transaction: a page each. A cursor names the next."""
    part = _part(work, found, FIRST if paging.start is None else paging.start.sk)
    if part is None:
        return Page([])
    behind = [_part_key(found, place) for place in places_behind(part.place, AHEAD)]
    work.prefetch([*_keys(part), *behind])
    following = work.find_many(ChangeSet, behind)[:1]
    if not following and _goes_on(work, found, part):
        asked = TRANSACTIONS.of(org_id=found.org_id, id=found.id, after=part.place)
        following = work.some(asked, limit=1)
    at = Position(part.own_key.pk, following[0].place) if following else None
    return Page(changes_of(work, part), paging.cursor(at))


def _part(work: Work, found: ChangeSet, place: str) -> ChangeSet | None:
    return work.find(ChangeSet, _part_key(found, place))


def _part_key(found: ChangeSet, place: str) -> Key:
    return ChangeSet.key(org_id=found.org_id, id=found.id, place=place)


def _goes_on(work: Work, found: ChangeSet, part: ChangeSet) -> bool:
    """Whether there may be more far behind: a job is not over, whose steps may have changed nothing for a while."""
    job = f"{found.org_id}#job#"
    if not any(ref.partition.startswith(job) for ref in found.events):
        return False
    return all(record.type != JOB_FINISHED.wire_type for record in _records(work, part))


def _records(work: Work, part: ChangeSet) -> list[EventRecord]:
    return work.find_many(EventRecord, [EventRecord.key(partition=ref.partition, id=ref.id) for ref in part.events])


def list_change_sets(work: Work, paging: Paging) -> Page[ChangeSet]:
    """One page of the caller's own change sets."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    return work.page(OWN.of(**place, created_by=work.principal.id), paging)


def changes_of(work: Work, part: ChangeSet) -> list[EntityChange]:
    """What one transaction changed, in order, without what the caller does not see."""
    work.prefetch(_keys(part))
    visible = scope(work.standing)
    return [_change(record) for record in _records(work, part) if sees(work, visible, record)]


def _keys(part: ChangeSet) -> list[Key]:
    """The events of a transaction, and what says who sees what they are about."""
    place = {"org_id": part.org_id, "workspace_id": part.workspace_id}
    return [
        *(EventRecord.key(partition=ref.partition, id=ref.id) for ref in part.events),
        *(ProjectAccess.key(**place, project_id=project) for project in part.projects),
    ]


def _change(record: EventRecord) -> EntityChange:
    event = record.cloudevent
    data = event["data"]
    fields = [
        FieldChange.model_validate(
            {"field": name, "from": data["previous"].get(name), "to": data["resource"].get(name)}
        )
        for name in data["changed"]
    ]
    return EntityChange(
        event=event["type"],
        kind=record.left.kind if record.left else event["subject"].partition("/")[0],
        id=event["aggregateid"],
        version=event["aggregateversion"],
        time=event["time"],
        fields=fields,
    )
