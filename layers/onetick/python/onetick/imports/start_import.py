"""Have a file read: for a plan, or for good."""

from dataclasses import dataclass, replace
from typing import Literal

from onetick.kernel.jobs import Job, JobKind, accept
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.projects.model import require_open

from .create_import import file_of
from .events import IMPORT_STARTED
from .model import Import
from .targets import project_of

Mode = Literal["plan", "apply"]
Stage = Literal[
    "read", "compare", "settings", "sections", "fields", "tags", "members", "sprints", "views", "forms",
    "status_updates", "tasks", "relations", "dependencies", "references", "connections", "remarks", "reactions",
    "times", "files", "contents",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BringIn:
    """What a job is asked for."""

    import_id: str
    project_id: str
    mode: Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where a step begins: at a row of a piece, of so many pieces; `item` is which of what that row has several of.

    `fresh`: the project had no task before, and becomes what the archive says.
    """

    stage: Stage = "read"
    piece: int = 0
    row: int = 0
    item: int = 0
    pieces: int = 0
    fresh: bool = False


BRING_IN = JobKind("import", BringIn, Reached, can="import:create")


def start_import(work: Work, found: Import, mode: Mode) -> Job:
    """The job that reads the file of an import. Planning writes nothing but the plan.

    Raises Conflict when the project is archived, the file is not there yet, or it was applied already.
    """
    require_open(project_of(work, found))
    if found.applied_at is not None:
        raise Conflict("It was applied already. Make another import.")
    facts = work.files.facts(file_of(work, found))
    if facts is None:
        raise Conflict("The file is not there yet. Send it first.")
    parameters = BringIn(import_id=found.id, project_id=found.project_id, mode=mode)
    result = {"import_id": found.id, "project_id": found.project_id, "mode": mode}
    job = accept(work, BRING_IN, parameters, subject=found, result=result)
    after = work.save(replace(found, job_id=job.id, updated_at=work.now))
    work.emit(IMPORT_STARTED, after, before=found, mode=mode)
    return job
