"""The jobs that use templates: what they are asked for, and the steps that make tasks and tie them together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from onetick.kernel.access import Subject
from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.authority import authorize
from onetick.kernel.jobs import JobKind, Progress, Step, work_through
from onetick.kernel.work import Work
from onetick.planning.copy_ties import Tie, tie_together
from onetick.projects.copying import project_named
from onetick.projects.model import Outline, Project, Workflow
from onetick.projects.targets import outline_of, workflow_of
from onetick.tags.targets import tag_keys
from onetick.tasks.identity import copied_id
from onetick.tasks.people import grant_keys
from onetick.tasks.targets import facts_of
from onetick.tasktypes.targets import types_key

from .casting import filled
from .dates import Shift
from .making import Making
from .model import Template, TemplateTask
from .store import TASKS
from .targets import task_key, template_named

TASKS_AT_ONCE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """Which template is used for which project, from when, and by whom.

    `members` are people and teams with their roles. `section_id` is where tasks go, unless the template
    says; `root_task_id` is the task that was made already.
    """

    template_id: str
    project_id: str
    shift: Shift | None = None
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    members: tuple[tuple[str, ProjectRole], ...] = ()
    section_id: str | None = None
    root_task_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """How far it is. `sections` and `fields` are those made, by those of the template; `after` is the last row done."""

    stage: Literal["sections", "members", "fields", "tasks", "ties", "files"] = "sections"
    sections: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    member: int = 0
    after: str | None = None


INSTANTIATE = JobKind("instantiate_template", Fill, Filled, can="project:create")
APPLY = JobKind("apply_template", Fill, Filled, can="task:create")


def both(work: Work, step: Step[Fill, Filled]) -> tuple[Template, Project]:
    """The template that is used, and the project that it is used for. Raises Gone, Forbidden."""
    template = template_named(work, step.parameters.template_id)
    authorize(work, "template:view", Subject.of(template))
    return template, project_named(work, step.parameters.project_id)


def fill_tasks(work: Work, step: Step[Fill, Filled]) -> Progress[Filled]:
    """One step of the tasks or of their ties.

    Tasks that the template gets meanwhile are left out. Raises Forbidden when the caller may not use the
    template, or write into the project, any more; Gone when one of them was deleted.
    """
    template, project = both(work, step)
    rows = rows_of(work, step, template)
    if step.checkpoint.stage == "ties":
        return _ties(work, step, template, project, rows)
    authorize(work, "task:create", Subject.of(project))
    wanted, people = [row for row in rows if not _is_made(step, template, row)], step.parameters.people
    named = [one for row in wanted for one in filled(people, row.roles)]
    work.prefetch(
        [
            *facts_of(project.org_id, project.workspace_id, project.id),
            types_key(work.org_id, work.workspace_id),
            *tag_keys(work.org_id, work.workspace_id, [tag for row in wanted for tag in row.tag_ids]),
            *grant_keys(work.org_id, work.workspace_id, named),
        ]
    )
    outline, workflow = outline_of(work, project), workflow_of(work, project)
    making = Making(
        work=work, project=project, shift=step.parameters.shift, people=people, fields=step.checkpoint.fields
    )
    done = work_through(
        work,
        wanted,
        lambda row: _make(step, making, outline, workflow, row),
        start=step.job.done,
        name=lambda row: row.id,
    )
    whole = done.count == len(wanted)
    ended = whole and len(rows) < TASKS_AT_ONCE
    last = rows[-1].id if whole and rows else wanted[done.count - 1].id if done.count else step.checkpoint.after
    return Progress(
        next=replace(step.checkpoint, stage="ties", after=None) if ended else replace(step.checkpoint, after=last),
        done=done.count,
        counts={"tasks": len(done.results)} if done.results else {},
        errors=done.errors,
        total=step.job.done + done.count if ended else template.task_count - (step.parameters.root_task_id is not None),
    )


def rows_of(work: Work, step: Step[Fill, Filled], template: Template) -> Sequence[TemplateTask]:
    """The next tasks of the template."""
    # Identifiers sort by the time they were made, see `copy_project`.
    newest = step.job.id.replace("job_", "task#tpt_")
    behind = None if step.checkpoint.after is None else f"task#{step.checkpoint.after}"
    asked = TASKS.of(org_id=template.org_id, template_id=template.id, after=behind, before=newest)
    return work.some(asked, limit=TASKS_AT_ONCE)


def _is_made(step: Step[Fill, Filled], template: Template, row: TemplateTask) -> bool:
    return step.parameters.root_task_id is not None and row.id == template.root_id


def made_id(step: Step[Fill, Filled], template: Template, row_id: str) -> str:
    """The id of the task that is made of a row."""
    root_task_id = step.parameters.root_task_id
    if root_task_id is not None and row_id == template.root_id:
        return root_task_id
    return copied_id(step.job.id, row_id)


def _make(step: Step[Fill, Filled], making: Making, outline: Outline, workflow: Workflow, row: TemplateTask) -> None:
    status = (workflow.status(row.status) if row.status is not None else None) or workflow.initial
    named = step.parameters.section_id or step.checkpoint.sections.get(row.section_id or "")
    same = outline.find(named) if named is not None else None
    section = same or outline.for_status(status.id)
    if section.status_id is not None:
        status = workflow.status(section.status_id) or status
    task_id = copied_id(step.job.id, row.id)
    keeps = same is not None and step.parameters.section_id is None
    making.make(row, task_id, section, status, keep_rank=keeps)


def _ties(
    work: Work, step: Step[Fill, Filled], template: Template, project: Project, rows: Sequence[TemplateTask]
) -> Progress[Filled]:
    authorize(work, "task:edit", Subject.of(project))
    others = {one.task_id for row in rows for one in row.blocked_by}
    work.prefetch(task_key(work.org_id, template.id, id) for id in others)
    ties = [tie for row in rows for tie in _ties_of(work, step, template, row)]
    done = tie_together(work, ties)
    tied = sum(done.results.values())
    counts = {"ties": tied} if tied else {}
    left = ties[done.count :]
    if left:
        behind = [row.id for row in rows if row.id < left[0].original_id]
        after = behind[-1] if behind else step.checkpoint.after
        return Progress(next=replace(step.checkpoint, after=after), counts=counts, errors=done.errors)
    ended = len(rows) < TASKS_AT_ONCE
    here = step.checkpoint
    following = replace(here, stage="files", after=None) if ended else replace(here, after=rows[-1].id)
    return Progress(next=following, counts=counts, errors=done.errors)


def _ties_of(work: Work, step: Step[Fill, Filled], template: Template, row: TemplateTask) -> Iterator[Tie]:
    made = made_id(step, template, row.id)
    if row.parent_id is not None:
        other_id = made_id(step, template, row.parent_id)
        yield Tie(original_id=row.id, task_id=made, other_id=other_id, rank=row.subtask_rank)
    for link in row.blocked_by:
        other = work.find(TemplateTask, task_key(work.org_id, template.id, link.task_id))
        if other is None:
            continue
        places = (other.order, row.order) if other.order is not None and row.order is not None else None
        other_id = made_id(step, template, other.id)
        yield Tie(original_id=row.id, task_id=made, other_id=other_id, dependency=link, places=places)
