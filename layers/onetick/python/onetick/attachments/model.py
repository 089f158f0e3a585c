"""What is stored of an attachment. Its content is in the bucket.

The record lies in its task's partition; a copy lies under the id alone. The content arrives in the
folder of uploads, where nothing can be opened; what was looked at and is harmless is copied into the
folder of attachments, the only one that downloads come from.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.objects import ObjectKey
from onetick.kernel.trash import purged_at

UPLOAD_LASTS = timedelta(days=1)
"""How long a record waits for its content."""

SCAN_LASTS = timedelta(hours=1)
"""How long a file waits for what is found in it; GuardDuty takes minutes for the largest."""

UPLOADS, ATTACHMENTS, THUMBNAILS = "uploads", "attachments", "thumbnails"
"""The folders of the bucket."""

State = Literal["pending", "scanning", "ready", "rejected"]
Reason = Literal["wrong_size", "wrong_content", "malware", "not_scannable", "not_scanned", "no_room"]
"""Why one was rejected: it is not what was announced, it holds malware, nobody can tell, nobody told in time, or the
workspace was full by the time it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """How large the thumbnail of an image is, in pixels."""

    width: int
    height: int


@entity("attachment", pk="{org_id}#tsk#{task_id}", sk="attachment#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Entity):
    """A file on a task. `name` is harmless wherever it is shown or stored, `original_name` is what was sent.

    `size` (bytes), `sha256` (hexadecimal) and `content_type` are what was announced, and what the
    content was held to. `expires` (Unix seconds) is set while nothing has arrived. `brought_by` copied it
    from a task that became part of this one. `counted` says whether it is in the count of the bytes of its workspace
    (see `storage`).
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    task_id: str
    id: str
    name: str
    original_name: str
    content_type: str
    size: int
    sha256: str
    created_by: PrincipalId
    created_at: datetime
    state: State = "pending"
    reason: Reason | None = None
    uploaded_at: datetime | None = None
    ready_at: datetime | None = None
    thumbnail: Picture | None = None
    brought_by: PrincipalId | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None
    expires: int | None = None
    counted: bool = False

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    def has_lapsed(self, now: datetime) -> bool:
        """Whether nothing arrived in time: then there is no such attachment, even if the table still has it."""
        return self.expires is not None and self.expires <= now.timestamp()

    def content(self, folder: str) -> ObjectKey:
        """Where its content is, in one of the folders."""
        return ObjectKey.of(folder, self.org_id, self.id)


@entity("front_file", pk="{org_id}#tsk#{task_id}", sk="front#file#{id}", forgets="It only follows its attachment.")
@dataclass(frozen=True, slots=True, kw_only=True)
class FrontFile(Entity):
    """One of the latest attachments of a task, where its drawer finds it beside the latest events (see `drawer`)."""

    org_id: OrgId
    task_id: str
    id: str
    attachment: Attachment


@entity("attachment_by_id", pk="{org_id}#att#{id}", sk="attachment")
@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentById(Entity):
    """An attachment as its id alone finds it."""

    org_id: OrgId
    id: str
    attachment: Attachment

    @property
    def expires(self) -> int | None:
        return self.attachment.expires
