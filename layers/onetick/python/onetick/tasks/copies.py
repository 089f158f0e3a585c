"""A task and the copies of its summary change together, in one transaction."""

from collections.abc import Iterator

from onetick.kernel.entity import Entity
from onetick.kernel.work import Work

from .family import Subtask, TrashedSubtask
from .model import Summary, Task
from .passing import Passage, require_passage, settled
from .rows import Assignment, FieldPlacement, Milestone, Placement, SprintPlacement, Tagging, Typing
from .stays import timed


def write(
    work: Work, task: Task, before: Task | None = None, *, passage: Passage = "checked", was_timed: bool = False
) -> Task:
    """Store a task, new or changed, and its copies; the task as stored.

    A new one that `was_timed` somewhere else comes with the times that it was in its statuses.

    Nothing else stores tasks, so here the rules of workflows hold, whatever way a task came to its
    status. A new place on a board, or among the subtasks of a parent, must be free: no two there have
    the same rank. Raises what `require_passage` does.
    """
    require_passage(work, task, before, passage)
    task = settled(task, before, passage)
    if before is not None or not was_timed:
        task = timed(task, before, work.now)
    stored = work.save(task) if before is not None else work.create(task)
    work.mirror(copies, stored, before, alone=(Placement, Subtask))
    return stored


def copies(task: Task) -> Iterator[Entity]:
    """The copies of a task: in the trash, only that which leads back from the parent that it went with."""
    if task.deleted_at is not None:
        if task.deleted_with is not None:
            yield TrashedSubtask(org_id=task.org_id, parent_id=task.deleted_with, task_id=task.id)
        return
    summary = Summary.of(task)
    yield from _in_projects(task, summary)
    yield from _in_lists(task, summary)


def _in_projects(task: Task, summary: Summary) -> Iterator[Entity]:
    org_id, workspace_id = task.org_id, task.workspace_id
    for project_id in task.project_ids:
        yield Placement(org_id=org_id, workspace_id=workspace_id, project_id=project_id, task=summary)
    if task.milestone:
        for project_id in task.project_ids:
            yield Milestone(org_id=org_id, workspace_id=workspace_id, project_id=project_id, task=summary)
    for project_id, keys in task.sort_keys.items():
        for field_id, key in keys.items():
            yield FieldPlacement(
                org_id=org_id,
                workspace_id=workspace_id,
                project_id=project_id,
                field_id=field_id,
                sort_key=key,
                task=summary,
            )


def _in_lists(task: Task, summary: Summary) -> Iterator[Entity]:
    org_id, workspace_id = task.org_id, task.workspace_id
    if task.sprint_id is not None:
        yield SprintPlacement(org_id=org_id, workspace_id=workspace_id, sprint_id=task.sprint_id, task=summary)
    for user_id in task.assignee_ids:
        yield Assignment(org_id=org_id, workspace_id=workspace_id, user_id=user_id, task=summary)
    if task.type_id is not None:
        yield Typing(org_id=org_id, workspace_id=workspace_id, type_id=task.type_id, task=summary)
    for tag_id in task.tag_ids:
        yield Tagging(org_id=org_id, workspace_id=workspace_id, tag_id=tag_id, task=summary)
    if task.parent_id is not None:
        yield Subtask(
            org_id=org_id,
            workspace_id=workspace_id,
            parent_id=task.parent_id,
            rank=task.subtask_rank,
            task=summary,
            totals=task.totals,
        )
