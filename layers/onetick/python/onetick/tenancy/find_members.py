"""Find members by what other tools call them."""

from collections.abc import Iterable, Mapping

from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work

from .store import MEMBERS

MAX_LOOKED_AT = 2000


def find_members(work: Work, words: Iterable[str]) -> Mapping[str, PrincipalId]:
    """Whom the words name: by address, or by a name that only one active member has. Others are left out.

    For jobs: it reads the members of the workspace, of whom it looks at the first 2,000.
    """
    asked = MEMBERS.of(org_id=work.org_id, workspace_id=work.workspace_id)
    members = [member for member in work.some(asked, limit=MAX_LOOKED_AT) if member.status == "active"]
    by_address = {member.email.casefold(): member.principal_id for member in members if member.email}
    by_name: dict[str, list[PrincipalId]] = {}
    for member in members:
        by_name.setdefault(member.name.casefold(), []).append(member.principal_id)
    found: dict[str, PrincipalId] = {}
    for word in words:
        named = by_name.get(word.casefold(), [])
        one = by_address.get(word.casefold()) or (named[0] if len(named) == 1 else None)
        if one is not None:
            found[word] = one
    return found
