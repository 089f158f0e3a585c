"""The route saveTaskAsTemplate."""

from onetick.kernel.entry import route
from onetick.kernel.jobs import accepted
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Gone, Unprocessable
from onetick.kernel.requests.reply import Reply
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.templates.events import TEMPLATE_CREATED
from onetick.templates.save_task import save_task
from onetick.templates.schemas import TaskAsTemplate
from onetick.templates.targets import task_to_save


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/tasks/{task_id}/save-as-template",
    can="template:manage",
    endpoint="E",
    on=task_to_save,
    emits=[JOB_QUEUED, TEMPLATE_CREATED],
    problems=[Gone, Unprocessable],
    status=202,
)
def handler(work: Work, task: Task, body: TaskAsTemplate) -> Reply[JobView]:
    """Save a task as a template.

    With its subtasks of all levels, as far as you see them, and what these wait for among each other;
    days instead of dates, roles instead of people, and nothing done yet; with copies of what is attached
    and can be opened. What it depends on outside stays behind, as do comments, which were about that time,
    and logged time.

    The template is `result.template_id` of the job that is answered. It belongs to the project of the
    task, or, with `scope` `workspace`, shows every member what is in it.
    """
    return accepted(save_task(work, task, body))
