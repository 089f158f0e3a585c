"""What keeps a thing from being purged although its time is over: a legal hold."""

from typing import Any

from onetick.kernel.work import Work


def require_no_hold(work: Work, thing: Any) -> None:
    """Raises LegalHoldActive for what must be kept. Everything that purges asks here, in the transaction that purges.

    There are no holds yet. One that is placed is to be read here and required (`work.require`), so that a
    hold and a purge at the same moment do not miss each other.
    """
