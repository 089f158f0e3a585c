"""Guessing at passwords: counted by address, whether or not an account has it, and locked for ever longer.

Every attempt writes the guard under the condition that nobody else did meanwhile, a success as well
as a failure, so that guesses in parallel cannot outrun the count.
"""

from math import ceil

from onetick.kernel.problems import Problem, RateLimited
from onetick.kernel.work import Recorded, Work

from .events import LOGIN_FAILED, LOGIN_LOCKED
from .model import Account, SignInGuard


def refuse_locked(work: Work, guard: SignInGuard) -> None:
    """Raises RateLimited while the address is locked, whatever the password."""
    wait = guard.locked_for(work.now)
    if wait is None:
        return
    minutes = ceil(wait.total_seconds() / 60)
    raise RateLimited(
        f"Too many failed attempts with this address. Try again in {minutes} minute{'s' if minutes > 1 else ''}.",
        extra={"limit_scope": "account"},
        headers={"Retry-After": str(ceil(wait.total_seconds()))},
    )


def failed_attempt(work: Work, guard: SignInGuard, account: Account | None, answer: Problem) -> Recorded:
    """Count a wrong password; what to raise so that it is stored and answered."""
    after = work.put(guard.failed(work.now))
    account_id = account.id if account else None
    work.emit(LOGIN_FAILED, after, account_id=account_id)
    if after.locked_until is not None:
        work.emit(LOGIN_LOCKED, after, account_id=account_id)
    return Recorded(answer)


def clear(work: Work, guard: SignInGuard) -> None:
    """Forget the failures: the password was right."""
    work.put(guard.cleared(work.now))
