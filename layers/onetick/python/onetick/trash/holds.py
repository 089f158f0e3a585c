"""The one place where it will be asked whether a legal hold keeps a thing from being purged. Nothing is held today."""

from typing import Any

from onetick.kernel.work import Work


def require_no_hold(work: Work, thing: Any) -> None:
    """Let everything be purged: there are no holds yet. Every purge of a thing asks here, in its own transaction.

    A hold that is placed is to be read here and required (`work.require`), so that a hold and a purge at
    the same moment do not miss each other, and refuses the purge with a problem of its own.
    """
