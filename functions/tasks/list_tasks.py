"""The route listTasks."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Conflict, Unprocessable
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work
from onetick.tasks.filters import TaskFilter
from onetick.tasks.list_tasks import list_tasks
from onetick.tasks.schemas import TaskRow
from onetick.tasks.seeing import project_keys
from onetick.tasks.targets import aside


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks",
    can="task:view",
    endpoint="B",
    on=aside("projects", project_keys),
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI1),
        grants.query(TableName.TENANT, Index.GSI2),
    ],
    problems=[Conflict, Unprocessable],
)
def handler(work: Work, query: TaskFilter, paging: Paging) -> Page[TaskRow]:
    """List tasks.

    Those that you can see. `filter[project_id]` sorts by `rank` (section by section, the default),
    `created_at` or `due_at`; `filter[assignee_id]`, which may be `me`, by `due_at`; without either
    the newest come first. A minus turns an order around. `filter[trashed]=true` lists the trash.
    Sorted by `due_at`, only open tasks are listed, unless `filter[completed]=true` asks for the
    finished ones; tasks without a due date come last.

    `sort=field.fld_…` sorts the tasks of a project by a custom field, `sort=-field.fld_…` the other way round;
    either way those without a value come last, the oldest first. The project says by which fields, at most 3, with
    `sortable` where it attaches them (otherwise 422 `not_sortable`). Until a field that was just made sortable is
    `sort_ready` the answer is 409. Numbers, days and texts sort as one expects, texts whatever their case and by their
    first 64 characters, options by their order in the field; what is reordered there follows in a moment. A task
    is sorted so in at most 20 places: by each such field of its home first, then of its other projects.

    Custom fields are filtered by their ids, as in `filter[fld_…][gte]=5`, with `eq`, `ne`, `in`, `nin`, `lt`, `lte`,
    `gt`, `gte`, `between`, `contains` and `is_null`; a field without a value fits only `ne`, `nin` and `is_null`.

    Every other filter looks at the rows of a page, so a page may be short, or even empty, before the
    last: go on while there is a cursor.
    """
    page = list_tasks(work, query, paging)
    return Page([TaskRow.of(row) for row in page.data], page.next_cursor)
