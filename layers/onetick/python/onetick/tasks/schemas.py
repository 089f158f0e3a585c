"""What the API shows of tasks, and takes for them."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints

from onetick.fields.model import MAX_ATTACHED
from onetick.fields.schemas import FieldId, GivenValue
from onetick.kernel.fields import UNCHANGED, Body, Moment, QueryParameters, Timestamp, Title, View
from onetick.kernel.ids import id_pattern
from onetick.projects.model import Category
from onetick.projects.schemas import SectionId, SectionView, StatusId
from onetick.tags.schemas import TagId
from onetick.tasktypes.schemas import TypeId

from .model import MAX_ASSIGNEES, MAX_TAGS, Priority, Summary, Task
from .part_schemas import AskedView, DependenciesView, PlacementView, RecurrenceView, SubtaskCountsView
from .parts import ApprovalState

MAX_DESCRIPTION = 25_000
"""In characters. An event holds a description twice, and the bus takes 256 KB."""
MAX_COMMENT = 10_000
BOARD_WINDOW = 50
MAX_FIELDS_AT_ONCE = 20
"""Each leaves an event of its own, and all are one transaction."""

PERSON = r"^(usr|sva)_[0-7][0-9A-HJKMNP-TV-Z]{25}$"


def _known_zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise ValueError("must be the name of a time zone, such as Europe/Berlin") from None
    return name


def _in_milliseconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=moment.microsecond // 1000 * 1000)


def _words(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_]{1,64}(,[A-Za-z0-9_]{1,64}){0,49}", text):
        raise ValueError("must be 1 to 50 values with commas between them")
    return text


ProjectId = Annotated[str, StringConstraints(pattern=id_pattern("prj"))]
TaskId = Annotated[str, StringConstraints(pattern=id_pattern("tsk"))]
PersonId = Annotated[str, StringConstraints(pattern=PERSON)]
TaskTitle = Annotated[Title, Field(examples=["Write the announcement"])]
Description = Annotated[
    str,
    StringConstraints(max_length=MAX_DESCRIPTION),
    Field(description="Markdown. `@usr_…` or `@[Name](usr_…)` mentions somebody.", examples=["For the **blog**."]),
]
Assignees = Annotated[list[PersonId], Field(max_length=MAX_ASSIGNEES, examples=[["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]])]
Tags = Annotated[
    list[TagId], Field(max_length=MAX_TAGS, description="Tags of the workspace that are not archived.", examples=[[]])
]
Minutes = Annotated[int, Field(ge=0, le=6_000_000, description="In minutes.", examples=[90])]
Points = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False, examples=[3])]
TimeZone = Annotated[
    str,
    StringConstraints(max_length=64, pattern=r"^[A-Za-z][A-Za-z0-9_+/-]*$"),
    AfterValidator(_known_zone),
    Field(description="In which the days of an all-day task are meant.", examples=["Europe/Berlin"]),
]
Values = Annotated[
    dict[FieldId, GivenValue | None],
    Field(
        description="Values of the project's custom fields, by their ids: what each takes depends on its type. "
        "Options are named by id or name, people and references are lists of ids. null takes a value away.",
        examples=[{}],
    ),
]
Instant = Annotated[Moment, AfterValidator(_in_milliseconds)]
"""A moment as it is stored, sorted and compared: in UTC, to the millisecond."""
SeveralWords = Annotated[str, AfterValidator(_words)]


class NewTask(Body):
    """A task to create."""

    project_id: ProjectId = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    title: TaskTitle
    description: Description = ""
    status: StatusId | None = Field(default=None, description="By default that of the section, or the first open one.")
    section_id: SectionId | None = Field(default=None, description="By default the section of the status.")
    type_id: TypeId | None = Field(
        default=None,
        description="A type that the project takes. Left out: its default one. null: a plain task.",
        examples=[None],
    )
    priority: Priority = "none"
    assignee_ids: Assignees = Field(default_factory=list)
    tag_ids: Tags = Field(default_factory=list)
    start_at: Instant | None = None
    due_at: Instant | None = Field(default=None, examples=["2030-01-31T17:00:00Z"])
    all_day: bool = False
    timezone: TimeZone | None = None
    estimate_minutes: Minutes | None = None
    points: Points | None = None
    milestone: bool = False
    custom_fields: Annotated[Values, Field(max_length=MAX_ATTACHED)] = Field(default_factory=dict)
    parent_id: TaskId | None = Field(default=None, description="The task that this is a subtask of.", examples=[None])


class TaskChanges(Body):
    """What to change; fields that are left out stay as they are, and null takes a value away."""

    title: TaskTitle = UNCHANGED
    description: Description = UNCHANGED
    status: Annotated[StatusId, Field(description="As `POST …/transition` does it.")] = UNCHANGED
    type_id: TypeId | None = Field(
        default=None, description="A type that the project takes; null makes it a plain task.", examples=[None]
    )
    priority: Priority = UNCHANGED
    assignee_ids: Assignees = UNCHANGED
    tag_ids: Tags = UNCHANGED
    start_at: Instant | None = Field(default=None, examples=["2030-01-15T09:00:00Z"])
    due_at: Instant | None = Field(default=None, examples=["2030-01-31T17:00:00Z"])
    all_day: bool = UNCHANGED
    timezone: TimeZone | None = None
    estimate_minutes: Minutes | None = None
    points: Points | None = None
    milestone: bool = UNCHANGED
    custom_fields: Annotated[Values, Field(max_length=MAX_FIELDS_AT_ONCE)] = UNCHANGED
    parent_id: TaskId | None = Field(
        default=None, description="Makes it a subtask of this task, the last one; null takes it out.", examples=[None]
    )


class Place(Body):
    """Where to move a task: a section, a status, or next to other tasks. At least one of them."""

    section_id: SectionId | None = Field(default=None, examples=["sec_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    status: StatusId | None = Field(
        default=None, description="The section of this status; the task takes it on.", examples=[None]
    )
    before_id: TaskId | None = Field(default=None, description="Directly above this task.", examples=[None])
    after_id: TaskId | None = Field(default=None, description="Directly below this task.", examples=[None])
    project_id: ProjectId | None = Field(
        default=None, description="On the board of which of its projects; by default its home.", examples=[None]
    )


class PlaceInProject(Body):
    """Where a task shall stand in a further project: in a section, or next to other tasks there."""

    section_id: SectionId | None = Field(
        default=None, description="By default the one that names its status, or the first.", examples=[None]
    )
    before_id: TaskId | None = Field(default=None, description="Directly above this task.", examples=[None])
    after_id: TaskId | None = Field(default=None, description="Directly below this task.", examples=[None])
    home: bool = Field(default=False, description="Whether this project shall be its home from now on.")
    status: StatusId | None = Field(
        default=None,
        description="For a new home whose workflow does not have its status; by default one of the same category.",
        examples=[None],
    )


class Parent(Body):
    """Whose subtask a task shall be, and next to which of its subtasks; null is nobody's."""

    parent_id: TaskId | None = Field(examples=[None])
    before_id: TaskId | None = Field(default=None, description="Directly above this subtask.", examples=[None])
    after_id: TaskId | None = Field(default=None, description="Directly below this subtask.", examples=[None])


class Transition(Body):
    """The status to go to, and why."""

    status: StatusId
    comment: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_COMMENT)] | None = (
        Field(default=None, description="Markdown. Added to the task's comments.", examples=["Done, see the blog."])
    )


class DuplicateOptions(Body):
    """How the copy differs."""

    title: TaskTitle | None = Field(default=None, description="By default the same title.")
    assignees: bool = Field(default=True, description="Whether the same people are assigned.")


class MilestoneFilter(QueryParameters):
    """Which milestones to list."""

    state: Literal["open", "done"] | None = Field(default=None, alias="filter[state]")


class Expansion(QueryParameters):
    """What to add to the answer."""

    expand: Literal["html"] | None = Field(default=None, description="Adds the Markdown as sanitised HTML.")


class TaskRow(View):
    """A task as lists and boards show it."""

    id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    key: str = Field(validation_alias="code", examples=["LAU-12"])
    title: str = Field(examples=["Write the announcement"])
    project_id: str
    project_ids: tuple[str, ...]
    section_id: str
    rank: str = Field(description="Orders the tasks of a section, as text.", examples=["i0Sq1cKqT3Vk2"])
    placements: tuple[PlacementView, ...] = Field(
        validation_alias="slots", description="Where it stands in each of its projects, in its home first."
    )
    status: str = Field(examples=["in_progress"])
    status_category: Category
    type_id: str | None = Field(
        description="Its type, one of its workspace; null is a plain task.", examples=["typ_0000000000000000000000000A"]
    )
    priority: Priority
    assignee_ids: tuple[str, ...]
    tag_ids: tuple[str, ...]
    reporter_id: str
    start_at: Timestamp | None
    due_at: Timestamp | None
    all_day: bool
    timezone: str | None
    estimate_minutes: int | None
    logged_minutes: int = Field(description="How much time was logged on it; `GET …/time-entries` shows by whom.")
    points: float | None
    milestone: bool
    sprint_id: str | None = Field(description="The sprint it is, or was last, planned for.")
    sprint_rank: str | None = Field(description="Orders the tasks of a sprint, as text.")
    custom_fields: Mapping[str, Any] = Field(
        description="The values of custom fields, by their ids; fields without one are left out. "
        "Texts of more than 1,000 characters come with the task alone, not in lists.",
        examples=[{}],
    )
    parent_id: str | None = Field(description="The task that this is a subtask of.")
    subtasks: SubtaskCountsView
    dependencies: DependenciesView
    blocked: bool = Field(description="Whether it waits for another task.")
    blocking: bool = Field(description="Whether another waits for it.")
    recurring: bool = Field(description="Whether another task will follow it.")
    approval: AskedView | None
    approval_state: ApprovalState | None = Field(description="What became of the approval that it is or was about.")
    watcher_count: int
    completed_at: Timestamp | None = Field(description="When it reached a status that closes it.")
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int

    @classmethod
    def of(cls, task: Task | Summary) -> Self:
        """The view of a task."""
        return cls.model_validate(task)


class TaskView(TaskRow):
    """A task."""

    workspace_id: str
    description: str
    recurrence: RecurrenceView | None
    status_since: Timestamp | None = Field(description="When it got its status, as far as that is known.")
    status_seconds: Mapping[str, int] = Field(
        description="The time in the statuses that it has left, by their ids; the present stay is not in it yet.",
        examples=[{"todo": 86400}],
    )
    deleted_at: Timestamp | None
    deleted_with: str | None = Field(description="The parent with which it went to the trash.")
    merged_into: str | None = Field(description="The task that it is part of since it went to the trash.")
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")


class TaskHtmlView(TaskView):
    """A task with its description as HTML."""

    description_html: str


class WatcherView(View):
    """Somebody who is told about a task."""

    user_id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["Ann"], description="Empty for somebody who left the workspace.")


class ChangeView(View):
    """One field that changed."""

    field: str = Field(examples=["title"])
    before: Any = Field(examples=["Write the anouncement"])
    after: Any = Field(examples=["Write the announcement"])


class HistoryEntryView(View):
    """Something that happened to a task."""

    id: str = Field(examples=["01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    type: str = Field(examples=["onetick.task.updated.v1"])
    time: Timestamp
    actor_id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    actor_type: str = Field(examples=["user"])
    version: int = Field(description="Of what it happened to, behind this.")
    changes: tuple[ChangeView, ...]
    context: Mapping[str, Any] = Field(description="What the changes do not say.", examples=[{}])


class ColumnPage(View):
    """How a column goes on."""

    next_cursor: str | None
    has_more: bool


class ColumnView(View):
    """One column of a board, and its next tasks in order."""

    section: SectionView
    count: int = Field(description="How many tasks are in the column; may lag a moment behind when there are more.")
    tasks: Sequence[TaskRow]
    page: ColumnPage


class BoardView(View):
    """The columns of a board, in order."""

    project_id: str
    columns: Sequence[ColumnView]


class BoardWindow(QueryParameters):
    """Which part of a board to show."""

    section_id: SectionId | None = Field(default=None, description="Only this column; its cursor continues it.")
