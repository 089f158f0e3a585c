"""Changing one's own profile."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import PROFILE_CHANGED
from .model import Account
from .schemas import UserChanges


def update_me(work: Work, account: Account, changes: UserChanges) -> Account:
    """The account with what was given changed; as it was when nothing is different."""
    changed = replace(account, **changes.given)
    if changed == account:
        return account
    changed = work.save(replace(changed, updated_at=work.now))
    work.emit(PROFILE_CHANGED, changed, before=account)
    return changed
