"""Who is told of an event, and why."""

from collections.abc import Iterable, Mapping

from onetick.kernel.access import OrgGrants, ProjectAccess, Standing, WorkspaceAccess, WorkspaceGrants, scope
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.ids import PrincipalId
from onetick.kernel.principal import Principal
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .model import Reason

_TO_DO: Mapping[str, Reason] = {
    "task.unblocked": "unblocked",
    "task.due_approaching": "due_approaching",
    "task.overdue": "overdue",
}


def concerned(occurrence: Occurrence, task: Task) -> dict[PrincipalId, Reason]:
    """Whom the event concerns, and the reason each is told; nobody is told what they did themselves."""
    followers = (*task.assignee_ids, *task.watcher_ids)
    match occurrence.name:
        case "task.assigned":
            found = _all(occurrence.context["added"], "assigned")
        case "task.mentioned":
            found = _all([occurrence.context["user_id"]], "mentioned")
        case "comment.created" | "reaction.added" if occurrence.context.get("quietly"):
            found = {}
        case "comment.created":
            told_already = set(occurrence.context["mentions"])
            thread = occurrence.context.get("thread", ())
            found = _all(followers, "commented") | _all(thread, "replied")
            found = {one: reason for one, reason in found.items() if one not in told_already}
        case "reaction.added":
            found = _all([occurrence.resource["created_by"]], "reacted")
        case "task.status_changed" if occurrence.context["from"] != occurrence.context["to"]:
            found = _all(followers, "status_changed")
        case "task.unblocked" | "task.due_approaching" | "task.overdue":
            found = _all(task.assignee_ids or (task.reporter_id,), _TO_DO[occurrence.name])
        case "approval.requested" | "approval.passed_on":
            found = _all(occurrence.context["approvers"], "approval_requested")
        case name if name.startswith("approval."):
            found = _all([occurrence.resource["created_by"]], "approval_decided")
        case _:
            found = {}
    found.pop(PrincipalId(occurrence.actor_id), None)
    return found


def author_of(occurrence: Occurrence) -> PrincipalId:
    """Who is said to have done it: of a request, whoever made it, also where it is passed on for them."""
    asked = occurrence.name == "approval.passed_on"
    return PrincipalId(occurrence.resource["created_by"] if asked else occurrence.actor_id)


def still_there(work: Work, task: Task, people: Iterable[PrincipalId]) -> Mapping[PrincipalId, WorkspaceGrants]:
    """Those of the people who are active members and may see the task, with their membership."""
    place = {"org_id": task.org_id, "workspace_id": task.workspace_id}
    workspace = WorkspaceAccess.key(**place)
    projects = {one: ProjectAccess.key(**place, project_id=one) for one in task.project_ids}
    keys = {
        one: (
            OrgGrants.key(org_id=task.org_id, principal_id=one),
            WorkspaceGrants.key(**place, principal_id=one),
        )
        for one in people
    }
    work.prefetch([workspace, *projects.values(), *(key for pair in keys.values() for key in pair)])
    access = work.find(WorkspaceAccess, workspace)
    found = {}
    for one, (of_org, of_workspace) in keys.items():
        grants = work.find(WorkspaceGrants, of_workspace)
        standing = Standing(
            principal=Principal(id=one, org=task.org_id),
            org_grants=work.find(OrgGrants, of_org),
            workspace_grants=grants,
            workspace_access=access,
        )
        visible = scope(standing)
        if grants and any(visible.sees(project, work.find(ProjectAccess, key)) for project, key in projects.items()):
            found[one] = grants
    return found


def _all(people: Iterable[str], reason: Reason) -> dict[PrincipalId, Reason]:
    return {PrincipalId(one): reason for one in people}
