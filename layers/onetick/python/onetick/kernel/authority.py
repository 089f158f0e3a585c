"""The one place where a decision is asked for: by the pipeline before a use case, or by a use case itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .access import Decision, ProjectAccess, Standing, Subject, decide, facts, needs_project_facts
from .ids import OrgId, WorkspaceId
from .principal import Principal
from .problems import Forbidden, NotFound, PolicyDenied
from .recording import Decided
from .table import Key
from .work import Work

NOTHING: Mapping[str, Any] = {}


def standing(work: Work, principal: Principal, org_id: OrgId | None, workspace_id: WorkspaceId | None) -> Standing:
    """The caller's standing in an organization or workspace. Raises NotFound when the workspace is not there."""
    if org_id is None:
        return Standing(principal=principal)
    found = facts.standing(work, principal, org_id, workspace_id)
    if workspace_id is not None and (found.workspace_access is None or found.workspace_access.deleted):
        raise NotFound()
    return found


def judge(work: Work, permission: str, subject: Subject, context: Mapping[str, Any] = NOTHING) -> Decision:
    """The decision on one permission.

    The project's own facts (visibility, team roles) only ever add roles, so they are read only when
    the caller's direct roles do not suffice: most requests are decided on their first read. What lies
    in several projects is allowed where it is allowed in one of them that is not deleted.
    """
    places = live_places(work, subject)
    for place in places:
        decision = decide(work.standing, permission, place, context)
        if decision.allowed or decision.guarded:
            return decision
    for place in places:
        if needs_project_facts(work.standing, place):
            work.standing = with_project(work, work.standing, place)
            decision = decide(work.standing, permission, place, context)
            if decision.allowed:
                break
    return decision


def whole_workspace(work: Work) -> Subject:
    """The workspace of the caller, as what is decided about."""
    assert work.org_id is not None and work.workspace_id is not None
    return Subject(kind="workspace", id=work.workspace_id, org_id=work.org_id, workspace_id=work.workspace_id)


def live_places(work: Work, subject: Subject) -> tuple[Subject, ...]:
    """The subject in each of its projects, of several those that are not deleted; if all are, in the first."""
    if not subject.other_projects:
        return (subject,)
    work.prefetch(_facts_key(place) for place in subject.places)
    facts = {place: work.find(ProjectAccess, _facts_key(place)) for place in subject.places}
    return tuple(place for place, found in facts.items() if found and not found.deleted) or subject.places[:1]


def with_project(work: Work, known: Standing, subject: Subject) -> Standing:
    """The standing with the facts of the subject's project."""
    return replace(known, project_access=work.find(ProjectAccess, _facts_key(subject)))


def _facts_key(subject: Subject) -> Key:
    return ProjectAccess.key(org_id=subject.org_id, workspace_id=subject.workspace_id, project_id=subject.project_id)


def authorize(work: Work, permission: str, subject: Subject, context: Mapping[str, Any] = NOTHING) -> Decided:
    """The decision that lets work go on; `context` as for `decide`. Raises Forbidden or PolicyDenied, which say why."""
    decision = judge(work, permission, subject, context)
    if decision.allowed:
        return Decided(policy=",".join(decision.policies), reason=decision.reason)
    problem = PolicyDenied if decision.reason.startswith("guard") else Forbidden
    raise problem(
        decision.explanation,
        extra={"permission": permission, "reason": decision.reason, "policies": list(decision.policies)},
    )


def may(work: Work, permission: str, subject: Subject) -> bool:
    """Whether the caller may do something more, for views that show what is possible."""
    return judge(work, permission, subject).allowed
