"""Restore the tasks of an archive. What ties them together, and what was said of them, comes behind them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from onetick.archives.task_documents import RecurrenceDocument, TaskDocument
from onetick.fields.model import Value
from onetick.imports.make_tasks import tags_of
from onetick.imports.model import Import
from onetick.imports.rows import Row
from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RECURRENCE_SET
from onetick.planning.rules import Unfit
from onetick.planning.rules import read as read_rule
from onetick.projects.model import Project
from onetick.sprints.archiving import count_in
from onetick.tasks.creation import add, is_in_order
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task
from onetick.tasks.parts import Recurrence
from onetick.tasks.people import who_see
from onetick.tasks.ranks import at_end, behind, is_rank
from onetick.tasks.statuses import with_status
from onetick.tasks.types import fitting_type

from .authors import author
from .counterparts import Counterparts
from .sprints import sprint_of


@dataclass(frozen=True)
class FromArchive:
    """Tasks as they were: see `onetick.imports.make_tasks.Making`."""

    parts: Counterparts
    job_id: str
    began: datetime
    fresh: bool

    @property
    def found(self) -> Import:
        return self.parts.found

    def people(self, row: Row) -> Iterable[PrincipalId]:
        task = _task(row)
        return self.parts.people((*task.assignee_ids, *task.watcher_ids, task.reporter_id, task.created_by))

    def made(self, work: Work, project: Project, row: Row) -> Task:
        said, caller = _task(row), PrincipalId(work.principal.id)
        names = (said.reporter_id, said.created_by)
        reporter, creator = (author(work, project, self.parts, one) or caller for one in names)
        section, sprint = self.parts.section(said), sprint_of(work, project, self.parts, said.sprint_id)
        draft = Task(
            org_id=project.org_id,
            workspace_id=project.workspace_id,
            id=copied_id(self.job_id, said.id),
            code="",
            title=said.title,
            project_id=project.id,
            section_id=section.id,
            rank="",
            status="",
            status_category="unstarted",
            watcher_ids=tuple(who_see(work, (project.id,), self.parts.people(said.watcher_ids))),
            reporter_id=reporter,
            created_by=creator,
            created_at=said.created_at if self.parts.signed else work.now,
            updated_at=work.now,
            recurrence=_recurrence(said.recurrence, self.job_id),
            sprint_id=sprint.id if sprint is not None else None,
            sprint_rank=_sprint_rank(work, said) if sprint is not None else None,
        )
        rank = said.rank if is_rank(said.rank) else None
        if rank is not None and not self.fresh:
            # Others may stand there, of the very project that the archive is of.
            rank = behind(rank)
        whole = replace(self.said(work, project, row, draft), section_id=section.id)
        timed = self.parts.signed and said.status_since is not None
        if timed:
            whole = replace(whole, status_since=said.status_since, status_seconds=self._seconds(said))
        stored = add(work, project, section, whole, rank=rank, quietly=True, was_timed=timed)
        if sprint is not None:
            # The ledger is to know of it: it came back with its sprint.
            count_in(work, sprint, stored, since=self.began)
        if stored.recurring:
            work.emit(TASK_RECURRENCE_SET, stored, before=replace(stored, recurrence=None))
        return stored

    def said(self, work: Work, project: Project, row: Row, task: Task) -> Task:
        """A task with what the archive says of it; its place, its ties and how it recurs stay."""
        said = _task(row)
        after = replace(
            task,
            title=said.title,
            description=said.description,
            priority=said.priority,
            assignee_ids=tuple(who_see(work, task.project_ids, self.parts.people(said.assignee_ids))),
            type_id=fitting_type(work, project, self.parts.type_id(said.type_id)),
            tag_ids=tags_of(work, self.parts.tags(said), task.tag_ids),
            start_at=said.start_at,
            due_at=said.due_at,
            all_day=said.all_day,
            timezone=said.timezone,
            estimate_minutes=said.estimate_minutes,
            points=said.points,
            milestone=said.milestone,
            custom_fields=self._values(work, project, task, said),
        )
        if not is_in_order(after):
            after = replace(after, start_at=None)
        status = self.parts.status(said.status)
        if status.id == task.status:
            return after
        return replace(with_status(after, status, said.completed_at or work.now), section_id=task.section_id)

    def _seconds(self, said: TaskDocument) -> dict[str, int]:
        """How long it was in the statuses that it has left, by what those are here."""
        sums: dict[str, int] = {}
        for archived_id, seconds in said.status_seconds.items():
            status = self.parts.status(archived_id)
            sums[status.id] = sums.get(status.id, 0) + seconds
        return sums

    def _values(self, work: Work, project: Project, task: Task, said: TaskDocument) -> dict[str, Value]:
        """The values with those of them that name people who may see the project; references come later."""
        values: dict[str, Value] = dict(self.parts.values(said))
        for one in self.parts.attached.values():
            id = one.field.id
            if one.field.type == "people" and isinstance(people := values.get(id), list):
                values[id] = [str(person) for person in who_see(work, task.project_ids, people)]
                if not values[id]:
                    del values[id]
            if one.field.type == "reference" and id in task.custom_fields:
                values[id] = task.custom_fields[id]
        return values


def _task(row: Row) -> TaskDocument:
    assert row.task is not None
    return row.task


def _sprint_rank(work: Work, said: TaskDocument) -> str:
    return said.sprint_rank if is_rank(said.sprint_rank) else at_end(work.instant)


def _recurrence(said: RecurrenceDocument | None, job_id: str) -> Recurrence | None:
    """How a task comes again; not at all by a rule that is none."""
    if said is None:
        return None
    try:
        read_rule(said.rule)
    except Unfit:
        return None
    values = {name: getattr(said, name) for name in RecurrenceDocument.model_fields}
    return Recurrence(**{**values, "next_id": copied_id(job_id, said.next_id) if said.next_id is not None else None})
