"""Mark notifications read or unread."""

from dataclasses import replace

from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .events import INBOX_MARKED
from .model import Inbox, Notification
from .schemas import Marking
from .store import NEWEST_FIRST

MAX_COUNTED = 100


def mark_notifications(work: Work, inbox: Inbox, marking: Marking) -> Inbox:
    """Mark some notifications, or everything up to one. Raises NotFound for one that is not in the inbox."""
    if marking.through is not None:
        marked = replace(inbox, read_through=max(inbox.read_through, marking.through))
        marked = replace(marked, unread=_count_unread(work, marked))
    else:
        marked = replace(inbox, unread=max(0, inbox.unread + _mark_each(work, inbox, marking)))
    stored = work.put(marked)
    work.emit(INBOX_MARKED, stored, before=inbox if inbox.version else None, ids=marking.ids, through=marking.through)
    return stored


def _mark_each(work: Work, inbox: Inbox, marking: Marking) -> int:
    """Mark each named notification; by how much the number of unread ones changes."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id, "user_id": work.principal.id}
    keys = [Notification.key(**place, id=identifier) for identifier in dict.fromkeys(marking.ids)]
    found = work.find_many(Notification, keys)
    if len(found) < len(keys):
        raise NotFound("One of the notifications is not in your inbox.")
    change = 0
    for one in found:
        if one.is_read(inbox.read_through) == marking.read:
            continue
        work.save(replace(one, read_at=work.now if marking.read else None, reopened=not marking.read))
        change += -1 if marking.read else 1
    return change


def _count_unread(work: Work, inbox: Inbox) -> int:
    """How many notifications are newer than what was read; exact up to `MAX_COUNTED`."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id, "user_id": inbox.user_id}
    newer = NEWEST_FIRST.of(after=f"ntf#{inbox.read_through}", **place)
    rows = work.some(newer, limit=MAX_COUNTED)
    return sum(not one.is_read(inbox.read_through) for one in rows)
