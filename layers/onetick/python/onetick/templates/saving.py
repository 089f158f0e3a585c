"""The jobs that save projects and tasks as templates: what they are asked for, and what their steps have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize, whole_workspace
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.jobs import Job, JobKind, Progress, Step, accept
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.model import Task

from .casting import Casting, people_of, roles_from
from .events import TEMPLATE_COMPLETED, TEMPLATE_CREATED, TEMPLATE_UPDATED
from .model import Kind, Template
from .schemas import SavedTemplate
from .taking import Taking
from .targets import template_named
from .writing import write


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """What is saved as which template. `zero` is the day that days are counted from; `fixed`, that it is the first.

    `given` are the roles that the caller described.
    """

    template_id: str
    source_id: str
    zero: date
    fixed: bool = False
    members: bool = True
    completed: bool = True
    attachments: bool = True
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """How far it is.

    `after` is the last row done; `path` leads to the last subtask done of each level. `role_ids` are the
    roles by those who hold them, `first` and `last` the days met so far.
    """

    members: bool = False
    after: str | None = None
    path: tuple[tuple[str, str | None], ...] | None = None
    role_ids: Mapping[str, str] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None


SAVE_PROJECT = JobKind("save_project_as_template", Save, Saved, can="template:manage")
SAVE_TASK = JobKind("save_task_as_template", Save, Saved, can="template:manage")


def begin(
    work: Work,
    kind: JobKind[Save, Saved],
    source: Project | Task,
    wanted: SavedTemplate,
    *,
    of: Kind,
    project_id: str,
    members: bool = True,
) -> tuple[Job, Template]:
    """The template of something, still without what is in it, and the job that takes that.

    It belongs to the project, or to the workspace where that is wanted. Raises Forbidden when the caller
    may not give the workspace templates, Unprocessable for roles that contradict each other.
    """
    authorize(work, "task:view", Subject.of(source))
    if wanted.scope == "workspace":
        authorize(work, "template:manage", whole_workspace(work))
    identifier = new_id("tpl")
    job = accept(
        work,
        kind,
        Save(
            template_id=identifier,
            source_id=source.id,
            zero=wanted.start_on or source.created_at.astimezone(UTC).date(),
            fixed=wanted.start_on is not None,
            members=members,
            completed=wanted.completed,
            attachments=wanted.attachments,
            given=tuple(role.id for role in wanted.roles),
        ),
        checkpoint=Saved(role_ids=people_of(wanted.roles)),
        subject=source,
        result={"template_id": identifier},
    )
    template = Template(
        org_id=source.org_id,
        workspace_id=source.workspace_id,
        id=identifier,
        of=of,
        name=wanted.name,
        description=wanted.description,
        project_id=project_id if wanted.scope == "project" else None,
        roles=roles_from(wanted.roles),
        asks_for=wanted.asks_for,
        timezone=wanted.timezone,
        ready=False,
        job_id=job.id,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
    )
    work.emit(TEMPLATE_CREATED, write(work, template))
    return job, template


def begin_step(work: Work, step: Step[Save, Saved]) -> Taking:
    """What a step goes by. Raises Gone when the template was deleted, Forbidden when it is not the caller's to fill."""
    template = template_named(work, step.parameters.template_id)
    if template.project_id is None:
        authorize(work, "template:manage", whole_workspace(work))
    casting = Casting.of(work, template, step.checkpoint.role_ids, step.parameters.given)
    first, last = step.checkpoint.first, step.checkpoint.last
    attachments = step.parameters.attachments
    return Taking(work, template, step.job.id, step.parameters.zero, casting, first, last, attachments=attachments)


def end_step(work: Work, step: Step[Save, Saved], taking: Taking, done: Progress[Saved]) -> Progress[Saved]:
    """The progress with what the step found out; behind the last step the template is ready."""
    template, roles = taking.template, tuple(taking.casting.roles.values())
    if done.next is not None:
        if roles != template.roles:
            stored = write(work, replace(template, roles=roles, updated_at=work.now), template)
            work.emit(TEMPLATE_UPDATED, stored, before=template)
        following = replace(done.next, role_ids=taking.casting.role_ids, first=taking.first, last=taking.last)
        return replace(done, next=following)
    count = step.job.counts.get("tasks", 0) + done.counts.get("tasks", 0)
    complete = replace(
        template,
        roles=roles,
        first=0 if step.parameters.fixed else taking.first or 0,
        last=taking.last,
        task_count=count,
        ready=True,
        updated_at=work.now,
    )
    work.emit(TEMPLATE_COMPLETED, write(work, complete, template), before=template)
    return done
