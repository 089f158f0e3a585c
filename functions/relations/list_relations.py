"""The route listRelations."""

from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.relations.list_relations import list_relations
from onetick.relations.schemas import RelationFilter, RelationView
from onetick.relations.targets import task_with_relations
from onetick.tasks.model import Task


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/relations",
    can="task:view",
    endpoint="B",
    on=task_with_relations,
    problems=[Gone],
)
def handler(work: Work, task: Task, query: RelationFilter, paging: Paging) -> Page[RelationView]:
    """List the relations of a task.

    By kind, with the other task of each where you can see it. Those whose other task is in the trash
    are left out: a page may be short, even empty, and not be the last.
    """
    return list_relations(work, task, query.type_id, paging)
