"""A task as a template has it: roles instead of people, days instead of dates, and nothing done yet."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onetick.attachments.read_attachments import copy_content, read_attachments
from onetick.fields.model import FieldSet, Value
from onetick.kernel.ids import PrincipalId, id_of, number_of
from onetick.kernel.objects import ObjectKey
from onetick.kernel.work import Work
from onetick.planning.model import Node
from onetick.planning.ordering import node_of
from onetick.projects.model import Outline, Workflow
from onetick.tasks.identity import copied_id
from onetick.tasks.model import Task
from onetick.tasks.parts import Link

from .casting import Casting
from .dates import offset, zone_of
from .events import TEMPLATE_TASK_CREATED
from .model import FILES, MAX_FILES, Offset, Template, TemplateFile, TemplateTask
from .targets import task_key

NO_TIES: Mapping[str, str] = {}
LOOKED_AT = 50
"""Among so many of what is attached to a task those are looked for that can be opened."""
_DIGEST = (1 << 80) - 1


def row_id(job_id: str, task_id: str) -> str:
    """The identifier of what a job saves of a task.

    It follows from the two, so that what refers to the task can refer to it before it is there, and
    begins with the time of the task, so that both sort alike.
    """
    digest = hashlib.sha256(f"{job_id}#{task_id}".encode()).digest()
    return id_of("tpt", number_of(task_id) & ~_DIGEST | int.from_bytes(digest[:10], "big"))


@dataclass(slots=True)
class Taking:
    """What is known while tasks are taken into a template: by whom roles are held, and the days met so far."""

    work: Work
    template: Template
    job_id: str
    zero: date
    casting: Casting
    first: int | None = None
    last: int | None = None
    fields: Mapping[str, FieldSet] = field(default_factory=dict)
    attachments: bool = True

    def prepare(self, tasks: Sequence[Task]) -> None:
        """Read at once what these tasks need."""
        names = [row_id(self.job_id, task.id) for task in tasks]
        keys = [task_key(self.work.org_id, self.template.id, name) for name in (*names, self.template.root_id)]
        self.work.prefetch([*keys, *(Node.key(org_id=self.work.org_id, task_id=task.id) for task in tasks)])

    def take(
        self,
        task: Task,
        identifier: str,
        *,
        section_id: str | None = None,
        status: str | None = None,
        ties: Mapping[str, str] = NO_TIES,
    ) -> bool:
        """Store a task of the template; False when it is there already. `ties` are ids in it by those of tasks."""
        if self.work.find(TemplateTask, task_key(self.work.org_id, self.template.id, identifier)) is not None:
            return False
        zone = zone_of(all_day=task.all_day, own=task.timezone, other=self.template.timezone)
        start = offset(task.start_at, self.zero, zone) if task.start_at is not None else None
        due = offset(task.due_at, self.zero, zone) if task.due_at is not None else None
        values, people = self._values(task)
        node = node_of(self.work, task.id)
        stored = self.work.create(
            TemplateTask(
                org_id=self.template.org_id,
                workspace_id=self.template.workspace_id,
                template_id=self.template.id,
                id=identifier,
                title=task.title,
                description=task.description,
                section_id=section_id,
                rank=task.rank,
                status=status,
                type_id=task.type_id,
                priority=task.priority,
                role_ids=self.casting.roles_of(task.assignee_ids),
                tag_ids=task.tag_ids,
                start=start,
                due=due,
                all_day=task.all_day,
                timezone=task.timezone,
                estimate_minutes=task.estimate_minutes,
                points=task.points,
                milestone=task.milestone,
                custom_fields=values,
                people=people,
                parent_id=ties.get(task.parent_id or ""),
                subtask_rank=task.subtask_rank if task.parent_id in ties else "",
                blocked_by=tuple(
                    Link(task_id=ties[one.task_id], type=one.type, lag_days=one.lag_days)
                    for one in task.blocked_by
                    if one.task_id in ties
                ),
                recurrence=replace(task.recurrence, number=1) if task.recurrence and task.recurring else None,
                order=node.order if node is not None else None,
                files=tuple(self._files(task)),
                created_by=PrincipalId(self.work.principal.id),
                created_at=self.work.now,
                updated_at=self.work.now,
            )
        )
        self._meet(start, due)
        self.work.emit(TEMPLATE_TASK_CREATED, stored)
        return True

    def _files(self, task: Task) -> Iterator[TemplateFile]:
        """What is attached to it and can be opened, copied: what becomes of the originals is not the template's."""
        if not self.attachments:
            return
        for one in read_attachments(self.work, task, limit=LOOKED_AT)[:MAX_FILES]:
            file = TemplateFile(
                id=copied_id(self.job_id, one.id, "tpf"),
                name=one.name,
                original_name=one.original_name,
                content_type=one.content_type,
                size=one.size,
                sha256=one.sha256,
            )
            # Copied first, as everywhere: what no record speaks of nobody can open. Twice is once.
            target = ObjectKey.of(FILES, self.template.org_id, self.template.id, file.id)
            if copy_content(self.work, one, target):
                yield file

    def _meet(self, *days: Offset | None) -> None:
        for one in days:
            if one is not None:
                self.first = one.day if self.first is None else min(self.first, one.day)
                self.last = one.day if self.last is None else max(self.last, one.day)

    def _values(self, task: Task) -> tuple[dict[str, Value], dict[str, tuple[str, ...]]]:
        """The values of its custom fields; those that name people name roles, and what others name stays behind."""
        values: dict[str, Value] = {}
        people: dict[str, tuple[str, ...]] = {}
        known = self.fields.get(task.project_id)
        for field_id, value in task.custom_fields.items():
            one = known.find(field_id) if known is not None else None
            if one is None or one.field.type == "reference":
                continue
            if one.field.type == "people":
                people[field_id] = self.casting.roles_of(value if isinstance(value, list) else [])
            else:
                values[field_id] = value
        return values, people


def place_of(outline: Outline, workflow: Workflow, task: Task) -> tuple[str, str]:
    """In which section and status a task begins again: where it is, unless that tells of work that was done."""
    status = workflow.status(task.status)
    if status is None or status.category not in ("backlog", "unstarted"):
        status = workflow.initial
    present = outline.find(task.section_id)
    fits = present is not None and present.status_id in (None, status.id)
    section = present if present is not None and fits else outline.for_status(status.id)
    return section.id, status.id
