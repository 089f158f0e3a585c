"""What becomes of a file that was sent: it is held to what was announced, looked at, and opened to its readers or not.

    pending -> scanning -> ready
           \\-> rejected <-/

Each step can come twice, or late, or before the one before: what GuardDuty found may be told before S3
has told that the file is there.
"""

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

from onetick.kernel.delivery.receiving import Finding, Notice
from onetick.kernel.work import Work
from onetick.notifications import timetable
from onetick.notifications.model import TimetableEntry

from .events import ATTACHMENT_READY, ATTACHMENT_REJECTED, ATTACHMENT_UPLOADED
from .model import ATTACHMENTS, SCAN_LASTS, UPLOADS, Attachment, Reason
from .storage import has_room
from .targets import find_attachment
from .writing import write

_REASONS: dict[Finding, Reason | None] = {
    "NO_THREATS_FOUND": None,
    "THREATS_FOUND": "malware",
    "UNSUPPORTED": "not_scannable",
    "ACCESS_DENIED": "not_scannable",
    "FAILED": "not_scannable",
}
_PIECE = 1 << 20


def receive_upload(work: Work, notice: Notice) -> None:
    """Take in a file that was stored, or what was found in it. Nothing happens when nobody waits for it."""
    attachment = find_attachment(work, notice.key.path)
    if attachment is None or attachment.state not in ("pending", "scanning"):
        return
    fault = _difference(work, attachment) if attachment.state == "pending" else None
    if fault is None and attachment.state == "pending" and not has_room(work, attachment):
        # There was when it was announced: others came first.
        fault = "no_room"
    if fault is not None:
        reject(work, attachment, fault)
    elif notice.finding is not None:
        conclude(work, attachment, _REASONS[notice.finding])
    elif attachment.state == "pending":
        scanned = write(work, replace(attachment, state="scanning", uploaded_at=work.now, expires=None))
        work.emit(ATTACHMENT_UPLOADED, scanned, before=attachment)
        _plan_to_give_up(work, scanned)


def conclude(work: Work, attachment: Attachment, reason: Reason | None) -> None:
    """Open an attachment to its readers, or reject it for a reason that was found."""
    if reason is not None:
        reject(work, attachment, reason)
        return
    # Copied first: should the commit fail, a copy that no record speaks of can be opened by nobody.
    work.files.copy(attachment.content(UPLOADS), attachment.content(ATTACHMENTS))
    uploaded = attachment.uploaded_at or work.now
    stored = write(work, replace(attachment, state="ready", uploaded_at=uploaded, ready_at=work.now, expires=None))
    context = {"name": stored.name, "bytes": stored.size, "sha256": stored.sha256}
    work.emit(ATTACHMENT_READY, stored, before=attachment, **context)


def reject(work: Work, attachment: Attachment, reason: Reason) -> None:
    """Keep the record, which says why, and drop the content."""
    stored = write(work, replace(attachment, state="rejected", reason=reason, expires=None))
    work.emit(ATTACHMENT_REJECTED, stored, before=attachment, reason=reason)
    work.files.remove(attachment.content(UPLOADS))


def _plan_to_give_up(work: Work, attachment: Attachment) -> None:
    """Remember when to wait no longer for what is found in it (`give_up_scan`)."""
    entry = TimetableEntry(
        purpose="scan",
        org_id=attachment.org_id,
        workspace_id=attachment.workspace_id,
        name=attachment.id,
        subject=attachment.id,
        at=work.now + SCAN_LASTS,
    )
    timetable.enter(work, entry)


def _difference(work: Work, attachment: Attachment) -> Reason | None:
    """In what the content is not what was announced."""
    facts = work.files.facts(attachment.content(UPLOADS))
    if facts is None or facts.size != attachment.size:
        return "wrong_size"
    sha256 = facts.sha256 or _digest(work, attachment)
    return None if sha256 == attachment.sha256 else "wrong_content"


def _digest(work: Work, attachment: Attachment) -> str:
    """The SHA-256 of what is there, where the store has not checked one itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "content"
        work.files.fetch(attachment.content(UPLOADS), path)
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    return digest.hexdigest()
