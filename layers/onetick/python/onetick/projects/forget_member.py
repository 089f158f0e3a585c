"""Take somebody who left the workspace off the lists of members of its projects, or of its portfolios."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work

from .events import S, Told
from .model import ProjectMember
from .saving import save

SHARE = 25
"""How many projects one transaction takes: for each a row, the project and its event."""


def forget_member(consumer: Acting, occurrence: Occurrence, told: Told[S]) -> None:
    """Follow the end of a membership, a share of the projects at a time, each once however often it is delivered.

    The grants themselves went with the membership. Somebody who came back meanwhile, and has a role
    again, keeps it.
    """
    places = sorted(filter(told.is_one, occurrence.resource["projects"]))
    for start in range(0, len(places), SHARE):
        share = places[start : start + SHARE]
        perform(
            consumer,
            partial(_forget, told=told, principal_id=occurrence.aggregate_id, ids=share),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id,
                event_id=occurrence.id,
                traceparent=occurrence.traceparent,
            ),
            once=f"{occurrence.id}.{told.prefix}.{start}",
        )


def _forget(work: Work, *, told: Told[S], principal_id: str, ids: Sequence[str]) -> None:
    here = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    grants_key = WorkspaceGrants.key(**here, principal_id=principal_id)
    rows = {id: ProjectMember.key(org_id=work.org_id, project_id=id, principal_id=principal_id) for id in ids}
    places = {id: told.cls.key(**here, id=id) for id in ids}
    work.prefetch([grants_key, *rows.values(), *places.values()])
    grants = work.find(WorkspaceGrants, grants_key)
    for id in ids:
        row, place = work.find(ProjectMember, rows[id]), work.find(told.cls, places[id])
        if row is None or place is None or (grants is not None and id in grants.projects):
            continue
        work.remove(row)
        admins = max(0, place.admins - (row.role == "admin"))
        stored = save(work, replace(place, admins=admins, updated_at=work.now), before=place)
        work.emit(told.member_removed, stored, principal_id=principal_id)
