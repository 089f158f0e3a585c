"""A task as a row of a table. What a spreadsheet would take for a formula is marked as text."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onetick.fields.model import CustomField, FieldSet
from onetick.kernel.recording import rfc3339
from onetick.projects.model import Outline, Workflow
from onetick.tasks.model import Task

_COLUMNS = (
    "ID", "Key", "Title", "Type", "Description", "Section", "Status", "Priority", "Assignees", "Tags", "Start date",
    "Due date", "Estimate (minutes)", "Points", "Parent", "Milestone", "Completed at", "Created at", "Created by",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Words:
    """What ids mean in words: the project's sections, statuses and fields, and people, tags and types by their ids."""

    outline: Outline
    workflow: Workflow
    fields: FieldSet
    names: Mapping[str, str]

    @property
    def columns(self) -> list[str]:
        """The names of all columns, custom fields behind the others."""
        return [*_COLUMNS, *(one.field.name for one in self.fields.attached)]

    def cells(self, task: Task) -> list[str]:
        """The cells of a task."""
        section, status = self.outline.find(task.section_id), self.workflow.status(task.status)
        return [
            task.id,
            task.code,
            task.title,
            self.names.get(task.type_id, task.type_id) if task.type_id is not None else "",
            task.description,
            section.name if section else "",
            status.name if status else task.status,
            task.priority,
            "; ".join(self.names.get(one, one) for one in task.assignee_ids),
            "; ".join(self.names.get(one, one) for one in task.tag_ids),
            "" if task.start_at is None else rfc3339(task.start_at),
            "" if task.due_at is None else rfc3339(task.due_at),
            "" if task.estimate_minutes is None else str(task.estimate_minutes),
            "" if task.points is None else f"{task.points:g}",
            task.parent_id or "",
            "yes" if task.milestone else "",
            "" if task.completed_at is None else rfc3339(task.completed_at),
            rfc3339(task.created_at),
            self.names.get(task.created_by, task.created_by),
            *(self._value(one.field, task.custom_fields.get(one.field.id)) for one in self.fields.attached),
        ]

    def _value(self, field: CustomField, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return "; ".join(self._word(field, str(one)) for one in value)
        return self._word(field, str(value))

    def _word(self, field: CustomField, text: str) -> str:
        option = field.option(text)
        return option.name if option else self.names.get(text, text)


def table(lines: Iterable[Sequence[str]]) -> str:
    """Lines of CSV (RFC 4180)."""
    text = io.StringIO()
    csv.writer(text).writerows([[harmless(cell) for cell in line] for line in lines])
    return text.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
