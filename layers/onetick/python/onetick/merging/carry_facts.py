"""What a task takes over of the one that becomes part of it: its people, its tags, and what it said.

Everything else, such as the title, dates and values, stays as the one has it that the other becomes part of.
"""

from dataclasses import replace

from onetick.comments.bring_over import note
from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.tasks.changing import change, watched_by
from onetick.tasks.identity import copied_id
from onetick.tasks.model import MAX_ASSIGNEES, MAX_TAGS, Task
from onetick.tasks.people import who_see
from onetick.tasks.tags import standing


def carry_facts(work: Work, task: Task, into: Task, *, job_id: str) -> None:
    """Assign and let watch those who see the other, as far as there is room; its text becomes a comment."""
    people = (*task.assignee_ids, *task.watcher_ids)
    seeing = set(who_see(work, into.project_ids, people))
    assignees = [*into.assignee_ids, *(one for one in task.assignee_ids if one in seeing)]
    watchers = [PrincipalId(one) for one in (*task.watcher_ids, *task.assignee_ids) if one in seeing]
    tags = [*into.tag_ids, *standing(work, task.tag_ids)]
    with work.part():
        after = replace(
            into,
            assignee_ids=tuple(dict.fromkeys(assignees))[:MAX_ASSIGNEES],
            tag_ids=tuple(sorted(tuple(dict.fromkeys(tags))[:MAX_TAGS])),
        )
        into = change(work, into, watched_by(after, watchers))
    if task.description.strip():
        text = f"**{task.code}** {task.title}\n\n{task.description}"
        note(work, into, text, id=copied_id(job_id, task.id, "cmt"))
