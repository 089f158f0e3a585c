"""Tasks as the lines of an archive, with what was said of them, what was done for them and what is attached to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onetick.archives.task_documents import (
    MAX_COMMENTS,
    MAX_EDITS,
    MAX_FILES,
    MAX_REACTIONS,
    MAX_TIMES,
    TaskDocument,
)
from onetick.attachments.read_attachments import read_attachments
from onetick.comments.model import Comment
from onetick.comments.read_comments import read_comments, read_edits, read_reactions
from onetick.fields.model import COMPUTED, FieldSet
from onetick.fields.targets import field_set_of
from onetick.kernel.access import Subject
from onetick.kernel.authority import may
from onetick.kernel.work import Work
from onetick.planning.model import Node
from onetick.projects.model import Project
from onetick.relations.model import Relations
from onetick.relations.targets import relations_of, types_key, types_of
from onetick.tasks.model import Task
from onetick.timekeeping.read_time_entries import read_time_entries

from .lines import state_of

MAX_EARLIER_BYTES = 4_000_000
MAX_REACTIONS_OF_TASK = 20_000
"""So much of a task's earlier texts, and of what people reacted with, is in an archive: a line has its bounds."""


def archive_lines(work: Work, project: Project, tasks: Sequence[Task]) -> str:
    """The lines of these tasks; without the time that was logged where the caller may not see that."""
    fields = field_set_of(work, project.id)
    tied = {id for task in tasks if task.blocked_by or task.blocks for id in _tied(task)}
    work.prefetch(
        [
            types_key(project.org_id, project.workspace_id),
            *(Node.key(org_id=project.org_id, task_id=id) for id in sorted(tied)),
            *(Relations.key(org_id=project.org_id, task_id=task.id) for task in tasks),
        ]
    )
    shows_time = may(work, "time:view", Subject.of(project))
    return "".join(f"{_line(work, fields, task, shows_time=shows_time)}\n" for task in tasks)


def _tied(task: Task) -> list[str]:
    return [task.id, *(one.task_id for one in task.blocked_by)]


def _line(work: Work, fields: FieldSet, task: Task, *, shows_time: bool) -> str:
    stored = state_of(task)
    room = _Room()
    document = {
        **stored,
        "key": task.code,
        "custom_fields": _values(fields, stored.get("custom_fields", {})),
        "order": _order(work, task.id) if task.blocked_by or task.blocks else "",
        "blocked_by": [{**one, "order": _order(work, one["task_id"])} for one in stored.get("blocked_by", ())],
        "relations": list(_relations(work, task)),
        "comments": [_comment(work, one, room) for one in read_comments(work, task, limit=MAX_COMMENTS, heads=True)],
        "files": [
            {**state_of(one), "name": one.original_name[:255]} for one in read_attachments(work, task, limit=MAX_FILES)
        ],
        "times": [state_of(one) for one in read_time_entries(work, task, limit=MAX_TIMES)] if shows_time else [],
    }
    return TaskDocument.model_validate(document).model_dump_json(exclude_defaults=True)


@dataclass(slots=True)
class _Room:
    """How much more of what hangs on its comments the line of a task takes."""

    bytes: int = field(default=MAX_EARLIER_BYTES)
    reactions: int = field(default=MAX_REACTIONS_OF_TASK)

    def for_text(self, text: str) -> bool:
        """Whether a text fits in, which it then takes."""
        size = len(text.encode())
        if size > self.bytes:
            return False
        self.bytes -= size
        return True


def _comment(work: Work, comment: Comment, room: _Room) -> Mapping[str, Any]:
    """A comment with what it said before and who reacted; of one that was taken back only who wrote it when."""
    stored = state_of(comment)
    if comment.deleted_at is not None:
        return {**stored, "gone": True, "body_md": "", "edit_count": 0, "edited_at": None, "reactions": []}
    reactions = read_reactions(work, comment, limit=min(MAX_REACTIONS, room.reactions)) if room.reactions else ()
    room.reactions -= len(reactions)
    latest_first = reversed(read_edits(work, comment, limit=MAX_EDITS))
    edits = [state_of(one) for one in latest_first if room.for_text(one.body_md)]
    return {**stored, "edits": edits[::-1], "reactions": [state_of(one) for one in reactions]}


def _relations(work: Work, task: Task) -> Iterator[Mapping[str, str]]:
    """What it is to others; what others are to it stands with them."""
    kinds = types_of(work).live
    for link in relations_of(work, task).links:
        if link.direction == "outward" and link.type_id in kinds:
            yield {"type_id": link.type_id, "task_id": link.other_id}


def _order(work: Work, task_id: str) -> str:
    node = work.find(Node, Node.key(org_id=work.org_id, task_id=task_id))
    return "" if node is None else node.order


def _values(fields: FieldSet, values: Any) -> dict[str, Any]:
    """The values of the project's fields, without those that are worked out."""
    return {id: value for id, value in values.items() if (one := fields.find(id)) and one.field.type not in COMPUTED}
