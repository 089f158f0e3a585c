"""Reading for many items at once: what they name in one call, and what lies beside it in a second."""

from collections.abc import Iterator, Sequence

from onetick.kernel.access import ProjectAccess
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId, is_id
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Outline
from onetick.tasks.guesses import projects_of
from onetick.tasks.model import Task, TaskCounter, TaskKey
from onetick.tasks.targets import facts_of, keys_named
from onetick.tasktypes.targets import types_key

from .items import Item
from .schemas import AddTags, Assign, Create, Move, Operation, Update


def keys_of_items(org: OrgId, workspace: WorkspaceId, caller: PrincipalId, items: Sequence[Item]) -> list[Key]:
    """What the items name, and what lies in the projects where the caller was last, should they be there."""
    projects = [*_projects_named(items), *projects_of(org, caller)]
    operations = {item.place: item.operation for item in items}.values()
    return list(
        dict.fromkeys(
            [
                *(_key_of(org, workspace, item.task) for item in items if item.task is not None),
                *(key for one in operations for key in _keys(org, workspace, one)),
                *(key for project_id in projects for key in facts_of(org, workspace, project_id)),
                *(key for project_id in _projects_named(items) for key in _of_new_tasks(org, workspace, project_id)),
            ]
        )
    )


def read(work: Work, items: Sequence[Item]) -> None:
    """Read everything that acting on the items needs."""
    assert work.org_id is not None and work.workspace_id is not None
    org, workspace = work.org_id, work.workspace_id
    work.prefetch(keys_of_items(org, workspace, work.principal.id, items))
    # What was named leads to the rest: the projects of tasks, and the tasks of keys.
    tasks, projects, pointed = [], list(_projects_named(items)), []
    for item in items:
        if item.task is None:
            continue
        if is_id("tsk", item.task):
            tasks.append(Task.key(org_id=org, id=item.task))
            continue
        pointer = work.find(TaskKey, TaskKey.key(org_id=org, workspace_id=workspace, code=item.task.upper()))
        if pointer is not None:
            pointed.append(Task.key(org_id=org, id=pointer.task_id))
            projects.append(pointer.project_id)
    others: list[str] = []
    for task in work.find_many(Task, tasks):
        projects.append(task.project_id)
        others += task.other_project_ids
    work.prefetch(
        [
            *pointed,
            *(key for project_id in dict.fromkeys(projects) for key in facts_of(org, workspace, project_id)),
            *(key for project_id in dict.fromkeys(others) for key in _places(org, workspace, project_id)),
        ]
    )


def task_named(work: Work, name: str) -> Task | None:
    """The task with this id or key, wherever it lies."""
    if is_id("tsk", name):
        return work.find(Task, Task.key(org_id=work.org_id, id=name))
    key = TaskKey.key(org_id=work.org_id, workspace_id=work.workspace_id, code=name.upper())
    pointer = work.find(TaskKey, key)
    return None if pointer is None else work.find(Task, Task.key(org_id=work.org_id, id=pointer.task_id))


def _projects_named(items: Sequence[Item]) -> list[str]:
    return list(dict.fromkeys(item.operation.task.project_id for item in items if isinstance(item.operation, Create)))


def _places(org: OrgId, workspace: WorkspaceId, project_id: str) -> list[Key]:
    """What must be known of a further project in which a task stands."""
    return [
        ProjectAccess.key(org_id=org, workspace_id=workspace, project_id=project_id),
        Outline.key(org_id=org, project_id=project_id),
    ]


def _of_new_tasks(org: OrgId, workspace: WorkspaceId, project_id: str) -> list[Key]:
    return [
        TaskCounter.key(org_id=org, project_id=project_id),
        types_key(org, workspace),
    ]


def _key_of(org: OrgId, workspace: WorkspaceId, name: str) -> Key:
    if is_id("tsk", name):
        return Task.key(org_id=org, id=name)
    return TaskKey.key(org_id=org, workspace_id=workspace, code=name.upper())


def _keys(org: OrgId, workspace: WorkspaceId, operation: Operation) -> Iterator[Key]:
    match operation:
        case Create():
            yield from keys_named(org, workspace, operation.task.given)
        case Update():
            yield from keys_named(org, workspace, operation.changes.given)
        case Assign():
            yield from keys_named(org, workspace, {"assignee_ids": operation.user_ids})
        case AddTags():
            yield from keys_named(org, workspace, {"tag_ids": operation.tag_ids})
        case Move():
            yield from (Task.key(org_id=org, id=name) for name in (operation.after_id, operation.before_id) if name)
            yield from _places(org, workspace, operation.project_id) if operation.project_id else ()
