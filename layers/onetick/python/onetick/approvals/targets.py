"""How routes find approvals, with the task that each is about and what must be known to change it."""

from collections.abc import Sequence

from onetick.kernel.access import ProjectAccess
from onetick.kernel.ids import OrgId, WorkspaceId, is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.tasks.guesses import projects_of
from onetick.tasks.model import Task
from onetick.tasks.targets import access_key, aside, facts_of

from .model import Approval

MAX_SEEN = 10_000
_seen: dict[tuple[str | None, str], tuple[str, str]] = {}
"""Which task and project each approval is about that this process has seen, which never changes."""


def _own_key(at: Arrival) -> Key | None:
    name = at.path["approval_id"]
    return Approval.key(org_id=at.org, id=name) if is_id("apr", name) else None


def _around(org: OrgId | None, workspace: WorkspaceId | None, about: tuple[str, str]) -> list[Key]:
    assert org is not None and workspace is not None
    task_id, project_id = about
    return [Task.key(org_id=org, id=task_id), *facts_of(org, workspace, project_id)]


def _keys(at: Arrival) -> Sequence[Key]:
    own = _own_key(at)
    if own is None:
        return []
    about = _seen.get((at.org, at.path["approval_id"]))
    return [own] if about is None else [own, *_around(at.org, at.workspace, about)]


def _find(work: Work, at: Arrival) -> Approval | None:
    own = _own_key(at)
    found = work.find(Approval, own) if own is not None else None
    if found is None or found.workspace_id != at.workspace:
        return None
    about = (found.task_id, found.project_id)
    if len(_seen) >= MAX_SEEN:
        _seen.clear()
    _seen[at.org, found.id] = about
    work.prefetch(_around(at.org, at.workspace, about))
    place = {"org_id": at.org, "workspace_id": at.workspace}
    access = work.find(ProjectAccess, ProjectAccess.key(**place, project_id=found.project_id))
    return None if access is None or access.deleted else found


approval_of_path = Target("approval", Approval, _keys, find=_find)


def _recent_projects(at: Arrival) -> Sequence[Key]:
    return [access_key(at, one) for one in projects_of(at.org, at.principal.id)]


projects_of_caller = aside("projects", _recent_projects)
"""The access facts of the projects that the caller saw last, for a list over several."""
