"""How routes find goals, by their id, with the access facts of their project and whatever else they name."""

from collections.abc import Callable, Sequence
from typing import Any

from onetick.kernel.access import ProjectAccess, Subject, WorkspaceAccess
from onetick.kernel.authority import authorize
from onetick.kernel.ids import is_id
from onetick.kernel.problems import Conflict, Fault, NotFound, Unprocessable
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.owners import owner_keys
from onetick.tasks.guesses import projects_of, remember
from onetick.tasks.model import Task
from onetick.tasks.targets import access_key, project_key
from onetick.tasks.work_done import work_done_keys

from .model import Contribution, Goal

More = Callable[[Arrival], Sequence[Key]]


def goal_target(more: More = lambda at: (), *, trashed: bool = False) -> Target[Goal]:
    """The goal of the path; `more` is read with it."""

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["goal_id"]
        if not is_id("gol", name):
            return []
        guessed = [access_key(at, project) for project in projects_of(at.org, at.principal.id, name)]
        return [Goal.key(org_id=at.org, id=name), *guessed, *more(at)]

    def find(work: Work, at: Arrival) -> Goal | None:
        found = keys(at)
        goal = work.find(Goal, found[0]) if found else None
        if goal is None or goal.project_id is None:
            return goal
        remember(at.org, at.principal.id, goal.id, goal.project_id)
        access = work.find(ProjectAccess, access_key(at, goal.project_id))
        return None if access is None or access.deleted else goal

    return Target("goal", Goal, keys, find=find, trashed=trashed)


def require_open(work: Work, goal: Goal) -> None:
    """Raises Conflict for a closed goal, or one of an archived project: nothing of it may change then."""
    if goal.state == "closed":
        raise Conflict("The goal is closed. Reopen it first.")
    require_live(work, goal)


def require_live(work: Work, goal: Goal) -> None:
    """Raises Conflict for a goal of an archived project."""
    if goal.project_id is None:
        return
    key = ProjectAccess.key(org_id=goal.org_id, workspace_id=goal.workspace_id, project_id=goal.project_id)
    access = work.find(ProjectAccess, key)
    if access is not None and access.archived:
        raise Conflict("The project is archived. Unarchive it first.")


def goal_named(work: Work, goal_id: str, permission: str, pointer: str) -> Goal:
    """Another goal of the workspace that a request names. Raises Unprocessable when it is not there, Forbidden."""
    found = work.find(Goal, Goal.key(org_id=work.org_id, id=goal_id))
    if found is None or found.workspace_id != work.workspace_id or found.deleted_at is not None:
        raise Unprocessable("There is no such goal.", errors=[Fault(pointer, "unknown", "is no goal of the workspace")])
    authorize(work, permission, Subject.of(found))
    return found


def contribution_key(org_id: str | None, target_id: str) -> Key:
    """Where it is kept for which goals a task or a project counts."""
    return Contribution.key(org_id=org_id, id=target_id)


def keys_of_work(org_id: str | None, workspace_id: str | None, target_id: str) -> list[Key]:
    """What must be read to know how much of a task, a project or a goal is done."""
    if is_id("tsk", target_id):
        return [Task.key(org_id=org_id, id=target_id)]
    if is_id("prj", target_id):
        project = Project.key(org_id=org_id, workspace_id=workspace_id, id=target_id)
        return [project, *work_done_keys(org_id, target_id)]
    return [Goal.key(org_id=org_id, id=target_id)] if is_id("gol", target_id) else []


def _owner_and_parent(at: Arrival) -> Sequence[Key]:
    parent = at.body.given.get("parent_id")
    return [*owner_keys(at), *([Goal.key(org_id=at.org, id=parent)] if parent else [])]


def _linked(at: Arrival) -> Sequence[Key]:
    target = at.path["target_id"]
    return [contribution_key(at.org, target), *keys_of_work(at.org, at.workspace, target)]


def _home(work: Work, at: Arrival) -> Any:
    """Where a new goal belongs: the project that the body names, or the whole workspace."""
    if at.body.project_id is None:
        return work.find(WorkspaceAccess, WorkspaceAccess.key(org_id=at.org, workspace_id=at.workspace))
    project = work.find(Project, project_key(at, at.body.project_id))
    if project is not None and project.archived_at is not None:
        raise Conflict("The project is archived. Unarchive it first.")
    return project


def _home_keys(at: Arrival) -> Sequence[Key]:
    project_id = at.body.project_id
    project = [project_key(at, project_id), access_key(at, project_id)] if project_id else []
    return [*project, *_owner_and_parent(at)]


def linkable(target_id: str) -> str:
    """What a target is. Raises NotFound for what cannot count for a goal."""
    for prefix in ("tsk", "prj", "gol"):
        if is_id(prefix, target_id):
            return prefix
    raise NotFound()


home_of_new_goal: Target[Any] = Target("home", Project, _home_keys, find=_home)
goal_of_path = goal_target()
goal_with_named = goal_target(_owner_and_parent)
"""The goal of the path, read with the owner and the goal above that the body names."""
goal_with_linked = goal_target(_linked)
"""The goal of the path, read with the thing of the path that is linked to it."""
goal_in_trash = goal_target(trashed=True)
