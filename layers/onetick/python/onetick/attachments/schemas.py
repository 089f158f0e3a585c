"""What the API shows of attachments, and takes for them."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from onetick.kernel.fields import Body, QueryParameters, Timestamp, View
from onetick.tasks.schemas import TaskId

from .model import Attachment, Reason, State

_PART = r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}"

ContentType = Annotated[
    str,
    StringConstraints(pattern=rf"^{_PART}/{_PART}$"),
    Field(description="Its media type, without parameters.", examples=["image/png", "image/jpeg"]),
]
Sha256 = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{64}$"),
    Field(
        description="The SHA-256 of its content, in hexadecimal.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ),
]


FileName = Annotated[str, StringConstraints(min_length=1, max_length=500), Field(examples=["Sketch.png"])]


class NewAttachment(Body):
    """A file to attach, as it will be sent."""

    task_id: TaskId
    name: FileName
    content_type: ContentType
    size: Annotated[int, Field(ge=1, description="In bytes. 100 MB at most, unless your deployment says otherwise.")]
    sha256: Sha256


class AttachmentChanges(Body):
    """What can be changed of an attachment."""

    name: FileName


class DownloadOptions(QueryParameters):
    """How the file is to be opened."""

    inline: bool = Field(
        default=False, description="Show it in the browser rather than save it, where its type is harmless."
    )


class AttachmentOrder(QueryParameters):
    """Which attachments to list, and in which order."""

    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")
    sort: Literal["created_at", "-created_at"] = Field(default="created_at", description="Oldest first by default.")


class PictureView(View):
    """How large a thumbnail is, in pixels."""

    width: int
    height: int


class AttachmentView(View):
    """A file on a task."""

    id: str = Field(examples=["att_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    task_id: str
    project_id: str = Field(description="Where the task was when it was attached.")
    name: str = Field(description="Safe to show and to save under.", examples=["Sketch.png"])
    original_name: str = Field(description="As it was sent: show it as text only.", examples=["Sketch.png"])
    content_type: str = Field(examples=["image/png"])
    size: int = Field(description="In bytes.", examples=[48_213])
    sha256: str
    state: State = Field(description="Only what is `ready` can be opened.")
    reason: Reason | None = Field(description="Why it was rejected.")
    thumbnail: PictureView | None = Field(description="Of an image, a moment after it is ready.")
    created_by: str
    created_at: Timestamp
    ready_at: Timestamp | None
    deleted_at: Timestamp | None
    version: int

    @classmethod
    def of(cls, attachment: Attachment) -> Self:
        """The view of an attachment."""
        return cls.model_validate(attachment)


class ListedAttachmentView(AttachmentView):
    """A file on a task, with its picture."""

    thumbnail_url: str | None = Field(description="Works for five minutes.")


class AttachmentUploadView(View):
    """How to send the content: with this method, to this address, with exactly these headers."""

    method: Literal["PUT"] = "PUT"
    url: str
    headers: Mapping[str, str]
    expires_at: Timestamp


class StorageView(View):
    """How much room the files of a workspace take, and how much there is."""

    used_bytes: int = Field(examples=[73_400_320])
    limit_bytes: int = Field(examples=[100_000_000_000])


class OpenAttachmentView(ListedAttachmentView):
    """A file on a task, and how to open it, or how to send its content."""

    download_url: str | None = Field(description="When it is ready. Works for a minute.")
    upload: AttachmentUploadView | None = Field(description="While nothing has arrived, for whoever attaches it.")
