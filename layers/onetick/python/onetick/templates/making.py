"""A task as a template has it becomes a task: people instead of roles, dates instead of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from onetick.fields.model import Value
from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.planning.events import TASK_RECURRENCE_SET
from onetick.planning.rules import local
from onetick.projects.model import Project, Section, Status
from onetick.projects.targets import outline_of
from onetick.tasks.changing import watched_by
from onetick.tasks.creation import add
from onetick.tasks.model import MAX_ASSIGNEES, Task
from onetick.tasks.parts import Recurrence
from onetick.tasks.people import who_see
from onetick.tasks.statuses import admitted
from onetick.tasks.tags import standing
from onetick.tasks.types import fitting_type

from .casting import filled
from .dates import Shift, dates
from .model import TemplateTask

MAX_CHOSEN = 20
"""Of people in one custom field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What tasks are made with: in which project, from when, for whom, and what its custom fields are called there."""

    work: Work
    project: Project
    shift: Shift | None
    people: Mapping[str, Sequence[str]]
    fields: Mapping[str, str]

    def make(
        self,
        row: TemplateTask,
        task_id: str,
        section: Section,
        status: Status,
        *,
        keep_rank: bool,
        quietly: bool = True,
    ) -> Task:
        """Store a task like one of the template; ties are written later.

        One that is made `quietly`, among many, begins in the first status where the rules of the workflow
        want that. Raises Unprocessable for impossible days, otherwise what the rules raise.
        """
        work, caller = self.work, PrincipalId(self.work.principal.id)
        start_at, due_at = dates(row, self.shift)
        assignees = who_see(work, (self.project.id,), filled(self.people, row.role_ids))[:MAX_ASSIGNEES]
        draft = Task(
            org_id=self.project.org_id,
            workspace_id=self.project.workspace_id,
            id=task_id,
            code="",
            title=row.title,
            description=row.description,
            project_id=self.project.id,
            section_id=section.id,
            rank="",
            status=status.id,
            status_category=status.category,
            type_id=fitting_type(work, self.project, row.type_id),
            priority=row.priority,
            assignee_ids=tuple(assignees),
            tag_ids=standing(work, row.tag_ids),
            reporter_id=caller,
            start_at=start_at,
            due_at=due_at,
            all_day=row.all_day,
            timezone=row.timezone,
            estimate_minutes=row.estimate_minutes,
            points=row.points,
            milestone=row.milestone,
            custom_fields=self._values(row),
            recurrence=_recurrence(row, due_at),
            created_by=caller,
            created_at=work.now,
            updated_at=work.now,
        )
        watched = watched_by(draft, assignees if quietly else (caller, *assignees))
        placed, home = watched, section
        if quietly:
            placed, home = admitted(work, watched, outline_of(work, self.project), section)
        rank = row.rank if keep_rank and home is section else None
        stored = add(work, self.project, home, placed, copied_from=row.id, rank=rank, quietly=quietly)
        if stored.recurrence is not None:
            work.emit(TASK_RECURRENCE_SET, stored, before=replace(stored, recurrence=None))
        return stored

    def _values(self, row: TemplateTask) -> dict[str, Value]:
        values = {self.fields[old]: value for old, value in row.custom_fields.items() if old in self.fields}
        for old, roles in row.people.items():
            chosen = who_see(self.work, (self.project.id,), filled(self.people, roles))[:MAX_CHOSEN]
            if chosen and old in self.fields:
                values[self.fields[old]] = [str(one) for one in chosen]
        return values


def _recurrence(row: TemplateTask, due_at: datetime | None) -> Recurrence | None:
    """How it comes again, from its new due date on; not at all without one."""
    if row.recurrence is None or due_at is None:
        return None
    return replace(row.recurrence, occurrence=local(due_at, ZoneInfo(row.recurrence.timezone)), number=1)
