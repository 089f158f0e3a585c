"""Clear what is left in workspaces of somebody who was removed from the organization."""

from dataclasses import replace

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.work import Work

from .events import ORGANIZATION_MEMBERSHIPS_CLEARED, WORKSPACE_MEMBER_REMOVED
from .leave_teams import leave_teams
from .model import Memberships
from .store import memberships

_WORKSPACES_AT_ONCE = 20
_ITEMS_AT_ONCE = 80


def clear_memberships(work: Work, principal_id: str) -> None:
    """Remove the next few memberships; the event it emits leads to those after them.

    Nothing in them counts any more, but until they are gone the person cannot be invited again:
    they would come back with their old rights.
    """
    known = memberships(work, principal_id)
    if not known.leaving:
        return
    cleared = _clear(work, known)
    then = replace(known, leaving=known.leaving[cleared:])
    if then.leaving:
        stored = work.save(then)
    else:
        work.remove(known)
        stored = then.at_version(known.version + 1)
    work.emit(ORGANIZATION_MEMBERSHIPS_CLEARED, stored, before=known)


def _clear(work: Work, known: Memberships) -> int:
    """Remove as many as one transaction holds; how many."""
    places = [{"org_id": known.org_id, "workspace_id": place} for place in known.leaving[:_WORKSPACES_AT_ONCE]]
    keys = [WorkspaceGrants.key(**place, principal_id=known.principal_id) for place in places]
    work.prefetch(keys)
    for number, key in enumerate(keys):
        grants = work.find(WorkspaceGrants, key)
        if grants is None:
            continue
        # Each team changes, and says so.
        if number and len(work.pending) + len(work.emitted) + 2 + 2 * len(grants.teams) > _ITEMS_AT_ONCE:
            return number
        leave_teams(work, grants)
        work.remove(grants)
        gone = grants.at_version(grants.version + 1)
        work.emit(WORKSPACE_MEMBER_REMOVED, gone, before=grants, source="organization")
    return len(keys)
