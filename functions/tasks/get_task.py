"""The route getTask."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.tasks.markdown import to_html
from onetick.tasks.model import Task
from onetick.tasks.schemas import Expansion, TaskHtmlView, TaskView
from onetick.tasks.targets import task_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}",
    can="task:view",
    endpoint="A",
    on=task_of_path,
    problems=[Gone],
)
def handler(task: Task, query: Expansion) -> TaskView:
    """Get a task.

    By its id or by its key, such as LAU-12. With `expand=html` the description comes as sanitised
    HTML, too.
    """
    view = TaskView.of(task)
    if query.expand is None:
        return view
    return TaskHtmlView.model_construct(**dict(view), description_html=to_html(task.description))
