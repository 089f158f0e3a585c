"""What an archive says of a task: a line of `tasks.ndjson`, with what belongs to the task."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, NaiveDatetime, StringConstraints

from onetick.fields.model import MAX_ATTACHED
from onetick.kernel.fields import Moment, Title
from onetick.kernel.ids import id_pattern
from onetick.projects.schemas import StatusId
from onetick.tasks.model import MAX_ASSIGNEES, MAX_TAGS, MAX_WATCHERS, Priority
from onetick.tasks.parts import Anchor, DependencyType, Trigger
from onetick.tasks.schemas import MAX_COMMENT, MAX_DESCRIPTION, Instant, Minutes, PersonId, Points, TaskId, TimeZone
from onetick.tasktypes.schemas import TypeId

from .documents import Digest, Document, FieldId, FileId, SectionId, Short, SprintId, TagId

MAX_COMMENTS = 1_000
MAX_FILES = 100
"""So many comments, and files, of a task are in an archive."""
Rank = Annotated[str, StringConstraints(max_length=400, pattern=r"^[0-9A-Za-z]*$")]
CommentId = Annotated[str, StringConstraints(pattern=id_pattern("cmt"))]
Lag = Annotated[int, Field(ge=-3_650, le=3_650)]


class DependencyDocument(Document):
    """What a task waits for. `order` is the place of that in the order of what waits for what."""

    task_id: TaskId
    type: DependencyType = "FS"
    lag_days: Lag = 0
    order: Rank = ""


class RecurrenceDocument(Document):
    """How a task comes again."""

    rule: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    timezone: TimeZone
    occurrence: NaiveDatetime
    anchor: Anchor = "due"
    trigger: Trigger = "completion"
    next_business_day: bool = False
    skip_weekends: bool = False
    skip_missed: bool = False
    number: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    next_id: TaskId | None = None
    over: bool = False


class CommentDocument(Document):
    """A comment, or a reply behind the comment that it is in the thread of. `gone`: taken back, and replied to."""

    id: CommentId
    body_md: Annotated[str, StringConstraints(max_length=MAX_COMMENT)] = ""
    created_by: PersonId
    created_at: Moment
    parent_id: CommentId | None = None
    resolved_at: Moment | None = None
    resolved_by: PersonId | None = None
    edited_at: Moment | None = None
    gone: bool = False


class FileDocument(Document):
    """An attachment; its content is `files/<id>`, unless the manifest says that it was left out."""

    id: FileId
    name: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    content_type: Short
    size: Annotated[int, Field(ge=0, le=5_000_000_000)]
    sha256: Digest
    created_by: PersonId
    created_at: Moment


class TaskDocument(Document):
    """A line of `tasks.ndjson`. `order` is its place in the order of what waits for what."""

    id: TaskId
    key: Short
    title: Title
    description: Annotated[str, StringConstraints(max_length=MAX_DESCRIPTION)] = ""
    section_id: SectionId
    rank: Rank
    status: StatusId
    type_id: TypeId | None = None
    priority: Priority = "none"
    assignee_ids: Annotated[tuple[PersonId, ...], Field(max_length=MAX_ASSIGNEES)] = ()
    tag_ids: Annotated[tuple[TagId, ...], Field(max_length=MAX_TAGS)] = ()
    watcher_ids: Annotated[tuple[PersonId, ...], Field(max_length=MAX_WATCHERS)] = ()
    reporter_id: PersonId
    created_by: PersonId
    created_at: Moment
    updated_at: Moment
    start_at: Instant | None = None
    due_at: Instant | None = None
    all_day: bool = False
    timezone: TimeZone | None = None
    estimate_minutes: Minutes | None = None
    points: Points | None = None
    milestone: bool = False
    custom_fields: Annotated[Mapping[FieldId, Any], Field(max_length=MAX_ATTACHED)] = {}
    parent_id: TaskId | None = None
    subtask_rank: Rank = ""
    sprint_id: SprintId | None = None
    sprint_rank: Rank = ""
    order: Rank = ""
    blocked_by: Annotated[tuple[DependencyDocument, ...], Field(max_length=50)] = ()
    recurrence: RecurrenceDocument | None = None
    completed_at: Moment | None = None
    comments: Annotated[tuple[CommentDocument, ...], Field(max_length=MAX_COMMENTS)] = ()
    files: Annotated[tuple[FileDocument, ...], Field(max_length=MAX_FILES)] = ()
