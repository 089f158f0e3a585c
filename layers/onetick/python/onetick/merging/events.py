"""What merging tells."""

from dataclasses import dataclass

from onetick.kernel.events import EventType
from onetick.tasks.model import Task
from onetick.tasks.schemas import TaskRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedInto:
    """Which task it is part of now."""

    into_id: str
    into_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed:
    """Which task became part of it."""

    from_id: str
    from_key: str


TASK_MERGED = EventType("task.merged", Task, TaskRow.of, context=MergedInto)
"""It went to the trash, and is part of another from now on."""
TASK_ABSORBED = EventType("task.absorbed", Task, TaskRow.of, context=Absorbed)
"""Another task, which is in the trash now, becomes part of it."""
