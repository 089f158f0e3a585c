"""Restore the time that was logged on tasks: whose it was, and what they noted.

Where that is not to be believed, or whoever spent it does not see the project, it is the caller's, with a word of whose
it was: so what was spent on a task stays the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onetick.archives.task_documents import TimeDocument
from onetick.imports.relations import Place, task_of, tie_step
from onetick.imports.rows import Row
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task
from onetick.timekeeping.model import TimeEntry
from onetick.timekeeping.restore_archived import entry_key, restore_archived
from onetick.timekeeping.schemas import MAX_NOTE

from .authors import author, read_ahead
from .counterparts import Counterparts

TIMES_AT_ONCE = 20
"""One takes two writes and two events, beside its task with the copies of that."""


def restore_times(work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many entries as one transaction holds; files come when all are there."""

    def ahead(places: Sequence[Place]) -> None:
        authority.authorize(work, "time:log", Subject.of(project))
        said = [place.tie for place in places if isinstance(place.tie, TimeDocument)]
        read_ahead(work, project, parts, (id for one in said for id in (one.user_id, one.logged_by)))

    return tie_step(
        work,
        parts.found,
        step,
        _times,
        most=TIMES_AT_ONCE,
        keys=lambda task_id, place: [Task.key(org_id=work.org_id, id=task_id), _key(work, task_id, place)],
        tie=lambda place: _restore(work, project, parts, place),
        counted="times",
        then="files",
        ahead=ahead,
    )


def _times(row: Row) -> Iterator[tuple[TimeDocument, str]]:
    for one in row.task.times if row.task is not None else ():
        yield one, row.external_id


def _key(work: Work, task_id: str, place: Place) -> Key:
    assert isinstance(place.tie, TimeDocument)
    return entry_key(work.org_id, copied_id(task_id, place.tie.id, "tim"))


def _restore(work: Work, project: Project, parts: Counterparts, place: Place) -> bool:
    """Whether an entry was stored that was not there."""
    said, task = place.tie, task_of(work, parts.found, place.name)
    assert isinstance(said, TimeDocument)
    return task is not None and restore_archived(work, task, _entry(work, project, parts, task, said))


def _entry(work: Work, project: Project, parts: Counterparts, task: Task, said: TimeDocument) -> TimeEntry:
    caller, whose = PrincipalId(work.principal.id), author(work, project, parts, said.user_id)
    entry = TimeEntry(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        task_key=task.code,
        id=copied_id(task.id, said.id, "tim"),
        user_id=caller,
        logged_by=caller,
        spent_on=said.spent_on,
        minutes=said.minutes,
        note=f"Time of {parts.name(said.user_id)[:200]}: {said.note}".removesuffix(": ")[:MAX_NOTE],
        billable=said.billable,
        created_at=work.now,
        updated_at=work.now,
    )
    if whose is None:
        return entry
    return replace(
        entry,
        user_id=whose,
        logged_by=author(work, project, parts, said.logged_by) or caller,
        note=said.note,
        started_at=said.started_at,
        created_at=said.created_at,
        updated_at=said.updated_at,
    )
