"""Bring a file in: one step of the job that reads it, compares it or makes tasks of it.

A row is known by its id in the source: the link that says what it became is written in the same transaction as
the task, so a row is brought in once however often the job is interrupted or the import repeated.
"""

from dataclasses import replace

from onetick.fields.model import FieldSet
from onetick.fields.targets import field_set_of
from onetick.kernel import authority
from onetick.kernel.access import ProjectAccess, Subject
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.problems import NotFound, QuotaExceeded
from onetick.kernel.work import Work
from onetick.projects.create_section import create_section
from onetick.projects.model import Outline, Project, Workflow, require_open
from onetick.projects.schemas import NewSection
from onetick.projects.targets import outline_of, workflow_of
from onetick.tasks.model import TaskCounter
from onetick.tasktypes.targets import types_key, types_of

from .add_remarks import add_remarks
from .connect_tasks import connect_tasks
from .events import IMPORT_PLANNED
from .links import link_key
from .make_tags import make_tags
from .make_tasks import FromRows, make_tasks
from .matching import Meaning
from .model import Import, ImportLink
from .pieces import piece_of
from .read_file import read_file
from .relate_tasks import relate_tasks
from .restoring.counterparts import Counterparts, archived_project
from .restoring.reading import read_archive
from .restoring.restore import restore
from .start_import import BringIn, Reached


def bring_in(work: Work, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """The next step. Raises Conflict when the project was archived, NotFound when it or the import is gone."""
    found = work.load(Import, Import.key(org_id=work.org_id, id=step.parameters.import_id))
    archived = found.source == "onetick_archive"
    match step.checkpoint.stage:
        case "read":
            return read_archive(work, found, step) if archived else read_file(work, found, step)
        case "compare":
            return _compare(work, found, step)
    project, meaning = _place(work, found)
    if archived:
        parts = archived_project(work, found.id, step.job.id)
        counterparts = Counterparts(found, parts, meaning.outline, meaning.workflow, meaning.fields, meaning.types)
        return restore(work, project, counterparts, step)
    match step.checkpoint.stage:
        case "sections":
            return _make_section(work, project, meaning, step)
        case "tags":
            return make_tags(work, project, found, step)
        case "tasks":
            return make_tasks(work, project, FromRows(meaning), step)
        case "relations":
            return relate_tasks(work, found, step)
        case "dependencies":
            return connect_tasks(work, found, step)
    return add_remarks(work, project, meaning, step)


def _place(work: Work, found: Import) -> tuple[Project, Meaning]:
    place = {"org_id": found.org_id, "workspace_id": found.workspace_id}
    keys = [
        Project.key(**place, id=found.project_id),
        ProjectAccess.key(**place, project_id=found.project_id),
        Outline.key(org_id=found.org_id, project_id=found.project_id),
        Workflow.key(org_id=found.org_id, project_id=found.project_id),
        TaskCounter.key(org_id=found.org_id, project_id=found.project_id),
        FieldSet.key(org_id=found.org_id, project_id=found.project_id),
        types_key(found.org_id, found.workspace_id),
    ]
    work.prefetch(keys)
    project = work.load(Project, keys[0])
    if project.deleted_at is not None:
        raise NotFound("The project is not there any more.")
    require_open(project)
    fields = field_set_of(work, project.id)
    return project, Meaning(found, outline_of(work, project), workflow_of(work, project), fields, types_of(work))


def _compare(work: Work, found: Import, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """Count what would be made and what is there already, a piece at a time."""
    here = step.checkpoint
    rows = piece_of(work, found.id, step.job.id, here.piece) if here.pieces else ()
    links = work.find_many(ImportLink, [link_key(found, row.external_id) for row in rows])
    again = {"skip": "skipped", "update": "updated", "fail": "failed"}[found.manner.on_match]
    counts = {word: count for word, count in {"created": len(rows) - len(links), again: len(links)}.items() if count}
    following = replace(here, piece=here.piece + 1)
    ended = following.piece >= here.pieces
    if ended:
        total = {word: step.job.counts.get(word, 0) + count for word, count in counts.items()}
        after = work.save(replace(found, counts={**step.job.counts, **total}, planned_at=work.now, updated_at=work.now))
        work.emit(IMPORT_PLANNED, after, before=found)
    return Progress(next=None if ended else following, done=len(rows), counts=counts)


def _make_section(work: Work, project: Project, meaning: Meaning, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """Make one section that the project lacks; the tags come when there is none."""
    missing = meaning.missing_sections() if meaning.found.manner.create_sections else []
    if missing:
        authority.authorize(work, "section:manage", Subject.of(project))
        try:
            create_section(work, project, NewSection(name=missing[0][:120]))
        except QuotaExceeded:
            missing = []
        else:
            return Progress(next=step.checkpoint, counts={"sections": 1})
    return Progress(next=replace(step.checkpoint, stage="tags"))
