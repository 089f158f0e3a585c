"""Read an archive: what is in it, and its tasks in pieces.

It is read three times, each time a piece at a time: to see that it is whole, to know which tasks there are, and to
lay them down. So nothing is laid down of an archive that somebody changed.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from onetick.archives.opening import Archive, Broken, id_of_line, opened, task_of
from onetick.archives.project_document import ProjectDocument
from onetick.archives.task_documents import TaskDocument
from onetick.imports.create_import import file_of
from onetick.imports.model import FOLDER, ArchiveFound, Found, Import
from onetick.imports.pieces import lay_down
from onetick.imports.read_file import told
from onetick.imports.rows import Mistake, Row, Unreadable
from onetick.imports.start_import import BringIn, Reached, Stage
from onetick.imports.survey import Survey
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.objects import ObjectKey
from onetick.kernel.problems import Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.model import TaskCounter
from onetick.tenancy.find_members import find_members

from .belongings import denied
from .counterparts import project_key
from .members import how_many_join

UNSIGNED = (
    "This deployment did not sign the archive, or somebody changed it since. If you know where it comes from and "
    "trust whoever gave it to you, set trust_unsigned: then it is brought in, and what it says of who did what and "
    "when stands in words."
)


def read_archive(work: Work, found: Import, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """Read the whole archive in one step; repeated, it finds and lays down the same.

    Raises Unprocessable when it is none, not whole, or not to be trusted.
    """
    survey = Survey()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive"
        try:
            work.files.fetch(file_of(work, found), path)
            with opened(path) as archive:
                _require_trust(archive, found)
                project, ids = archive.project(), {id_of_line(line) for _, line in archive.lines()}
                tasks = _Tasks(archive, project, ids)
                pieces = lay_down(work, found.id, step.job.id, survey.good(tasks.rows()))
                document = project.model_dump_json(exclude_defaults=True).encode()
                work.files.write(project_key(work, found.id, step.job.id), document, content_type="application/json")
                if step.parameters.mode == "apply":
                    _unpack_files(work, found, step.job.id, tasks.files, archive, Path(folder) / "content")
        except FileNotFoundError:
            raise Unprocessable("The file is not there any more. Send it again.") from None
        except (Broken, Unreadable) as broken:
            raise Unprocessable(str(broken)) from None
    for person in project.people:
        survey.notice("people", person.word)
    seen = survey.found(_members(work, archive, project, survey), archive=_archive_found(archive, project, tasks))
    seen = _with_rights(work, replace(found, found=seen), project)
    following: Stage = "compare" if step.parameters.mode == "plan" else "settings"
    return told(work, found, survey, seen, Reached(stage=following, pieces=pieces))


def content_key(work: Work, import_id: str, job_id: str, file_id: str) -> ObjectKey:
    """Where the content of an archived attachment lies until it is attached."""
    return work.files.key(FOLDER, import_id, job_id, file_id)


class _Tasks:
    """The tasks of an archive as rows; what they hold is counted as they pass by."""

    def __init__(self, archive: Archive, project: ProjectDocument, ids: set[str | None]) -> None:
        self._archive, self._ids = archive, ids
        self._sections = {one.id: one.name for one in project.sections}
        self._statuses = {one.id: one.name for one in project.statuses}
        self._tags = {one.id: one.name for one in project.tags}
        self._people = {one.id: one.word for one in project.people}
        self._kinds = {one.id for one in project.relation_types}
        self.comments = self.relations = self.reactions = self.times = 0
        self.files: list[str] = []

    def rows(self) -> Iterator[Row | Mistake]:
        for number, line in self._archive.lines():
            try:
                task = task_of(line)
            except ValueError as error:
                yield Mistake(number, "task", str(error))
                continue
            yield from self._one(number, task)

    def _one(self, number: int, task: TaskDocument) -> Iterator[Row | Mistake]:
        parent = task.parent_id if task.parent_id in self._ids else None
        if task.parent_id is not None and parent is None:
            yield Mistake(number, "parent_id", "is a part of a task that is not in the archive", fatal=False)
        waits = tuple(one for one in task.blocked_by if one.task_id in self._ids)
        if len(waits) < len(task.blocked_by):
            yield Mistake(number, "blocked_by", "waits for a task that is not in the archive", fatal=False)
        files = tuple(file for file in task.files if self._archive.has(file))
        if len(files) < len(task.files):
            yield Mistake(number, "files", "has a file whose content is not in the archive", fatal=False)
        relations = tuple(one for one in task.relations if one.task_id in self._ids and one.type_id in self._kinds)
        if len(relations) < len(task.relations):
            yield Mistake(number, "relations", "is related to a task that is not in the archive", fatal=False)
        self.comments += len(task.comments)
        self.relations += len(relations)
        self.reactions += sum(len(one.reactions) for one in task.comments)
        self.times += len(task.times)
        self.files += [file.id for file in files]
        yield Row(
            line=number,
            external_id=task.id,
            title=task.title,
            section=self._sections.get(task.section_id),
            status=self._statuses.get(task.status),
            assignees=tuple(self._people.get(one, one) for one in task.assignee_ids),
            labels=tuple(self._tags[one] for one in task.tag_ids if one in self._tags),
            parent=parent,
            blocked_by=tuple(one.task_id for one in waits),
            task=task.model_copy(
                update={"blocked_by": waits, "files": files, "parent_id": parent, "relations": relations}
            ),
        )


def _require_trust(archive: Archive, found: Import) -> None:
    if not archive.signed and not found.manner.trust_unsigned:
        raise Unprocessable(UNSIGNED)


def _unpack_files(work: Work, found: Import, job_id: str, wanted: Sequence[str], archive: Archive, path: Path) -> None:
    """Lay down what is attached. Raises Broken for what is not what its task says."""
    left = set(wanted)
    for _, line in archive.lines() if left else ():
        try:
            files = task_of(line).files
        except ValueError:
            continue
        for file in files:
            if file.id in left:
                left.discard(file.id)
                archive.unpack(file, path)
                work.files.send(content_key(work, found.id, job_id, file.id), path, content_type=file.content_type)


def _members(work: Work, archive: Archive, project: ProjectDocument, survey: Survey) -> dict[str, PrincipalId]:
    """Whom the archive's people are here: by their address or name, and where it was made here by their id."""
    words = survey.words["people"]
    known = dict(find_members(work, words))
    if archive.signed:
        place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
        ids = {person.id: person.word for person in project.people if person.word in words}
        keys = [WorkspaceGrants.key(**place, principal_id=one) for one in list(ids)[:100]]
        for member in work.find_many(WorkspaceGrants, keys):
            if member.status == "active":
                known[ids[member.principal_id]] = member.principal_id
    return known


def _with_rights(work: Work, found: Import, archived: ProjectDocument) -> Found:
    """What was found, with what of it the caller may make, and who would get a role."""
    seen = found.found
    assert seen is not None and seen.archive is not None
    key = Project.key(org_id=found.org_id, workspace_id=found.workspace_id, id=found.project_id)
    project = work.load(Project, key)
    counter = TaskCounter.key(org_id=found.org_id, project_id=found.project_id)
    behind = tuple(denied(work, project, archived))
    fresh = found.manner.settings and work.find(TaskCounter, counter) is None
    joining = how_many_join(work, project, found, archived) if fresh and "members" not in behind else 0
    return replace(seen, archive=replace(seen.archive, denied=behind, joining=joining))


def _archive_found(archive: Archive, project: ProjectDocument, tasks: _Tasks) -> ArchiveFound:
    return ArchiveFound(
        signed=archive.signed,
        version=archive.manifest.version,
        exported_at=archive.manifest.exported_at,
        project_name=project.project.name,
        project_key=project.project.key,
        fields=len(project.fields),
        comments=tasks.comments,
        files=len(tasks.files),
        left_out=len(archive.manifest.left_out),
        members=len(project.members),
        sprints=len(project.sprints),
        views=len(project.views),
        forms=len(project.forms),
        status_updates=len(project.status_updates),
        relations=tasks.relations,
        reactions=tasks.reactions,
        times=tasks.times,
    )
