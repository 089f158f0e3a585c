"""What a change set changed: its events, as far as the caller may see what they are about."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onetick.kernel.access import ProjectAccess, VisibleProjects, scope
from onetick.kernel.changesets import ChangeSet, place_of
from onetick.kernel.events import EventRecord
from onetick.kernel.jobs import Job
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .schemas import ChangeSetRow, ChangeSetView, EntityChange, FieldChange
from .store import OWN, TRANSACTIONS


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
    """The changes of one transaction: a page each."""
    page = work.page(TRANSACTIONS.of(org_id=found.org_id, id=found.id), replace(paging, limit=1))
    return Page([change for part in page.data for change in changes_of(work, part)], page.next_cursor)


def list_change_sets(work: Work, paging: Paging) -> Page[ChangeSet]:
    """One page of the caller's own change sets."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    return work.page(OWN.of(**place, created_by=work.principal.id), paging)


def changes_of(work: Work, part: ChangeSet) -> list[EntityChange]:
    """What one transaction changed, in order, without what the caller does not see."""
    work.prefetch(_keys(part))
    visible = scope(work.standing)
    records = work.find_many(EventRecord, [EventRecord.key(partition=ref.partition, id=ref.id) for ref in part.events])
    return [_change(record) for record in records if _sees(work, visible, part, record)]


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


def _sees(work: Work, visible: VisibleProjects, part: ChangeSet, record: EventRecord) -> bool:
    """Whether the caller may see what an event is about: in one of its projects, or in the workspace itself."""
    projects = _projects(record.cloudevent)
    if not projects:
        return not visible.nothing and work.standing.workspace_grants is not None
    place = {"org_id": part.org_id, "workspace_id": part.workspace_id}
    keys = {one: ProjectAccess.key(**place, project_id=one) for one in projects}
    return any(visible.sees(one, work.find(ProjectAccess, key)) for one, key in keys.items())


def _projects(event: dict[str, Any]) -> Sequence[str]:
    resource = event["data"]["resource"]
    if event["subject"].startswith("project/"):
        return (event["aggregateid"],)
    several = resource.get("project_ids")
    if several:
        return tuple(several)
    return (resource["project_id"],) if resource.get("project_id") else ()
