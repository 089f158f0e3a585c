"""Take a project out: one step of the job that does.

Steps write pieces, the last one joins them to a file. A piece that is written twice is the same, so a job that is
interrupted goes on where it was. Tasks that are made meanwhile stay behind; those that change are as they are when
their piece is written.
"""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from onetick.comments.read_comments import read_comments
from onetick.fields.model import FieldSet
from onetick.fields.targets import field_set_of
from onetick.kernel import authority
from onetick.kernel.access import Subject, WorkspaceGrants
from onetick.kernel.entity import Entity
from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.objects import ObjectKey
from onetick.kernel.problems import NotFound
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Project, Workflow
from onetick.projects.targets import outline_of, workflow_of
from onetick.tags.model import Tag
from onetick.tasks.model import Task
from onetick.tasks.read_project import read_project
from onetick.tasktypes.targets import types_of

from .archive import packed
from .archive_lines import archive_lines
from .create_export import TakeOut, Written, finished
from .download_export import CONTENT_TYPES, file_of
from .events import EXPORT_COMPLETED
from .lines import line_of
from .model import FOLDER, Export
from .rows import Words, table

E = TypeVar("E", bound=Entity)

TASKS_AT_ONCE = 100
TASKS_WITH_COMMENTS = 25
"""Comments are read task by task."""
MAX_COMMENTS = 1000
"""So many comments of a task are taken out."""


def take_out(work: Work, step: Step[TakeOut, Written]) -> Progress[Written]:
    """The next step. Raises NotFound when the project is gone, Forbidden when the caller may not see it any more."""
    found = work.load(Export, Export.key(org_id=work.org_id, id=step.parameters.export_id))
    project = _place(work, found)
    authority.authorize(work, "task:view", Subject.of(project))
    if step.checkpoint.whole:
        return _join(work, found, project, step)
    window = TASKS_AT_ONCE if found.format == "csv" else TASKS_WITH_COMMENTS
    read = read_project(work, project, after=step.checkpoint.after, made_before=step.job.id, limit=window)
    tasks = [task for task in read.tasks if found.completed or task.completed_at is None]
    here = step.checkpoint
    if tasks:
        content = _content(work, found, project, tasks)
        work.files.write(_piece(work, found, here.pieces), content.encode(), content_type="text/plain")
        here = replace(here, pieces=here.pieces + 1, tasks=here.tasks + len(tasks))
    following = replace(here, after=read.last, whole=read.last is None)
    return Progress(next=following, done=len(tasks), counts={"tasks": len(tasks)} if tasks else {})


def _content(work: Work, found: Export, project: Project, tasks: Sequence[Task]) -> str:
    if found.format == "csv":
        return _table(work, project, tasks)
    return archive_lines(work, project, tasks) if found.format == "onetick_archive" else _lines(work, tasks)


def _place(work: Work, found: Export) -> Project:
    place = {"org_id": found.org_id, "project_id": found.project_id}
    key = Project.key(org_id=found.org_id, workspace_id=found.workspace_id, id=found.project_id)
    work.prefetch([key, Outline.key(**place), Workflow.key(**place), FieldSet.key(**place)])
    project = work.load(Project, key)
    if project.deleted_at is not None:
        raise NotFound("The project is not there any more.")
    return project


def _words(work: Work, project: Project, tasks: Sequence[Task]) -> Words:
    people = {one for task in tasks for one in (*task.assignee_ids, task.created_by)}
    fields = field_set_of(work, project.id)
    for one in fields.attached:
        if one.field.type == "people":
            people.update(name for task in tasks for name in _people(task.custom_fields.get(one.field.id)))
    place = {"org_id": project.org_id, "workspace_id": project.workspace_id}
    tags = {one for task in tasks for one in task.tag_ids}
    members = _found(work, WorkspaceGrants, [WorkspaceGrants.key(**place, principal_id=one) for one in sorted(people)])
    labels = _found(work, Tag, [Tag.key(**place, id=one) for one in sorted(tags)])
    names = {member.principal_id: member.name for member in members} | {tag.id: tag.name for tag in labels}
    names |= {type.id: type.name for type in types_of(work).types}
    return Words(outline_of(work, project), workflow_of(work, project), fields, names)


def _found(work: Work, cls: type[E], keys: Sequence[Key]) -> list[E]:
    """The entities at any number of keys, 100 in a call."""
    return [one for first in range(0, len(keys), 100) for one in work.find_many(cls, keys[first : first + 100])]


def _people(value: object) -> list[PrincipalId]:
    return [PrincipalId(one) for one in value] if isinstance(value, list) else []


def _table(work: Work, project: Project, tasks: Sequence[Task]) -> str:
    words = _words(work, project, tasks)
    return table(words.cells(task) for task in tasks)


def _lines(work: Work, tasks: Sequence[Task]) -> str:
    return "".join(f"{line_of(task, read_comments(work, task, limit=MAX_COMMENTS))}\n" for task in tasks)


def _join(work: Work, found: Export, project: Project, step: Step[TakeOut, Written]) -> Progress[Written]:
    """The pieces as one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with path.open("wb") as file:
            if found.format == "csv":
                # Spreadsheets take a table for one in UTF-8 when it says so.
                file.write(b"\xef\xbb\xbf" + table([_words(work, project, []).columns]).encode())
            for number in range(step.checkpoint.pieces):
                file.write(work.files.read(_piece(work, found, number)))
        if found.format == "onetick_archive":
            path = packed(work, project, path, made_at=found.created_at)
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
        work.files.send(file_of(work, found), path, content_type=CONTENT_TYPES[found.format])
        stored = finished(work, found, tasks=step.checkpoint.tasks, size=path.stat().st_size, sha256=digest.hexdigest())
    work.emit(EXPORT_COMPLETED, stored, before=found)
    return Progress(next=None, total=step.checkpoint.tasks, result={"sha256": stored.sha256})


def _piece(work: Work, found: Export, number: int) -> ObjectKey:
    return work.files.key(FOLDER, found.id, f"{number:06}")
