"""Make tasks of rows, or change those that were made of them before: one step of an import."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.problems import Conflict, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.changing import change
from onetick.tasks.creation import add, is_in_order
from onetick.tasks.custom_fields import filled
from onetick.tasks.model import MAX_TAGS, Task
from onetick.tasks.people import prepare, who_see
from onetick.tasks.ranks import at_end
from onetick.tasks.statuses import with_status
from onetick.tasks.tags import tagged
from onetick.tasks.types import fitting_type

from .links import behind, link_key, task_key
from .make_tags import name_keys, tags_named
from .matching import Meaning
from .model import Import, ImportLink, mark_of
from .pieces import by_line, piece_of
from .rows import Row
from .start_import import BringIn, Reached

ROWS_AT_ONCE = 25
"""A row without people takes five writes."""


class Making(Protocol):
    """How tasks come of the rows of a kind of file."""

    @property
    def found(self) -> Import:
        """The import."""
        ...

    def people(self, row: Row) -> Iterable[PrincipalId]:
        """Whom the task will name."""
        ...

    def made(self, work: Work, project: Project, row: Row) -> Task:
        """The new task of a row, stored. Raises a problem when it cannot be taken."""
        ...

    def said(self, work: Work, project: Project, row: Row, task: Task) -> Task:
        """A task that is known, with what its row says of it."""
        ...


def make_tasks(work: Work, project: Project, making: Making, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many rows as one transaction holds."""
    here, found = step.checkpoint, making.found
    rows = piece_of(work, found.id, step.job.id, here.piece) if here.pieces else ()
    window = rows[here.row : here.row + ROWS_AT_ONCE]
    authority.authorize(work, "task:create", Subject.of(project))
    _read_ahead(work, project, making, window)
    counts: dict[str, int] = {}
    done = work_through(
        work, window, lambda row: _make_task(work, project, making, row), name=lambda row: row.external_id[:200]
    )
    for word in done.results.values():
        counts[word] = counts.get(word, 0) + 1
    following = behind(here, len(rows), done.count)
    if following is None:
        following = replace(here, stage="relations", piece=0, row=0)
    return Progress(next=following, done=done.count, counts=counts, errors=by_line(done.errors, window))


def _read_ahead(work: Work, project: Project, making: Making, rows: Sequence[Row]) -> None:
    names = [name for row in rows for name in (row.external_id, *row.aliases)]
    links = work.find_many(ImportLink, [link_key(making.found, name) for name in names][:100])
    work.prefetch(
        [*(task_key(link) for link in links), *name_keys(work, (word for row in rows for word in row.labels))]
    )
    prepare(work, (project.id,), list(dict.fromkeys(one for row in rows for one in making.people(row))))


def _make_task(work: Work, project: Project, making: Making, row: Row) -> str:
    """What became of a row, in a word. Raises a problem when it cannot be taken."""
    found = making.found
    link = work.find(ImportLink, link_key(found, row.external_id))
    before = work.find(Task, task_key(link)) if link is not None else None
    if link is not None and before is not None and before.deleted_at is None:
        if found.manner.on_match == "fail":
            raise Conflict(f"It was brought in before, as {before.code}.")
        if found.manner.on_match == "skip":
            return "skipped"
        authority.authorize(work, "task:edit", Subject.of(before))
        after = making.said(work, project, row, before)
        return "unchanged" if change(work, before, after) is before else "updated"
    task = making.made(work, project, row)
    for name in (row.external_id, *row.aliases):
        _link(work, found, name, task)
    return "created"


def _link(work: Work, found: Import, name: str, task: Task) -> None:
    """Say that this is what a thing of the source became; it may have been another task before."""
    known = work.find(ImportLink, link_key(found, name))
    fresh = known or ImportLink(
        org_id=found.org_id,
        project_id=found.project_id,
        source=found.source,
        mark=mark_of(name),
        task_id=task.id,
        import_id=found.id,
    )
    work.put(replace(fresh, task_id=task.id, import_id=found.id, copies=0))


def tags_of(work: Work, labels: Sequence[str], already: Sequence[str]) -> tuple[str, ...]:
    """The tags of a task with those that labels name, as far as there is room and they can be given."""
    named = dict.fromkeys((*already, *tags_named(work, labels)))
    return tagged(work, list(named)[:MAX_TAGS], already=already)


@dataclass(frozen=True)
class FromRows:
    """Tasks of what a row says in the words of its source."""

    meaning: Meaning

    @property
    def found(self) -> Import:
        return self.meaning.found

    def people(self, row: Row) -> Iterable[PrincipalId]:
        return self.meaning.people(row)

    def made(self, work: Work, project: Project, row: Row) -> Task:
        caller, section = PrincipalId(work.principal.id), self.meaning.section(row)
        draft = Task(
            org_id=project.org_id,
            workspace_id=project.workspace_id,
            id=new_id("tsk"),
            code="",
            title=row.title,
            project_id=project.id,
            section_id=section.id,
            rank="",
            status="",
            status_category="unstarted",
            reporter_id=caller,
            created_by=caller,
            created_at=work.now,
            updated_at=work.now,
        )
        # Rows of one transaction come at one moment; the microsecond keeps their order.
        rank = at_end(work.now + timedelta(microseconds=len(work.pending)))
        return add(work, project, section, self.said(work, project, row, draft), rank=rank, quietly=True)

    def said(self, work: Work, project: Project, row: Row, task: Task) -> Task:
        """A task with what a row says of it. What it says nothing of stays, and so does the place of a known task."""
        fresh, meaning = task.version == 0, self.meaning
        status = meaning.status(row) if fresh or row.status or row.done or row.category else None
        people = who_see(work, task.project_ids, meaning.people(row))
        try:
            given = meaning.custom_fields(row)
        except ValueError as error:
            raise Unprocessable(str(error)) from None
        type_id = fitting_type(work, project, meaning.type_id(row)) if row.type else task.type_id
        after = replace(
            task,
            title=row.title,
            description=row.description or task.description,
            tag_ids=tags_of(work, row.labels, task.tag_ids),
            type_id=type_id,
            priority=meaning.priority(row) if row.priority else task.priority,
            assignee_ids=tuple(people) or task.assignee_ids,
            start_at=row.start_at or task.start_at,
            due_at=row.due_at or task.due_at,
            all_day=row.all_day if row.due_at else task.all_day,
            timezone=meaning.found.manner.timezone if row.due_at and row.all_day else task.timezone,
            estimate_minutes=task.estimate_minutes if row.estimate_minutes is None else row.estimate_minutes,
            points=task.points if row.points is None else row.points,
            custom_fields=filled(work, project.id, given, task.custom_fields, creating=fresh, type_id=type_id),
        )
        if not is_in_order(after):
            after = replace(after, start_at=None)
        if status is None or status.id == task.status:
            return after
        return replace(with_status(after, status, row.completed_at or work.now), section_id=task.section_id)
