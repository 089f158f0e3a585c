"""How the route of reports finds what a report is about: a project, a sprint, or nothing but the workspace.

With it comes, in the same call, what the report of that name needs: the workflow, sums, its project.
"""

from collections.abc import Sequence

from onetick.kernel.access import ProjectAccess, WorkspaceAccess
from onetick.kernel.entity import Entity
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import workflow_key
from onetick.sprints.model import Sprint
from onetick.sprints.targets import tally_keys
from onetick.tasks.guesses import projects_of, remember
from onetick.tasks.seeing import project_keys
from onetick.tasks.targets import access_key

from .store import total_keys

OF_SPRINTS = ("burndown", "burnup")
_WITH_TOTALS = "cumulative_flow"
_WITH_WORKFLOW = (_WITH_TOTALS, "time_in_status")


def _keys(at: Arrival) -> Sequence[Key]:
    report, project_id, sprint_id = at.path["report_key"], at.query.project_id, at.query.sprint_id
    if report in OF_SPRINTS:
        return [] if sprint_id is None else _sprint_keys(at, sprint_id)
    if project_id is None:
        return project_keys(at)
    found = [Project.key(org_id=at.org, workspace_id=at.workspace, id=project_id), access_key(at, project_id)]
    found += [workflow_key(at, project_id)] if report in _WITH_WORKFLOW else []
    return found + (total_keys(at.org, project_id) if report == _WITH_TOTALS else [])


def _sprint_keys(at: Arrival, sprint_id: str) -> list[Key]:
    guessed = [access_key(at, project_id) for project_id in projects_of(at.org, at.principal.id, sprint_id)]
    return [Sprint.key(org_id=at.org, id=sprint_id), *tally_keys(at.org, sprint_id), *guessed]


def _find(work: Work, at: Arrival) -> Entity | None:
    report, project_id, sprint_id = at.path["report_key"], at.query.project_id, at.query.sprint_id
    if report in OF_SPRINTS and sprint_id is not None:
        return _find_sprint(work, at, sprint_id)
    if report not in OF_SPRINTS and project_id is not None:
        return work.find(Project, Project.key(org_id=at.org, workspace_id=at.workspace, id=project_id))
    return work.find(WorkspaceAccess, WorkspaceAccess.key(org_id=at.org, workspace_id=at.workspace))


def _find_sprint(work: Work, at: Arrival, sprint_id: str) -> Sprint | None:
    """The sprint, unless its project is gone; what shows to whom is decided by that."""
    sprint = work.find(Sprint, Sprint.key(org_id=at.org, id=sprint_id))
    if sprint is None:
        return None
    access = work.find(ProjectAccess, access_key(at, sprint.project_id))
    remember(at.org, at.principal.id, sprint.id, sprint.project_id)
    return None if access is None or access.deleted else sprint


subject_of_report: Target[Entity] = Target("subject", Entity, _keys, find=_find)
