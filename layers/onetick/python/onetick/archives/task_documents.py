"""What an archive says of a task: a line of `tasks.ndjson`, with what belongs to the task."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, NaiveDatetime, StringConstraints

from onetick.comments.schemas import one_emoji
from onetick.fields.model import MAX_ATTACHED
from onetick.kernel.fields import Day, Moment, Title
from onetick.kernel.ids import ULID, id_pattern
from onetick.projects.schemas import StatusId
from onetick.relations.model import MAX_RELATIONS
from onetick.tasks.model import MAX_ASSIGNEES, MAX_TAGS, MAX_WATCHERS, Priority
from onetick.tasks.parts import Anchor, DependencyType, Trigger
from onetick.tasks.schemas import MAX_COMMENT, MAX_DESCRIPTION, Instant, Minutes, PersonId, Points, TaskId, TimeZone
from onetick.tasks.stays import MAX_STAYS
from onetick.tasktypes.schemas import TypeId
from onetick.timekeeping.schemas import Note, SpentMinutes

from .documents import Digest, Document, FieldId, FileId, RelationTypeId, SectionId, Short, SprintId, TagId

MAX_COMMENTS = 1_000
MAX_FILES = 100
MAX_TIMES = 1_000
"""So many comments, files and entries of time of a task are in an archive."""
MAX_EDITS = 50
MAX_REACTIONS = 1_000
"""So many earlier texts of a comment, the latest of them, and so many reactions to it."""
Rank = Annotated[str, StringConstraints(max_length=400, pattern=r"^[0-9A-Za-z]*$")]
CommentId = Annotated[str, StringConstraints(pattern=id_pattern("cmt"))]
TimeId = Annotated[str, StringConstraints(pattern=id_pattern("tim"))]
EditId = Annotated[str, StringConstraints(pattern=f"^{ULID}$")]
Emoji = Annotated[str, StringConstraints(min_length=1, max_length=16), AfterValidator(one_emoji)]
Lag = Annotated[int, Field(ge=-3_650, le=3_650)]
Seconds = Annotated[int, Field(ge=0, le=10_000_000_000)]


class DependencyDocument(Document):
    """What a task waits for. `order` is the place of that in the order of what waits for what."""

    task_id: TaskId
    type: DependencyType = "FS"
    lag_days: Lag = 0
    order: Rank = ""


class RelationDocument(Document):
    """What a task is to another, beside waiting: of one of the kinds of the project, read outward."""

    type_id: RelationTypeId
    task_id: TaskId


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


class EditDocument(Document):
    """What a comment said before its author changed it. The id is a ULID of the moment of the change."""

    id: EditId
    body_md: Annotated[str, StringConstraints(max_length=MAX_COMMENT)] = ""
    written_at: Moment
    changed_at: Moment


class ReactionDocument(Document):
    """That somebody reacted to a comment."""

    emoji: Emoji
    user_id: PersonId
    created_at: Moment


class CommentDocument(Document):
    """A comment, or a reply behind the comment that it is in the thread of. `gone`: taken back, and replied to.

    `edit_count` is how often it was changed, also where `edits` are not all of its earlier texts.
    """

    id: CommentId
    body_md: Annotated[str, StringConstraints(max_length=MAX_COMMENT)] = ""
    created_by: PersonId
    created_at: Moment
    parent_id: CommentId | None = None
    resolved_at: Moment | None = None
    resolved_by: PersonId | None = None
    edited_at: Moment | None = None
    edit_count: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    edits: Annotated[tuple[EditDocument, ...], Field(max_length=MAX_EDITS)] = ()
    reactions: Annotated[tuple[ReactionDocument, ...], Field(max_length=MAX_REACTIONS)] = ()
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


class TimeDocument(Document):
    """Time that `user_id` spent on a task, and that `logged_by` entered. `started_at`: a timer measured it."""

    id: TimeId
    user_id: PersonId
    logged_by: PersonId
    spent_on: Day
    minutes: SpentMinutes
    note: Note = ""
    billable: bool = False
    started_at: Moment | None = None
    created_at: Moment
    updated_at: Moment


class TaskDocument(Document):
    """A line of `tasks.ndjson`. `order` is its place in the order of what waits for what.

    `status_since` is when it got its status, `status_seconds` how long it was in those that it has left.
    """

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
    relations: Annotated[tuple[RelationDocument, ...], Field(max_length=MAX_RELATIONS)] = ()
    recurrence: RecurrenceDocument | None = None
    completed_at: Moment | None = None
    status_since: Moment | None = None
    status_seconds: Annotated[Mapping[StatusId, Seconds], Field(max_length=MAX_STAYS)] = {}
    comments: Annotated[tuple[CommentDocument, ...], Field(max_length=MAX_COMMENTS)] = ()
    files: Annotated[tuple[FileDocument, ...], Field(max_length=MAX_FILES)] = ()
    times: Annotated[tuple[TimeDocument, ...], Field(max_length=MAX_TIMES)] = ()
