"""Addresses to send and to open contents with: each for one file and a moment, for whoever may do that now."""

from datetime import timedelta

from onetick.kernel.authority import may
from onetick.kernel.objects import MAX_ADDRESS_SECONDS
from onetick.kernel.work import Work
from onetick.tasks.belongings import subject_of

from .model import ATTACHMENTS, THUMBNAILS, UPLOADS, Attachment
from .schemas import AttachmentUploadView, AttachmentView, ListedAttachmentView, OpenAttachmentView

DOWNLOAD_SECONDS = 60
THUMBNAIL_SECONDS = 300
THUMBNAIL_TYPE = "image/webp"

HARMLESS = frozenset(
    [
        *("application/pdf", "text/plain"),
        *("image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"),
        *("audio/mpeg", "audio/ogg", "audio/wav", "video/mp4", "video/ogg", "video/webm"),
    ]
)
"""What a browser shows without running anything. All else is only saved, and as no type that would be run."""


def listed(work: Work, attachment: Attachment) -> ListedAttachmentView:
    """An attachment with its picture."""
    shown = dict(AttachmentView.of(attachment))
    return ListedAttachmentView.model_construct(**shown, thumbnail_url=_thumbnail(work, attachment))


def opened(work: Work, attachment: Attachment, *, inline: bool = False) -> OpenAttachmentView:
    """An attachment, and how to open it, or how to send its content where that is still to come."""
    return OpenAttachmentView.model_construct(
        **dict(AttachmentView.of(attachment)),
        thumbnail_url=_thumbnail(work, attachment),
        download_url=_download(work, attachment, inline=inline),
        upload=_upload(work, attachment),
    )


def _upload(work: Work, attachment: Attachment) -> AttachmentUploadView | None:
    awaited = attachment.state == "pending" and attachment.deleted_at is None and work.then is None
    if not awaited or attachment.created_by != work.principal.id:
        return None
    upload = work.files.upload(
        attachment.content(UPLOADS),
        size=attachment.size,
        content_type=attachment.content_type,
        sha256=attachment.sha256,
        seconds=MAX_ADDRESS_SECONDS,
    )
    until = work.now + timedelta(seconds=upload.seconds)
    return AttachmentUploadView(url=upload.url, headers=upload.headers, expires_at=until)


def _held_back(work: Work, attachment: Attachment) -> bool:
    """Whether, looking back, it was deleted since: then only whoever may restore it opens its content."""
    if work.then is None:
        return False
    today = work.today(Attachment, attachment.own_key)
    kept = today is not None and today.deleted_at is None
    return not kept and not may(work, "attachment:delete", subject_of(work, attachment))


def _download(work: Work, attachment: Attachment, *, inline: bool) -> str | None:
    if attachment.state != "ready" or _held_back(work, attachment):
        return None
    harmless = attachment.content_type in HARMLESS
    return work.files.download(
        attachment.content(ATTACHMENTS),
        name=attachment.name,
        content_type=attachment.content_type if harmless else "application/octet-stream",
        inline=inline and harmless,
        seconds=DOWNLOAD_SECONDS,
    )


def _thumbnail(work: Work, attachment: Attachment) -> str | None:
    if attachment.thumbnail is None or _held_back(work, attachment):
        return None
    return work.files.download(
        attachment.content(THUMBNAILS),
        name="thumbnail.webp",
        content_type=THUMBNAIL_TYPE,
        inline=True,
        seconds=THUMBNAIL_SECONDS,
    )
