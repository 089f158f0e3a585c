"""How routes find relations, with their kinds and the other task, in one read."""

from collections.abc import Sequence

from onetick.kernel.ids import OrgId, WorkspaceId, is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.targets import task_keys, task_named, task_target

from .model import Relations, RelationTypes


def types_key(org_id: OrgId | None, workspace_id: WorkspaceId | None) -> Key:
    """Where the kinds of a workspace are."""
    return RelationTypes.key(org_id=org_id, workspace_id=workspace_id)


def types_of(work: Work) -> RelationTypes:
    """The kinds of relations of the workspace; those that it began with before the first change."""
    found = work.find(RelationTypes, types_key(work.org_id, work.workspace_id))
    if found is not None:
        return found
    assert work.org_id is not None and work.workspace_id is not None
    return RelationTypes(org_id=work.org_id, workspace_id=work.workspace_id)


def relations_of(work: Work, task: Task) -> Relations:
    """The relations of a task, if any."""
    found = work.find(Relations, Relations.key(org_id=task.org_id, task_id=task.id))
    return found or Relations(org_id=task.org_id, workspace_id=task.workspace_id, task_id=task.id)


def _types_keys(at: Arrival) -> list[Key]:
    return [types_key(at.org, at.workspace)]


def _of_task(at: Arrival, task_id: str) -> list[Key]:
    return [Relations.key(org_id=at.org, task_id=task_id)]


def _of_other(at: Arrival) -> Sequence[Key]:
    name = at.path["other_id"]
    return [*task_keys(at, name), *(_of_task(at, name) if is_id("tsk", name) else [])]


def _other(work: Work, at: Arrival) -> Task | None:
    return task_named(work, at, at.path["other_id"])


types_of_workspace = Target("types", RelationTypes, _types_keys, find=lambda work, at: types_of(work))
task_with_relations = task_target(more=_types_keys, around=_of_task)
"""The task of the path, with its relations and the kinds of the workspace."""
task_to_relate = Target("other", Task, _of_other, find=_other, decides=False)
"""The other task of the path, by its id or its key; the decision is about the first."""
related_task = Target("other", Task, _of_other, find=_other, decides=False, trashed=True)
"""The same, even where it is in the trash."""
