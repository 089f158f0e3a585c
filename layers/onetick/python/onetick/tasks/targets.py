"""How routes, of this area and of others, find tasks and what belongs to them.

A task is named by its id or by its key. With it come the access facts of its project, and what else
the route names of the project, in the same call when the guess is right (see `guesses`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from onetick.fields.model import FieldSet
from onetick.fields.targets import field_set_key
from onetick.kernel.access import ProjectAccess, WorkspaceAccess
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId, is_id
from onetick.kernel.problems import Conflict, Gone, NotFound
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Project, Workflow
from onetick.projects.targets import Beside, in_body, in_path, outline_key, project_target, workflow_key
from onetick.tags.targets import tag_keys
from onetick.tasktypes.targets import types_beside, types_key

from .custom_fields import keys_of_values
from .family import Lineage
from .guesses import others_of, projects_of, remember
from .mentions import mentioned
from .model import COUNT_SHARDS, MAX_MENTIONS, ColumnCounts, Task, TaskCounter, TaskKey
from .people import grant_keys

Around = Callable[[Arrival, str], Sequence[Key]]

MAX_NAMED_KEYS = 80
"""Of what a body names, in the first read, which takes 100 keys; what is beyond is read when it is needed."""
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]{1,9}-[1-9][0-9]{0,9}")


def task_target(
    *beside: Beside,
    more: Callable[[Arrival], Sequence[Key]] = lambda at: (),
    around: Around = lambda at, task_id: (),
    trashed: bool = False,
) -> Target[Task]:
    """The task of the path.

    `beside` is read of its project, `around` by the task's own id, `more` of whatever else the request names.
    """

    def facts(at: Arrival, project_id: str) -> list[Key]:
        return [access_key(at, project_id), *(key(at, project_id) for key in beside)]

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["task_id"]
        guessed = [key for project in projects_of(at.org, at.principal.id, name.upper()) for key in facts(at, project)]
        elsewhere = [access_key(at, project) for project in others_of(at.org, name.upper())]
        own = around(at, name) if is_id("tsk", name) else ()
        return [*task_keys(at, name), *guessed, *elsewhere, *own, *more(at)]

    def find(work: Work, at: Arrival) -> Task | None:
        task = _find(work, at, facts, around)
        if task is None:
            return None
        places = [access_key(at, project) for project in task.project_ids]
        work.prefetch([*facts(at, task.project_id), *places])
        remember_task(work, task)
        live = (access for place in places if (access := work.find(ProjectAccess, place)) and not access.deleted)
        if not any(live):
            return None
        if task.merged_into is not None and not trashed and task.workspace_id == at.workspace:
            raise Gone(f"It was merged into {task.merged_into}.", extra={"merged_into": task.merged_into})
        return task

    return Target("task", Task, keys, find=find, trashed=trashed)


def remember_task(work: Work, task: Task) -> None:
    """That a task lies in its projects, for what is read first the next time."""
    for name in (task.id, task.code):
        remember(work.org_id, work.principal.id, name.upper(), task.project_id, others=task.other_project_ids)


def access_key(at: Arrival, project_id: str) -> Key:
    """Where the access facts of a project are."""
    return ProjectAccess.key(org_id=at.org, workspace_id=at.workspace, project_id=project_id)


def project_key(at: Arrival, project_id: str) -> Key:
    """Where a project is."""
    return Project.key(org_id=at.org, workspace_id=at.workspace, id=project_id)


def project_if_typed(at: Arrival, project_id: str) -> Key:
    """The project, which says what types it takes, for a body that gives one; else only what is read anyway."""
    return (project_key if at.body.given.get("type_id") is not None else access_key)(at, project_id)


def facts_of(org: OrgId, workspace: WorkspaceId, project_id: str) -> list[Key]:
    """What must be known of a project to change its tasks, for whoever changes several."""
    return [
        ProjectAccess.key(org_id=org, workspace_id=workspace, project_id=project_id),
        Workflow.key(org_id=org, project_id=project_id),
        Outline.key(org_id=org, project_id=project_id),
        FieldSet.key(org_id=org, project_id=project_id),
        Project.key(org_id=org, workspace_id=workspace, id=project_id),
    ]


def counter_key(at: Arrival, project_id: str) -> Key:
    """Where a project counts its tasks."""
    return TaskCounter.key(org_id=at.org, project_id=project_id)


def count_keys() -> list[Beside]:
    """Where a project counts the tasks of its sections."""

    def key_of(shard: int) -> Beside:
        return lambda at, project_id: ColumnCounts.key(org_id=at.org, project_id=project_id, shard=shard)

    return [key_of(shard) for shard in range(COUNT_SHARDS)]


def people_of_body(at: Arrival) -> list[Key]:
    """The grants of those whom the body names."""
    return _people_named(at.org, at.workspace, at.body.given)


def keys_named(org: OrgId | None, workspace: WorkspaceId | None, given: Mapping[str, Any]) -> list[Key]:
    """What the given fields of a task name: people by their grants, the parent, tags, types, and what values name."""
    parent_id = given.get("parent_id")
    return [
        *_people_named(org, workspace, given),
        *(family_keys(org, parent_id) if parent_id is not None else []),
        *tag_keys(org, workspace, given.get("tag_ids") or ()),
        *([types_key(org, workspace)] if given.get("type_id") is not None else []),
        *keys_of_values(org, workspace, given.get("custom_fields") or {}),
    ]


def _people_named(org: OrgId | None, workspace: WorkspaceId | None, given: Mapping[str, Any]) -> list[Key]:
    text = given.get("description") or given.get("body_md") or given.get("comment") or ""
    people = [*(given.get("assignee_ids") or ()), *mentioned(text)[:MAX_MENTIONS]]
    return grant_keys(org, workspace, people)


def family_keys(org_id: OrgId | None, task_id: str) -> list[Key]:
    """Where a task is, and what it is a subtask of."""
    return [Task.key(org_id=org_id, id=task_id), Lineage.key(org_id=org_id, task_id=task_id)]


def all_of_body(at: Arrival) -> list[Key]:
    """The grants of those whom the body names, and whatever else it names, as far as one read takes it all."""
    return keys_named(at.org, at.workspace, at.body.given)[:MAX_NAMED_KEYS]


def _all_of_body_and_lineage(at: Arrival) -> list[Key]:
    own = family_keys(at.org, at.path["task_id"])[1:] if "parent_id" in at.body.given else []
    return [*own, *all_of_body(at)]


def aside(name: str, keys: Callable[[Arrival], Sequence[Key]]) -> Target[WorkspaceAccess]:
    """Something to read in the first call that decides nothing."""

    def find(work: Work, at: Arrival) -> WorkspaceAccess | None:
        return work.find(WorkspaceAccess, WorkspaceAccess.key(org_id=at.org, workspace_id=at.workspace))

    return Target(name, WorkspaceAccess, keys, find=find, decides=False)


def require_open(work: Work, *project_ids: str) -> None:
    """Raises Conflict when the project is archived: nothing in it may change then, unless it is in another, too."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    keys = [ProjectAccess.key(**place, project_id=project_id) for project_id in project_ids]
    live = [access for access in work.find_many(ProjectAccess, keys) if not access.deleted]
    if live and all(access.archived for access in live):
        raise Conflict("The project is archived. Unarchive it first.")


def workflow_of(work: Work, task: Task) -> Workflow:
    """The workflow of a task's project."""
    return work.load(Workflow, Workflow.key(org_id=task.org_id, project_id=task.project_id))


def watcher(work: Work, named: str) -> PrincipalId:
    """Who is meant by the path of a watcher: `me` is the caller. Raises NotFound for what is nobody's id."""
    if named == "me":
        return work.principal.id
    if not is_id("usr", named) and not is_id("sva", named):
        raise NotFound()
    return PrincipalId(named)


def _grants_of_watcher(at: Arrival) -> Sequence[Key]:
    named = at.path["user_id"]
    return [] if named in ("me", at.principal.id) else grant_keys(at.org, at.workspace, [named])


def neighbours_of_body(at: Arrival) -> Sequence[Key]:
    """The tasks that the body names as neighbours."""
    names = (at.body.before_id, at.body.after_id)
    return [Task.key(org_id=at.org, id=name) for name in names if name is not None]


def _neighbours_and_project(at: Arrival) -> Sequence[Key]:
    project_id = at.body.project_id
    board = [access_key(at, project_id), outline_key(at, project_id)] if project_id is not None else []
    return [*board, *neighbours_of_body(at)]


def task_keys(at: Arrival, name: str) -> list[Key]:
    """Where a task is that is named by its id or its key."""
    if is_id("tsk", name):
        return [Task.key(org_id=at.org, id=name)]
    if _KEY.fullmatch(name):
        return [TaskKey.key(org_id=at.org, workspace_id=at.workspace, code=name.upper())]
    return []


def task_named(work: Work, at: Arrival, name: str) -> Task | None:
    """The task that is named by its id or its key."""
    named = task_keys(at, name)
    if not named or is_id("tsk", name):
        return work.find(Task, named[0]) if named else None
    pointer = work.find(TaskKey, named[0])
    return work.find(Task, Task.key(org_id=at.org, id=pointer.task_id)) if pointer is not None else None


def _find(work: Work, at: Arrival, facts: Callable[[Arrival, str], list[Key]], around: Around) -> Task | None:
    name = at.path["task_id"]
    named = task_keys(at, name)
    if not named or is_id("tsk", name):
        return work.find(Task, named[0]) if named else None
    pointer = work.find(TaskKey, named[0])
    if pointer is None:
        return None
    key = Task.key(org_id=at.org, id=pointer.task_id)
    work.prefetch([key, *facts(at, pointer.project_id), *around(at, pointer.task_id)])
    return work.find(Task, key)


task_of_path = task_target()
task_with_people = task_target(
    workflow_key, outline_key, field_set_key, project_if_typed, more=_all_of_body_and_lineage
)
"""The task of the path, with its project's workflow and sections and with those and what else the body names."""
task_and_mentioned = task_target(more=people_of_body)
task_and_watcher = task_target(more=_grants_of_watcher)
task_with_neighbours = task_target(workflow_key, outline_key, field_set_key, more=_neighbours_and_project)
"""The task of the path, with its project's workflow and sections and with the tasks that the body names."""
task_and_neighbours = task_target(field_set_key, more=neighbours_of_body)
task_and_fields = task_target(field_set_key)
further_project = project_target(in_path, outline_key, workflow_key, field_set_key)
"""The project of the path, which the task of the path shall be in, or no longer; the decision is about the task."""
task_to_copy = task_target(project_key, outline_key, workflow_key, counter_key, field_set_key)
task_in_trash = task_target(workflow_key, outline_key, field_set_key, trashed=True)
project_for_new_task = project_target(in_body, workflow_key, outline_key, counter_key, field_set_key, types_beside)
project_with_counts = project_target(in_path, outline_key, *count_keys())
