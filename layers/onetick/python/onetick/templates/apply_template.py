"""Make a task from a template, in a project."""

from dataclasses import replace

from onetick.fields.targets import field_set_of
from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.ids import new_id
from onetick.kernel.jobs import Job, accept
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open
from onetick.projects.targets import outline_of, workflow_of
from onetick.tasks.model import Task
from onetick.tasks.people import all_see
from onetick.tasks.statuses import section_named

from .casting import cast_of
from .dates import shift_of
from .filling import APPLY, Fill, Filled
from .making import Making
from .model import Template, TemplateTask
from .schemas import NewTaskFromTemplate
from .targets import remember_tags, require_usable, task_key


def apply_template(
    work: Work, template: Template, project: Project, wanted: NewTaskFromTemplate
) -> tuple[Task, Job | None]:
    """The task, and the job that makes its subtasks and attaches its files, if it has some.

    Raises Conflict when the project is archived, the template is not ready or is one of a project,
    Forbidden when the caller may not use it, Unprocessable when dates or roles are not given as it asks,
    people do not see the project, or it has no such section.
    """
    authorize(work, "template:view", Subject.of(template))
    require_usable(template)
    require_open(project)
    if template.of != "task":
        raise Conflict("A project is made from this template. Instantiate it.")
    shift = shift_of(template, wanted.start_on, wanted.due_on, wanted.timezone, skip_weekends=wanted.skip_weekends)
    people = cast_of(work, template, wanted.people)
    for role_id, several in people.items():
        all_see(work, (project.id,), several, f"/people/{role_id}")
    row = work.load(TemplateTask, task_key(work.org_id, template.id, template.root_id))
    outline, workflow = outline_of(work, project), workflow_of(work, project)
    named = section_named(outline, wanted.section_id) if wanted.section_id is not None else None
    section = named or outline.for_status(workflow.initial.id)
    status = (workflow.status(section.status_id) if section.status_id is not None else None) or workflow.initial
    fields = {field_id: field_id for field_id in field_set_of(work, project.id).field_ids}
    making = Making(work=work, project=project, shift=shift, people=people, fields=fields)
    titled = replace(row, title=wanted.title or row.title)
    task = making.make(titled, new_id("tsk"), section, status, keep_rank=False, quietly=False)
    remember_tags(template, (*row.tag_ids, *task.tag_ids))
    if template.task_count <= 1 and not row.files:
        return task, None
    parameters = Fill(
        template_id=template.id,
        project_id=project.id,
        shift=shift,
        people=people,
        section_id=section.id if named is not None else None,
        root_task_id=task.id,
    )
    checkpoint = Filled(stage="tasks", fields=fields)
    total = template.task_count - 1
    return task, accept(
        work, APPLY, parameters, checkpoint=checkpoint, subject=project, total=total, result={"task_id": task.id}
    )
