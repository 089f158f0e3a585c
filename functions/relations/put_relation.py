"""The route putRelation."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.relations.events import RELATION_ADDED
from onetick.relations.list_relations import show_relation
from onetick.relations.relate_tasks import relate_tasks
from onetick.relations.schemas import RelationView
from onetick.relations.targets import task_to_relate, task_with_relations
from onetick.tasks.model import Task


@route(
    "PUT",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/relations/{relation_type_id}/{other_id}",
    can="task:edit",
    endpoint="C",
    on=[task_with_relations, task_to_relate],
    emits=[RELATION_ADDED],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, task: Task, other: Task, relation_type_id: str) -> RelationView:
    """Relate a task to another.

    To any that you can see, in whichever project of the workspace, by its id or its key. It reads outward
    from this task: `PUT …/LAU-2/relations/{duplicates}/LAU-1` is "LAU-2 duplicates LAU-1". A task has at
    most 100 relations. Tasks that wait for each other have dependencies instead.
    """
    return show_relation(work, task, relate_tasks(work, task, other, relation_type_id))
