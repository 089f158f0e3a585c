"""How routes find change sets."""

from onetick.kernel.history.changesets import FIRST, ChangeSet
from onetick.kernel.ids import is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work


def _keys(at: Arrival) -> list[Key]:
    name = at.path["change_set_id"]
    return [ChangeSet.key(org_id=at.org, id=name, place=FIRST)] if is_id("chg", name) else []


def _with_part(at: Arrival) -> list[Key]:
    first = _keys(at)
    if not first or at.paging is None or at.paging.start is None:
        return first
    return [*first, ChangeSet.key(org_id=at.org, id=at.path["change_set_id"], place=at.paging.start.sk)]


change_set_of_path = Target("change_set", ChangeSet, _keys)
change_set_in_parts = Target("change_set", ChangeSet, _with_part)
"""The same, read together with the transaction that the page is about."""


def first_of(work: Work, change_set_id: str) -> ChangeSet | None:
    """The item that describes a change set."""
    return work.find(ChangeSet, ChangeSet.key(org_id=work.org_id, id=change_set_id, place=FIRST))
