"""How routes, of this area and of others, find the types of a workspace."""

from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work

from .model import TaskTypes


def types_key(org_id: OrgId | None, workspace_id: WorkspaceId | None) -> Key:
    """Where the types of a workspace are."""
    return TaskTypes.key(org_id=org_id, workspace_id=workspace_id)


def types_beside(at: Arrival, project_id: str) -> Key:
    """The same, for what is read beside a project."""
    return types_key(at.org, at.workspace)


def types_of(work: Work) -> TaskTypes:
    """The types of tasks of the workspace; those that it began with before the first change."""
    found = work.find(TaskTypes, types_key(work.org_id, work.workspace_id))
    if found is not None:
        return found
    assert work.org_id is not None and work.workspace_id is not None
    return TaskTypes(org_id=work.org_id, workspace_id=work.workspace_id)


types_of_workspace = Target(
    "types", TaskTypes, lambda at: [types_key(at.org, at.workspace)], find=lambda work, at: types_of(work)
)
