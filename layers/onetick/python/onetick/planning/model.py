"""What is stored of the dependencies between tasks, beside the tasks themselves."""

from dataclasses import dataclass

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.table import Index
from onetick.tasks.model import Task
from onetick.tasks.parts import DependencyType

MAX_DEPENDENCIES = 50
"""How many tasks a task waits for, and how many wait for it."""


@entity(
    "dependency_node",
    pk="{org_id}#tsk#{task_id}",
    sk="dependencies",
    index={Index.GSI1: ("{org_id}#prj#{project_id}#dependencies", "{order}#{task_id}")},
    forgets="It only orders what the tasks themselves say, and their past is kept.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Entity):
    """A task among those that depend on each other: which wait for it, and its place in their order.

    Whatever waits for a task has a higher `order` than it, so nothing ever waits for itself. An order
    only ever rises, and the item stays for good (see `ordering`). `project_id` is where the task was at
    home when it was last written; it only helps to read much at once.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    task_id: str
    project_id: str
    order: str
    after: tuple[str, ...] = ()


def is_met(task: Task, type: DependencyType) -> bool:
    """Whether a task has come as far as one that depends on it needs; in the trash it holds nobody back."""
    if task.completed_at is not None or task.deleted_at is not None:
        return True
    return type in ("SS", "SF") and task.status_category == "started"
