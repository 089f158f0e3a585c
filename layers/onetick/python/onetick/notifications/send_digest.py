"""Mail people what they have not been told yet."""

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.adapters import mail
from onetick.kernel.ids import PrincipalId
from onetick.kernel.settings import settings
from onetick.kernel.work import Work

from .events import DIGEST_SENT
from .model import DigestLine, PendingDigest, TimetableEntry
from .store import digest_of

_SENTENCES = {
    "mentioned": "{actor} mentioned you",
    "approval_requested": "{actor} asks for your approval",
    "approval_decided": "{actor} decided what you asked for",
    "assigned": "{actor} assigned you",
    "replied": "{actor} replied to you",
    "commented": "{actor} commented",
    "reacted": "{actor} reacted to your comment",
    "status_changed": "{actor} changed the status",
    "unblocked": "Nothing holds it back any more",
    "reminded": "You wanted to be reminded",
    "due_approaching": "It is due soon",
    "overdue": "It is overdue",
}


def send_digest(work: Work, entry: TimetableEntry) -> None:
    """Send a person's digest and empty it; nothing is sent to somebody who has left.

    The mail goes out before the commit: after a crash in between it is sent again, which is better
    than never.
    """
    digest = digest_of(work, PrincipalId(entry.subject))
    if digest is None or digest.due_at > work.now:
        return
    work.remove(digest)
    place = {"org_id": digest.org_id, "workspace_id": digest.workspace_id}
    grants = work.find(WorkspaceGrants, WorkspaceGrants.key(**place, principal_id=digest.user_id))
    if grants is None or grants.status != "active" or not grants.email:
        return
    work.emit(DIGEST_SENT, digest.at_version(digest.version + 1))
    if work.attempt == 1:
        mail.send(digest_mail(digest, grants))


def digest_mail(digest: PendingDigest, grants: WorkspaceGrants) -> mail.Mail:
    """The mail itself."""
    more = digest.count - len(digest.lines)
    text = [
        "What happened since the last digest:",
        "",
        *(_sentence(line) for line in digest.lines),
        *([f"... and {more} more."] if more > 0 else []),
        "",
        f"Your inbox: {settings().public_url}/inbox",
        f"Choose what you are told: {settings().public_url}/settings/notifications",
    ]
    plural = "" if digest.count == 1 else "s"
    return mail.Mail(to=grants.email, subject=f"OneTick: {digest.count} notification{plural}", text="\n".join(text))


def _sentence(line: DigestLine) -> str:
    said = _SENTENCES[line.reason].format(actor=line.actor_name or "Somebody")
    return f"- {line.task_key} {line.task_title}: {said}"
