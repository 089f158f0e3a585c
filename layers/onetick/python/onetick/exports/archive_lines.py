"""Tasks as the lines of an archive, with what was said of them and what is attached to them."""

from collections.abc import Sequence
from typing import Any

from onetick.archives.task_documents import MAX_COMMENTS, MAX_FILES, TaskDocument
from onetick.attachments.read_attachments import read_attachments
from onetick.comments.read_comments import read_comments
from onetick.fields.model import COMPUTED, FieldSet
from onetick.fields.targets import field_set_of
from onetick.kernel.work import Work
from onetick.planning.model import Node
from onetick.projects.model import Project
from onetick.tasks.model import Task


def archive_lines(work: Work, project: Project, tasks: Sequence[Task]) -> str:
    """The lines of these tasks."""
    fields = field_set_of(work, project.id)
    tied = {id for task in tasks if task.blocked_by or task.blocks for id in _tied(task)}
    work.prefetch(Node.key(org_id=project.org_id, task_id=id) for id in sorted(tied))
    return "".join(f"{_line(work, fields, task)}\n" for task in tasks)


def _tied(task: Task) -> list[str]:
    return [task.id, *(one.task_id for one in task.blocked_by)]


def _line(work: Work, fields: FieldSet, task: Task) -> str:
    stored = _state(task)
    document = {
        **stored,
        "key": task.code,
        "custom_fields": _values(fields, stored.get("custom_fields", {})),
        "order": _order(work, task.id) if task.blocked_by or task.blocks else "",
        "blocked_by": [{**one, "order": _order(work, one["task_id"])} for one in stored.get("blocked_by", ())],
        "comments": [
            {**_state(one), **({"gone": True, "body_md": ""} if one.deleted_at else {})}
            for one in read_comments(work, task, limit=MAX_COMMENTS, heads=True)
        ],
        "files": [
            {**_state(one), "name": one.original_name[:255]} for one in read_attachments(work, task, limit=MAX_FILES)
        ],
    }
    return TaskDocument.model_validate(document).model_dump_json(exclude_defaults=True)


def _order(work: Work, task_id: str) -> str:
    node = work.find(Node, Node.key(org_id=work.org_id, task_id=task_id))
    return "" if node is None else node.order


def _values(fields: FieldSet, values: Any) -> dict[str, Any]:
    """The values of the project's fields, without those that are worked out."""
    return {id: value for id, value in values.items() if (one := fields.find(id)) and one.field.type not in COMPUTED}


def _state(entity: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = entity.kind.adapter.dump_python(entity, mode="json", exclude_none=True)
    return dumped
