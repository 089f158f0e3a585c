"""Restore what is attached to tasks: first the records, then, when those are committed, their contents.

A content goes the way of every upload: it is held to what the record says, and looked at before anybody can open it.
"""

from collections.abc import Iterator

from onetick.archives.task_documents import FileDocument
from onetick.attachments.model import Attachment
from onetick.attachments.restore_archived import attachment_key, restore_archived, send_content
from onetick.imports.complete import complete
from onetick.imports.relations import Place, beginning_of, following, task_of, tie_through, window
from onetick.imports.rows import Row
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.problems import NotFound
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task

from .authors import author, read_ahead
from .counterparts import Counterparts
from .reading import content_key
from .structure import restore_rules

FILES_AT_ONCE = 20


def restore_files(work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many records, or contents, as one step takes; behind the last the import is complete."""
    here, found = step.checkpoint, parts.found
    places, last = window(work, found, step.job.id, here, _files, most=FILES_AT_ONCE)
    if places:
        authority.authorize(work, "attachment:create", Subject.of(project))
        said = [place.tie for place in places if isinstance(place.tie, FileDocument)]
        read_ahead(work, project, parts, (one.created_by for one in said))
    announces = here.stage == "files"
    done = tie_through(
        work,
        found,
        places,
        lambda task_id, place: [Task.key(org_id=work.org_id, id=task_id), _key(work, task_id, place)],
        lambda place: (
            _announce(work, project, parts, place) if announces else _send(work, project, parts, place, step.job.id)
        ),
    )
    counts = {"files": sent} if (sent := sum(done.results.values())) and not announces else {}
    then = following(here, places, done.count, last=last)
    if then is None and announces:
        then = beginning_of("contents", here)
    if then is None:
        if here.fresh:
            authority.authorize(work, "workflow:manage", Subject.of(project))
            restore_rules(work, project, parts)
        complete(work, found, step.job, counts)
    dealt_with = done.count if announces else 0
    total = step.job.done + dealt_with if then is None else None
    return Progress(next=then, done=dealt_with, counts=counts, errors=done.errors, total=total)


def _files(row: Row) -> Iterator[tuple[FileDocument, str]]:
    for file in row.task.files if row.task is not None else ():
        yield file, row.external_id


def _key(work: Work, task_id: str, place: Place) -> Key:
    assert isinstance(place.tie, FileDocument)
    return attachment_key(work.org_id, copied_id(task_id, place.tie.id, "att"))


def _announce(work: Work, project: Project, parts: Counterparts, place: Place) -> bool:
    draft = _draft(work, project, parts, place)
    return draft is not None and restore_archived(work, draft)


def _send(work: Work, project: Project, parts: Counterparts, place: Place, job_id: str) -> bool:
    draft, said = _draft(work, project, parts, place), place.tie
    assert isinstance(said, FileDocument)
    if draft is None:
        return False
    try:
        return send_content(work, draft, content_key(work, parts.found.id, job_id, said.id))
    except FileNotFoundError:
        raise NotFound(f"The content of {said.name[:100]} is not there any more.") from None


def _draft(work: Work, project: Project, parts: Counterparts, place: Place) -> Attachment | None:
    said, task = place.tie, task_of(work, parts.found, place.name)
    assert isinstance(said, FileDocument)
    if task is None:
        return None
    whose = author(work, project, parts, said.created_by)
    return Attachment(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        id=copied_id(task.id, said.id, "att"),
        name="",
        original_name=said.name,
        content_type=said.content_type,
        size=said.size,
        sha256=said.sha256,
        created_by=whose or PrincipalId(work.principal.id),
        created_at=said.created_at if whose is not None else work.now,
    )
