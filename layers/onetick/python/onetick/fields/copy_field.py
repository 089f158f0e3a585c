"""Carry a changed definition into the projects that use it.

A share of the projects at a time, each once however often the event is delivered. What is copied is
the definition as it is then, so the order of deliveries does not matter.
"""

from dataclasses import replace
from functools import partial

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.paging import Paging
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.table import Position
from onetick.kernel.work import Work

from .computing import matters
from .events import FIELD_COPIED
from .model import CustomField, FieldSet, copied
from .sorting import resorts, with_sorting
from .store import USES

SHARE = 10
"""How many projects one transaction takes: for each the set, which may be large, and its event."""


def copy_field(consumer: Acting, occurrence: Occurrence) -> None:
    """Copy the definition that an event is about into every set it is in."""
    after: str | None = ""
    while after is not None:
        after = perform(
            consumer,
            partial(_copy, field_id=occurrence.aggregate_id, after=after),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id, event_id=occurrence.id, traceparent=occurrence.traceparent
            ),
        )


def _copy(work: Work, *, field_id: str, after: str) -> str | None:
    """Copy into the next sets behind a project; behind which one to go on, if there are more."""
    asked = USES.of(org_id=work.org_id, field_id=field_id)
    start = Position(asked.query.pk, after) if after else None
    uses = work.page(asked, Paging(limit=SHARE, start=start)).data
    field_key = CustomField.key(org_id=work.org_id, workspace_id=work.workspace_id, id=field_id)
    keys = [FieldSet.key(org_id=use.org_id, project_id=use.project_id) for use in uses]
    work.prefetch([field_key, *keys])
    field = work.load(CustomField, field_key)
    for fields in work.find_many(FieldSet, keys):
        one = fields.find(field_id)
        if one is None or one.field.version >= field.version:
            continue
        now = with_sorting(replace(one, field=copied(field)), one)
        stored = work.save(fields.with_(now))
        follows = matters(one.field, field, stored) or resorts(now, one)
        work.emit(FIELD_COPIED, stored, before=fields, field_id=field_id, matters=follows)
    return uses[-1].project_id if len(uses) == SHARE else None
