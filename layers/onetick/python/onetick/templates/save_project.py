"""Save a project as a template."""

from dataclasses import replace

from onetick.fields.targets import field_set_of
from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.jobs import Job, Progress, Step, work_through
from onetick.kernel.work import Work
from onetick.projects.copying import project_named
from onetick.projects.founding import Column
from onetick.projects.members import some_members
from onetick.projects.model import Project
from onetick.projects.targets import outline_of, workflow_of
from onetick.tasks.copy_project import TASKS_AT_ONCE, count_tasks, originals
from onetick.tasks.model import Task
from onetick.tasks.people import grant_keys

from .model import Frame, Template, TemplateFields
from .saving import SAVE_PROJECT, Save, Saved, begin, begin_step, end_step
from .schemas import ProjectAsTemplate
from .taking import Taking, place_of, row_id

MEMBERS_AT_ONCE = 50


def save_project(work: Work, project: Project, wanted: ProjectAsTemplate) -> Job:
    """A template with what a project begins with, and the job that takes its tasks and members into it.

    Raises Forbidden when the caller may not give the workspace templates and this shall be one of it,
    Unprocessable for roles that contradict each other.
    """
    job, template = begin(
        work, SAVE_PROJECT, project, wanted, of="project", project_id=project.id, members=wanted.members
    )
    work.create(_frame(work, project, template, teams=wanted.members))
    fields = [one for one in field_set_of(work, project.id).attached if one.field.deleted_at is None]
    work.create(
        TemplateFields(
            org_id=template.org_id,
            workspace_id=template.workspace_id,
            template_id=template.id,
            attached=tuple(fields),
        )
    )
    return job


def _frame(work: Work, project: Project, template: Template, *, teams: bool) -> Frame:
    workflow = workflow_of(work, project)
    return Frame(
        org_id=template.org_id,
        workspace_id=template.workspace_id,
        template_id=template.id,
        statuses=workflow.statuses,
        transitions=workflow.transitions,
        rules=workflow.rules,
        sections=tuple(
            Column(
                id=section.id,
                name=section.name,
                status_id=section.status_id,
                wip_limit=section.wip_limit,
                color=section.color,
            )
            for section in outline_of(work, project).sections
        ),
        description=project.description,
        color=project.color,
        visibility=project.visibility,
        member_access=project.member_access,
        type_ids=project.type_ids,
        default_type_id=project.default_type_id,
        teams=project.teams if teams else {},
    )


def take_project(work: Work, step: Step[Save, Saved]) -> Progress[Saved]:
    """One step: of the tasks, the oldest first, then of the members.

    Tasks that are made meanwhile stay behind. Raises Forbidden when the caller may not see the project,
    or fill the template, any more; Gone when one of them was deleted.
    """
    project = project_named(work, step.parameters.source_id)
    authorize(work, "project:view", Subject.of(project))
    taking = begin_step(work, step)
    done = _members(work, step, project, taking) if step.checkpoint.members else _tasks(work, step, project, taking)
    return end_step(work, step, taking, done)


def _tasks(work: Work, step: Step[Save, Saved], project: Project, taking: Taking) -> Progress[Saved]:
    checkpoint, completed = step.checkpoint, step.parameters.completed
    rows, tasks = originals(work, project, step.job, checkpoint.after, completed=completed)
    outline, workflow = outline_of(work, project), workflow_of(work, project)
    taking.fields = {project.id: field_set_of(work, project.id)}
    taking.prepare(tasks)
    ties = _ties(work, step, project, tasks)

    def take(task: Task) -> bool:
        section_id, status = place_of(outline, workflow, task)
        return taking.take(task, row_id(step.job.id, task.id), section_id=section_id, status=status, ties=ties)

    work.prefetch(grant_keys(work.org_id, work.workspace_id, [one for task in tasks for one in task.assignee_ids]))
    done = work_through(work, tasks, take, start=step.job.done, name=lambda task: task.id)
    whole = done.count == len(tasks)
    ended = whole and len(rows) < TASKS_AT_ONCE
    last = rows[-1].task_id if whole and rows else tasks[done.count - 1].id if tasks else None
    following = replace(checkpoint, members=True, after=None) if ended else replace(checkpoint, after=last)
    finished = step.job.done + done.count
    return Progress(
        next=None if ended and not step.parameters.members else following,
        done=done.count,
        counts={"tasks": sum(done.results.values())} if done.results else {},
        errors=done.errors,
        total=finished if ended else step.job.total or count_tasks(work, project),
    )


def _ties(work: Work, step: Step[Save, Saved], project: Project, tasks: list[Task]) -> dict[str, str]:
    """What those parents and dependencies of these tasks are called in the template that are in it, too."""
    named = {id for task in tasks for id in (task.parent_id, *(one.task_id for one in task.blocked_by)) if id}
    work.prefetch(Task.key(org_id=work.org_id, id=id) for id in named)
    found = [work.find(Task, Task.key(org_id=work.org_id, id=id)) for id in sorted(named)]
    return {
        task.id: row_id(step.job.id, task.id)
        for task in found
        if task is not None
        and task.deleted_at is None
        and task.project_id == project.id
        and (step.parameters.completed or task.completed_at is None)
    }


def _members(work: Work, step: Step[Save, Saved], project: Project, taking: Taking) -> Progress[Saved]:
    rows = some_members(work, project, after=step.checkpoint.after, limit=MEMBERS_AT_ONCE)
    people = [row for row in rows if row.type != "team"]
    work.prefetch(grant_keys(work.org_id, work.workspace_id, [row.principal_id for row in people]))
    enrolled = sum(taking.casting.enrol(row.principal_id, row.role) for row in people)
    ended = len(rows) < MEMBERS_AT_ONCE
    following = None if ended else replace(step.checkpoint, after=rows[-1].principal_id)
    return Progress(next=following, counts={"members": enrolled} if enrolled else {})
