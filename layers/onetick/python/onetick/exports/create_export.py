"""Ask for an export."""

from dataclasses import dataclass, replace
from datetime import timedelta

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.jobs import Job, JobKind, accept
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .events import EXPORT_REQUESTED
from .model import KEPT_DAYS, Export
from .schemas import NewExport


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOut:
    """What a job is asked for."""

    export_id: str
    project_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where a step begins: behind a task, with so many pieces and tasks written."""

    after: str | None = None
    pieces: int = 0
    tasks: int = 0
    whole: bool = False


TAKE_OUT = JobKind("export", TakeOut, Written, can="export:create")

_SUFFIXES = {"csv": "csv", "ndjson": "ndjson", "onetick_archive": "onetick.zip"}


def create_export(work: Work, project: Project, new: NewExport) -> Job:
    """The job that takes a project out; its result names the export."""
    identifier = new_id("exp")
    parameters = TakeOut(export_id=identifier, project_id=project.id)
    job = accept(work, TAKE_OUT, parameters, subject=project, result={"export_id": identifier})
    found = work.create(
        Export(
            org_id=project.org_id,
            workspace_id=project.workspace_id,
            id=identifier,
            project_id=project.id,
            format=new.format,
            completed=new.completed,
            job_id=job.id,
            created_by=PrincipalId(work.principal.id),
            created_at=work.now,
            updated_at=work.now,
            expires=int((work.now + timedelta(days=KEPT_DAYS)).timestamp()),
            file_name=f"{project.code}-{work.now:%Y-%m-%d}.{_SUFFIXES[new.format]}",
        )
    )
    work.emit(EXPORT_REQUESTED, found)
    return job


def finished(work: Work, found: Export, *, tasks: int, size: int, sha256: str) -> Export:
    """The export with its file."""
    return work.save(replace(found, tasks=tasks, size=size, sha256=sha256, updated_at=work.now))
