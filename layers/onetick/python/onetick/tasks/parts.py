"""What a task is made of beside plain fields: its places, its subtasks in numbers, what it waits for, how it recurs."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Self

from .deadlines import deadline

DependencyType = Literal["FS", "SS", "FF", "SF"]
Anchor = Literal["due", "completion"]
Trigger = Literal["completion", "schedule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a task stands in one of its projects."""

    project_id: str
    section_id: str
    rank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The subtasks of a task in numbers: its own, and those of all levels below it.

    `levels` is how many levels there are, or were. It follows the events by a moment.
    """

    done: int = 0
    total: int = 0
    all_done: int = 0
    all_total: int = 0
    levels: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A task that this one holds back: how, and how many days are to lie between."""

    task_id: str
    type: DependencyType = "FS"
    lag_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Link):
    """A task that this one waits for. `met` when it has come as far as this one needs."""

    met: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """How a task comes again.

    `rule` is an RRULE for dates in `timezone`, and `occurrence` the date by the rule that this task
    stands for, before weekends and clock changes moved it. `number` counts the tasks of the series;
    `next_id` is the one that was made after this one, and `over` says that none will be.
    """

    rule: str
    timezone: str
    occurrence: datetime
    anchor: Anchor = "due"
    trigger: Trigger = "completion"
    next_business_day: bool = False
    skip_weekends: bool = False
    skip_missed: bool = False
    number: int = 1
    next_id: str | None = None
    over: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether another task is to be made after this one."""
        return self.next_id is None and not self.over


_NONE = Progress()


ApprovalState = Literal["pending", "approved", "rejected", "changes_requested"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The approval that a task waits for, or that decided about it last, and the status that it is about."""

    id: str
    status: str
    state: ApprovalState = "pending"


class Shown:
    """What follows from the parts of a task, for the task itself and for its summaries."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def project_id(self) -> str: ...
        @property
        def section_id(self) -> str: ...
        @property
        def rank(self) -> str: ...
        @property
        def elsewhere(self) -> tuple[Slot, ...]: ...
        @property
        def progress(self) -> Progress | None: ...
        @property
        def blocked_by(self) -> tuple[Dependency, ...]: ...
        @property
        def blocks(self) -> tuple[Link, ...]: ...
        @property
        def completed_at(self) -> datetime | None: ...
        @property
        def due_at(self) -> datetime | None: ...
        @property
        def all_day(self) -> bool: ...
        @property
        def timezone(self) -> str | None: ...
        @property
        def approval(self) -> Asked | None: ...

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Where it stands, at home first."""
        return (Slot(project_id=self.project_id, section_id=self.section_id, rank=self.rank), *self.elsewhere)

    @property
    def project_ids(self) -> tuple[str, ...]:
        """The projects it is in, its home first."""
        return (self.project_id, *(slot.project_id for slot in self.elsewhere))

    @property
    def deadline(self) -> datetime | None:
        """The moment from which it is overdue, if it is open then."""
        return deadline(self.due_at, all_day=self.all_day, timezone=self.timezone) if self.due_at is not None else None

    @property
    def blocked(self) -> bool:
        """Whether it waits for another task."""
        return self.completed_at is None and any(not dependency.met for dependency in self.blocked_by)

    @property
    def blocking(self) -> bool:
        """Whether another waits for it."""
        return bool(self.blocks)

    @property
    def approval_state(self) -> ApprovalState | None:
        """What became of the approval that it is or was about."""
        return self.approval.state if self.approval is not None else None

    @property
    def subtasks(self) -> Progress:
        """Its subtasks in numbers."""
        return self.progress or _NONE

    @property
    def dependencies(self) -> Self:
        """What it waits for and what waits for it, which views show together."""
        return self
