"""How much room the files of a workspace take, and how much there is.

A file counts from when its content is there until that is gone: what is announced and never sent does not, what is
in the trash does. Whether one is counted stands in its record, and the count changes with that, in one transaction;
a file from before there was a count begins to be counted when its record is next written.
"""

from dataclasses import replace

from onetick.kernel.ids import WorkspaceId
from onetick.kernel.problems import Fault, QuotaExceeded
from onetick.kernel.settings import settings
from onetick.kernel.table import Key
from onetick.kernel.tally import Counted, count, tally_keys, total
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work

from .model import Attachment

BYTES = "bytes"


def storage_keys(at: Arrival) -> list[Key]:
    """Where it is counted."""
    return list(tally_keys(at.org, str(at.workspace), BYTES))


def used(work: Work, workspace_id: WorkspaceId) -> int:
    """How many bytes the files of a workspace have."""
    return total(work, workspace_id, BYTES)


def has_room(work: Work, attachment: Attachment) -> bool:
    """Whether its content still fits into its workspace."""
    return used(work, attachment.workspace_id) + attachment.size <= settings().workspace_bytes


def require_room(work: Work, attachment: Attachment) -> None:
    """Raises QuotaExceeded when its content does not fit into its workspace."""
    if has_room(work, attachment):
        return
    limit, taken = settings().workspace_bytes, used(work, attachment.workspace_id)
    raise QuotaExceeded(
        f"The files of a workspace may have {limit:,} bytes together, and there are {taken:,} already. What is in the "
        "trash counts until it is purged.",
        errors=[Fault("/size", "too_large", "does not fit any more")],
        extra={"used_bytes": taken, "limit_bytes": limit},
    )


def counted(work: Work, attachment: Attachment) -> Attachment:
    """The attachment as it is to be stored: counted while its content is there."""
    counts = attachment.state in ("scanning", "ready")
    if counts != attachment.counted:
        count(work, *counts_for(attachment, attachment.size if counts else -attachment.size))
    return replace(attachment, counted=counts)


def counts_for(attachment: Attachment, amount: int) -> tuple[Counted, ...]:
    """What an attachment adds to the count of its workspace."""
    return (Counted(of=attachment.workspace_id, name=BYTES, id=attachment.id, amount=amount),)
