"""The trash: what was deleted can be restored for 30 days."""

from datetime import datetime, timedelta

from .problems import Conflict, Gone

TRASH = timedelta(days=30)


def purged_at(deleted_at: datetime | None) -> datetime | None:
    """Until when it can be restored; None for what was not deleted."""
    return None if deleted_at is None else deleted_at + TRASH


def require_in_trash(noun: str, purge_at: datetime | None, now: datetime) -> None:
    """Raises Conflict for what is not in the trash, Gone when it was there for too long."""
    if purge_at is None:
        raise Conflict(f"The {noun} is not in the trash.")
    if purge_at <= now:
        raise Gone("It was in the trash for more than 30 days.")
