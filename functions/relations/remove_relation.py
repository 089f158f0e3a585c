"""The route removeRelation."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.relations.events import RELATION_REMOVED
from onetick.relations.relate_tasks import unrelate_tasks
from onetick.relations.targets import related_task, task_with_relations
from onetick.tasks.model import Task


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/relations/{relation_type_id}/{other_id}",
    can="task:edit",
    endpoint="C",
    on=[task_with_relations, related_task],
    emits=[RELATION_REMOVED],
    problems=[Conflict, Gone],
    status=204,
)
def handler(work: Work, task: Task, other: Task, relation_type_id: str) -> None:
    """Take a relation away.

    From either of its tasks; also one to a task that you cannot see, or that is in the trash.
    """
    unrelate_tasks(work, task, other, relation_type_id)
