"""The tasks of a template, made, changed and taken away by hand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.problems import Conflict, Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.parts import Link
from onetick.tasks.ranks import at_end
from onetick.tasks.tags import tagged
from onetick.tasktypes.targets import types_of

from .events import TEMPLATE_TASK_CREATED, TEMPLATE_TASK_DELETED, TEMPLATE_TASK_UPDATED, TEMPLATE_UPDATED
from .model import Frame, Offset, Template, TemplateFile, TemplateTask
from .schemas import NewTemplateTask, OffsetBody, TemplateTaskChanges
from .targets import frame_key, require_open, require_usable, task_key, template_of
from .writing import write


def add_task(work: Work, template: Template, new: NewTemplateTask) -> TemplateTask:
    """A new task at the end of a template; a template of a task gets a subtask.

    It waits only for tasks that are there already, so nothing ever waits for itself. Raises Conflict when
    the template is still being saved or its project is archived, Unprocessable for what it does not have.
    """
    require_changeable(work, template)
    parent_id = new.parent_id or (template.root_id if template.of == "task" else None)
    _require_known(work, template, new.role_ids, new.section_id)
    _require_tasks(work, template, new)
    _require_type(work, new.type_id)
    task = TemplateTask(
        org_id=template.org_id,
        workspace_id=template.workspace_id,
        template_id=template.id,
        id=new_id("tpt"),
        title=new.title,
        description=new.description,
        section_id=new.section_id,
        rank=at_end(work.instant),
        type_id=new.type_id,
        priority=new.priority,
        role_ids=tuple(dict.fromkeys(new.role_ids)),
        tag_ids=tagged(work, new.tag_ids),
        start=_offset(new.start),
        due=_offset(new.due),
        all_day=new.all_day,
        timezone=new.timezone,
        estimate_minutes=new.estimate_minutes,
        points=new.points,
        milestone=new.milestone,
        parent_id=parent_id,
        subtask_rank=at_end(work.instant) if parent_id is not None else "",
        blocked_by=tuple(
            Link(task_id=one.id, type=one.type, lag_days=one.lag_days)
            for one in {one.id: one for one in new.blocked_by}.values()
        ),
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
    )
    _require_order(task)
    stored = work.create(task)
    work.emit(TEMPLATE_TASK_CREATED, stored)
    _count(work, template, stored, by=1)
    return stored


def change_task(work: Work, task: TemplateTask, changes: TemplateTaskChanges) -> TemplateTask:
    """The task with these changes. Raises as `add_task` does."""
    template = template_of(work, task)
    require_changeable(work, template)
    given: dict[str, Any] = dict(changes.given)
    _require_known(work, template, given.get("role_ids", ()), given.get("section_id"))
    if "role_ids" in given:
        given["role_ids"] = tuple(dict.fromkeys(given["role_ids"]))
    if given.get("type_id") != task.type_id:
        _require_type(work, given.get("type_id"))
    if "tag_ids" in given:
        given["tag_ids"] = tagged(work, given["tag_ids"], already=task.tag_ids)
    if "file_ids" in given:
        given["files"] = _files(task, given.pop("file_ids"))
    for name in ("start", "due"):
        if name in given:
            given[name] = _offset(given[name])
    return rewrite_task(work, template, task, replace(task, **given))


def rewrite_task(work: Work, template: Template, task: TemplateTask, after: TemplateTask) -> TemplateTask:
    """The task as `after` is. Raises Unprocessable when it would end before it starts."""
    if after == task:
        return task
    _require_order(after)
    stored = work.save(replace(after, updated_at=work.now))
    work.emit(TEMPLATE_TASK_UPDATED, stored, before=task)
    _count(work, template, stored, by=0)
    return stored


def bring_back_task(work: Work, template: Template, task: TemplateTask) -> TemplateTask:
    """A task that was taken out, as it was. What it names and is gone by now is nobody's, as for any other."""
    require_changeable(work, template)
    stored = work.create(replace(task, updated_at=work.now))
    work.emit(TEMPLATE_TASK_CREATED, stored)
    _count(work, template, stored, by=1)
    return stored


def remove_task(work: Work, task: TemplateTask) -> None:
    """Take a task out of a template; its subtasks stay, as nobody's. Raises Conflict for that of a task's template."""
    template = template_of(work, task)
    require_changeable(work, template)
    if template.of == "task" and task.id == template.root_id:
        raise Conflict("The template is of this task. Delete the template.")
    work.remove(task)
    work.emit(TEMPLATE_TASK_DELETED, task, before=task)
    _count(work, template, task, by=-1)


def _require_type(work: Work, type_id: str | None) -> None:
    """Whether a project takes it shows when the template is used."""
    type = types_of(work).find(type_id) if type_id is not None else None
    if type_id is not None and (type is None or not type.usable):
        fault = Fault("/type_id", "unknown", "is no type of the workspace, or archived")
        raise Unprocessable("The task cannot have this type.", errors=[fault])


def require_changeable(work: Work, template: Template) -> None:
    """Raises Conflict while a template is still being saved, or when its project is archived."""
    require_usable(template)
    require_open(work, template)


def _count(work: Work, template: Template, task: TemplateTask, *, by: int) -> None:
    """Have the template know how many tasks it has, and its last day, which never gets earlier by itself."""
    days = [one.day for one in (task.start, task.due) if one is not None] if by >= 0 else []
    known = [template.last] if template.last is not None else []
    after = replace(template, task_count=max(0, template.task_count + by), last=max([*known, *days], default=None))
    if after != template:
        stored = write(work, replace(after, updated_at=work.now), template)
        work.emit(TEMPLATE_UPDATED, stored, before=template)


def _require_known(work: Work, template: Template, role_ids: Sequence[str], section_id: str | None) -> None:
    faults = [
        Fault(f"/role_ids/{place}", "unknown", "is no role of the template")
        for place, role_id in enumerate(role_ids)
        if template.role(role_id) is None
    ]
    if section_id is not None:
        frame = work.find(Frame, frame_key(template.org_id, template.id))
        if frame is None or frame.section(section_id) is None:
            faults.append(Fault("/section_id", "unknown", "is no section of the template"))
    if faults:
        raise Unprocessable("The template does not have everything that is named.", errors=faults)


def _require_tasks(work: Work, template: Template, new: NewTemplateTask) -> None:
    named = [(f"/blocked_by/{place}/id", one.id) for place, one in enumerate(new.blocked_by)]
    if new.parent_id is not None:
        named.append(("/parent_id", new.parent_id))
    faults = [
        Fault(pointer, "unknown", "is no task of the template")
        for pointer, id in named
        if work.find(TemplateTask, task_key(template.org_id, template.id, id)) is None
    ]
    if faults:
        raise Unprocessable("The template does not have everything that is named.", errors=faults)


def _require_order(task: TemplateTask) -> None:
    if task.start is None or task.due is None:
        return
    start, due = (task.start.day, task.start.time), (task.due.day, task.due.time)
    if (start[0] > due[0]) if task.all_day else (start > due):
        fault = Fault("/due", "before_start", "is before start")
        raise Unprocessable("A task cannot be due before it starts.", errors=[fault])


def _files(task: TemplateTask, file_ids: Sequence[str]) -> tuple[TemplateFile, ...]:
    known = {file.id: file for file in task.files}
    faults = [
        Fault(f"/file_ids/{place}", "unknown", "is no file of the task")
        for place, file_id in enumerate(file_ids)
        if file_id not in known
    ]
    if faults:
        raise Unprocessable("The task does not have every file that is named.", errors=faults)
    return tuple(known[file_id] for file_id in dict.fromkeys(file_ids))


def _offset(body: OffsetBody | None) -> Offset | None:
    return None if body is None else Offset(day=body.day, time=f"{body.time}:00.000")
