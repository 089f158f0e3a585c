"""Carry the name of an account to its memberships, which show a copy of it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from onetick.identity.model import Account, AccountOrganization
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.paging import MAX_LIMIT, Paging
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.table import Position
from onetick.kernel.work import Work

from .store import ORGANIZATIONS_OF_ACCOUNT, memberships, org_grants

_COPIES_AT_ONCE = 90


def copy_account_name(entry: Acting, work: Work, account_id: str, cause: Cause) -> None:
    """Put the account's name of now into its membership of each organization and workspace.

    Each organization is work of its own, since no work reaches into two. Doing it again changes nothing.
    """
    account = work.load(Account, Account.key(id=account_id))
    for membership in _organizations(work, account):
        org_id = membership.org_id
        places = perform(entry, partial(_in_organization, account=account), org_id=org_id, cause=cause) or []
        for start in range(0, len(places), _COPIES_AT_ONCE):
            chunk = places[start : start + _COPIES_AT_ONCE]
            act = partial(_in_workspaces, account=account, org_id=org_id, places=chunk)
            perform(entry, act, org_id=org_id, cause=cause)


def _organizations(work: Work, account: Account) -> Iterator[AccountOrganization]:
    asked, start = ORGANIZATIONS_OF_ACCOUNT.of(account_id=account.id), None
    while True:
        window = work.page(asked, Paging(limit=MAX_LIMIT, start=start))
        yield from window.data
        if len(window.data) < MAX_LIMIT:
            return
        start = Position(asked.query.pk, window.data[-1].own_key.sk)


def _in_organization(work: Work, *, account: Account) -> list[WorkspaceId]:
    """Copy the name to the membership of the organization; the workspaces that remain."""
    member, known = org_grants(work, account.id), memberships(work, account.id)
    if member is None:
        return []
    if member.name != account.name:
        work.save(replace(member, name=account.name))
        # Whoever adds them to a workspace meanwhile copies the old name, and must start again.
        work.require(known)
    return list(known.workspaces)


def _in_workspaces(work: Work, *, account: Account, org_id: OrgId, places: list[WorkspaceId]) -> None:
    keys = [WorkspaceGrants.key(org_id=org_id, workspace_id=place, principal_id=account.id) for place in places]
    for grants in work.find_many(WorkspaceGrants, keys):
        if grants.name != account.name:
            work.save(replace(grants, name=account.name))
