"""What a line of any source says of one task, before anybody has looked at the project it goes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from onetick.archives.task_documents import CommentDocument, ReactionDocument, TaskDocument
from onetick.projects.model import Category

MAX_TITLE = 500
MAX_TEXT = 25_000
"""In characters: what is longer is cut, and the report says so."""
MAX_REMARKS = 100
MAX_LABELS = 50
REACTIONS_OF_SHARE = 10
MAX_LINKS = 50
"""So many tasks wait for one, and it waits for so many (`onetick.planning`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment of the source: by whom and when, as the source has it."""

    text: str
    author: str = ""
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One task of a source.

    `line` is where it stands: the line of a table, the position in a list. `external_id` is its name there, so
    that the same file brought in again finds what it made the first time; `aliases` are other names by which the
    source refers to it. `section`, `status`, `type`, `priority`, `assignees` and `labels` are the source's own words;
    `category` is what its status means, where the source lets that be known; `parent`, `blocked_by` and `blocks`
    are external ids or aliases. `extra` holds what else the source says, by its name there. A row of an archive has
    the whole `task`.
    """

    line: int
    external_id: str
    aliases: tuple[str, ...] = ()
    title: str
    description: str = ""
    section: str | None = None
    status: str | None = None
    category: Category | None = None
    done: bool = False
    type: str | None = None
    priority: str | None = None
    assignees: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    parent: str | None = None
    blocked_by: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    start_at: datetime | None = None
    due_at: datetime | None = None
    all_day: bool = False
    estimate_minutes: int | None = None
    points: float | None = None
    completed_at: datetime | None = None
    remarks: tuple[Remark, ...] = ()
    task: TaskDocument | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def more(self) -> int:
        """How much there is to do when its task is there: what ties it to others, what was said, what is attached."""
        said = len(self.remarks) if self.task is None else hanging_on(self.task)
        return (self.parent is not None) + len(self.blocked_by) + len(self.blocks) + said


def hanging_on(task: TaskDocument) -> int:
    """How much hangs on an archived task: relations, comments, what people reacted with, files, logged time."""
    shares = sum(len(shares_of(comment)) for comment in task.comments)
    return len(task.relations) + len(task.comments) + shares + len(task.files) + len(task.times)


def shares_of(comment: CommentDocument) -> Sequence[Sequence[ReactionDocument]]:
    """What people reacted to a comment with, in shares that are dealt with at once; nothing of one taken back."""
    found = () if comment.gone else comment.reactions
    return [found[start : start + REACTIONS_OF_SHARE] for start in range(0, len(found), REACTIONS_OF_SHARE)]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a line is not taken, or what of it is not: `column` names the place, `message` says what is wrong."""

    line: int
    column: str
    message: str
    fatal: bool = True


class Unreadable(Exception):
    """The file as a whole is not what it was said to be; the message says why, for whoever sent it."""
