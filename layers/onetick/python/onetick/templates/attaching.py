"""What is attached to the tasks of a template is attached to what is made from them: a copy of each file."""

from dataclasses import dataclass, replace

from onetick.attachments.attach_copy import attach_copy
from onetick.attachments.model import Attachment, AttachmentById
from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task

from .filling import TASKS_AT_ONCE, Fill, Filled, both, made_id, rows_of
from .model import TemplateFile, TemplateTask


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file of a task of the template."""

    row: TemplateTask
    file: TemplateFile


def attach_files(work: Work, step: Step[Fill, Filled]) -> Progress[Filled]:
    """One step of the files, when all tasks are there.

    Raises Forbidden when the caller may not use the template, or attach anything in the project, any more;
    Gone when one of them was deleted.
    """
    template, project = both(work, step)
    rows = rows_of(work, step, template)
    authorize(work, "attachment:create", Subject.of(project))
    tasks = {row.id: Task.key(org_id=work.org_id, id=made_id(step, template, row.id)) for row in rows if row.files}
    names = {file.id: copied_id(step.job.id, file.id, "att") for row in rows for file in row.files}
    there = {id: AttachmentById.key(org_id=work.org_id, id=name) for id, name in names.items()}
    work.prefetch([*tasks.values(), *there.values()])
    # Those that the step before attached to a task that it did not finish are there.
    every = [_Wanted(row, file) for row in rows for file in row.files]
    wanted = [one for one in every if work.find(AttachmentById, there[one.file.id]) is None]

    def attach(one: _Wanted) -> bool:
        task = work.find(Task, tasks[one.row.id])
        if task is None or task.deleted_at is not None:
            return False  # It could not be made, or is gone by now; it was told of then.
        try:
            attach_copy(work, _draft(work, task, one.file, names[one.file.id]), one.row.content(one.file))
        except FileNotFoundError:
            raise NotFound(f"The content of {one.file.name} is not there any more.") from None
        return True

    done = work_through(work, wanted, attach, name=lambda one: one.row.id)
    attached = sum(done.results.values())
    counts = {"files": attached} if attached else {}
    # How many there will be shows on the way.
    total = step.job.done + len(wanted) if wanted else None
    cut = done.count < len(wanted)
    whole = [row.id for row in rows if not cut or row.id < wanted[done.count].row.id]
    ended = not cut and len(rows) < TASKS_AT_ONCE
    following = None if ended else replace(step.checkpoint, after=whole[-1] if whole else step.checkpoint.after)
    return Progress(next=following, done=done.count, counts=counts, errors=done.errors, total=total)


def _draft(work: Work, task: Task, file: TemplateFile, identifier: str) -> Attachment:
    return Attachment(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        id=identifier,
        name=file.name,
        original_name=file.original_name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
    )
