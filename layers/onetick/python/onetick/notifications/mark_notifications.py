"""Mark notifications read or unread."""

from dataclasses import replace

from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .events import INBOX_MARKED
from .model import MAX_WAITING, Inbox, Notification
from .schemas import Marking
from .store import NEWEST_FIRST

MAX_COUNTED = 100


def mark_notifications(work: Work, inbox: Inbox, marking: Marking) -> Inbox:
    """Mark some notifications, or everything up to one. Raises NotFound for one that is not in the inbox."""
    if marking.through is not None:
        marked = inbox.through(marking.through) or _looked_through(work, inbox, marking.through)
    else:
        marked = inbox.marked(marking.ids, read=marking.read, change=_mark_each(work, inbox, marking))
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


def _looked_through(work: Work, inbox: Inbox, through: str) -> Inbox:
    """The inbox read up to one, with what is behind that looked up; exact up to `MAX_COUNTED`."""
    reached = max(inbox.read_through, through)
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id, "user_id": inbox.user_id}
    rows = work.some(NEWEST_FIRST.of(after=f"ntf#{reached}", **place), limit=MAX_COUNTED)
    unread = [one.id for one in rows if not one.is_read(reached)]
    newest = tuple(reversed(unread[:MAX_WAITING]))
    complete = len(newest) == len(unread) and len(rows) < MAX_COUNTED
    return replace(inbox, read_through=reached, unread=len(unread), waiting=newest, complete=complete)
