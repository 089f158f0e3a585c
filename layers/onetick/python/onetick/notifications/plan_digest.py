"""Gather notifications for a person's next mail."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work

from . import timetable
from .model import MAX_DIGEST_LINES, DigestLine, PendingDigest, Preferences, TimetableEntry
from .store import digest_of, preferences_of


def plan_digest(work: Work, occurrence: Occurrence) -> None:
    """Add a notification to its person's next digest, unless they do not want it by mail."""
    notification = occurrence.resource
    user_id = PrincipalId(occurrence.context["user_id"])
    preferences = preferences_of(work, user_id)
    if preferences.digest == "off" or not preferences.wants(notification["reason"]).mail:
        return
    line = DigestLine(
        reason=notification["reason"],
        task_key=notification["task_key"],
        task_title=notification["task_title"],
        actor_name=notification["actor_name"],
    )
    pending = digest_of(work, user_id) or _new_digest(work, preferences)
    work.put(replace(pending, lines=(line, *pending.lines)[:MAX_DIGEST_LINES], count=pending.count + 1))
    if pending.version == 0:
        timetable.enter(work, _entry(pending))


def next_digest(preferences: Preferences, now: datetime) -> datetime:
    """When the next digest is due: at the next full hour, or at the chosen hour in the person's zone."""
    if preferences.digest == "hourly":
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    local = now.astimezone(ZoneInfo(preferences.timezone))
    due = local.replace(hour=preferences.digest_hour, minute=0, second=0, microsecond=0)
    if due <= local:
        due += timedelta(days=1)
    return due.astimezone(UTC)


def _new_digest(work: Work, preferences: Preferences) -> PendingDigest:
    return PendingDigest(
        org_id=preferences.org_id,
        workspace_id=preferences.workspace_id,
        user_id=preferences.user_id,
        due_at=next_digest(preferences, work.now),
    )


def _entry(digest: PendingDigest) -> TimetableEntry:
    return TimetableEntry(
        purpose="digest",
        org_id=digest.org_id,
        workspace_id=digest.workspace_id,
        name=f"{digest.workspace_id}.{digest.user_id}",
        subject=digest.user_id,
        at=digest.due_at,
    )
