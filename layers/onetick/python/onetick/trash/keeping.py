"""Keep the rows of the trash, and the days on which it is emptied."""

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.purging import Named
from onetick.kernel.work import Work
from onetick.notifications import timetable
from onetick.notifications.model import TimetableEntry

from .bins import bin_of
from .model import MAX_SAID, TrashRow


def keep_trash(work: Work, occurrence: Occurrence) -> None:
    """Remember what went to the trash and when it is to be purged, and forget what came out of it.

    What counts is how the thing is now: so the order in which events arrive does not matter.
    """
    assert occurrence.workspace_id is not None
    bin = bin_of(occurrence.name)
    named = Named(
        org_id=occurrence.org_id,
        workspace_id=occurrence.workspace_id,
        id=occurrence.context[bin.named] if bin.named else occurrence.aggregate_id,
        resource=occurrence.resource,
        context=occurrence.context,
    )
    key = bin.key(named)
    thing = bin.thing(work.find(bin.cls, key), named.id)
    if thing is None or thing.deleted_at is None:
        own = TrashRow.key(org_id=named.org_id, workspace_id=named.workspace_id, kind_of=bin.name, id=named.id)
        work.discard(TrashRow, own)
        return
    row = TrashRow(
        org_id=named.org_id,
        workspace_id=named.workspace_id,
        id=named.id,
        kind_of=bin.name,
        at=(key.pk, key.sk),
        deleted_at=thing.deleted_at,
        deleted_by=getattr(thing, "deleted_by", None),
        project_id=getattr(thing, "project_id", None),
        task_id=getattr(thing, "task_id", None),
        says=bin.says(thing)[:MAX_SAID] if bin.says else "",
    )
    work.replace(row)
    timetable.enter(
        work,
        TimetableEntry(
            purpose="purge",
            org_id=row.org_id,
            workspace_id=row.workspace_id,
            name=f"{bin.name}.{row.id}",
            subject=row.own_key.sk,
            at=row.purge_at,
        ),
    )
