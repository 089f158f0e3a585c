"""Asking for a link to set a new password."""

from onetick.kernel.work import Work

from .emails import digest
from .events import RESET_REQUESTED
from .model import ResetRequest


def forgot_password(work: Work, email: str) -> None:
    """Record that a password was forgotten; the mail follows from the event.

    Whether an account has the address is not looked at here, so the answer cannot tell. More than
    one request a minute or five an hour for an address are left out silently.
    """
    name = digest(email)
    earlier = work.find(ResetRequest, ResetRequest.key(digest=name))
    request = (
        earlier.again(work.now) if earlier is not None else ResetRequest(digest=name, since=work.now, latest=work.now)
    )
    if request is None:
        return
    work.emit(RESET_REQUESTED, work.put(request))
