"""How routes find the two tasks of a dependency, with their places in the order, in one read."""

from collections.abc import Sequence

from onetick.fields.targets import field_set_key
from onetick.kernel.access import Subject
from onetick.kernel.authority import may
from onetick.kernel.ids import is_id
from onetick.kernel.problems import NotFound
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.seeing import is_live
from onetick.tasks.targets import task_keys, task_named, task_target

from .model import Node


def _node_keys(at: Arrival, task_id: str) -> list[Key]:
    return [Node.key(org_id=at.org, task_id=task_id)]


def _other_keys(at: Arrival) -> Sequence[Key]:
    name = at.path["other_id"]
    return [*task_keys(at, name), *(_node_keys(at, name) if is_id("tsk", name) else [])]


def _find_other(work: Work, at: Arrival) -> Task | None:
    return task_named(work, at, at.path["other_id"])


task_that_waits = task_target(around=_node_keys)
"""The task of the path, with its place in the order."""
task_to_move = task_target(field_set_key)
"""The task of the path, with the fields of its project, whose formulas may follow from its dates."""
other_task = Target("other", Task, _other_keys, find=_find_other, decides=False)
"""The other task of the path, by its id or its key; the decision is about the first."""
other_task_to_see = Target(
    "other", Task, lambda at: task_keys(at, at.path["other_id"]), find=_find_other, decides=False
)
"""The same, without its place."""
other_task_of_any_kind = Target("other", Task, _other_keys, find=_find_other, decides=False, trashed=True)
"""The same, even where it is in the trash."""


def require_seen(work: Work, other: Task) -> None:
    """Raises NotFound for a task that is not there for the caller."""
    if not is_live(work, other) or not may(work, "task:view", Subject.of(other)):
        raise NotFound()
