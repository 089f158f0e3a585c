"""List workspaces."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import may
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Position
from onetick.kernel.work import Work

from .model import Workspace
from .store import WORKSPACES, memberships, workspace_key


def list_workspaces(work: Work, paging: Paging) -> Page[Workspace]:
    """The live workspaces the caller may see: all of the organization's, or those they are an active member of."""
    own = work.standing.org_grants
    if work.org_id is None or own is None or own.status != "active":
        return Page([])
    if may(work, "workspace:view", Subject(kind="organization", id=work.org_id, org_id=work.org_id)):
        asked = WORKSPACES.of(org_id=work.org_id)
        # Somebody whose role changed meanwhile may go on with a cursor of the other list: both go by id.
        start = Position(asked.query.pk, paging.start.sk) if paging.start else None
        return work.page(asked, replace(paging, start=start), keep=lambda one: one.deleted_at is None)
    places = memberships(work, work.principal.id).workspaces
    names = paging.cut(place for place, status in places.items() if status != "inactive")
    found = work.find_many(Workspace, [workspace_key(work.org_id, name) for name in names.data])
    return Page([one for one in found if one.deleted_at is None], names.next_cursor)


def list_deleted_workspaces(work: Work, paging: Paging) -> Page[Workspace]:
    """The workspaces that can still be restored."""

    def restorable(workspace: Workspace) -> bool:
        return workspace.purge_at is not None and workspace.purge_at > work.now

    return work.page(WORKSPACES.of(org_id=work.org_id), paging, keep=restorable)
