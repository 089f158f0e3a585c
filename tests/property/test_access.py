"""What holds for every caller, place, permission and subject."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from onetick.kernel.access import (
    PERMISSIONS,
    CustomRole,
    OrgGrants,
    ProjectAccess,
    Standing,
    Subject,
    WorkspaceAccess,
    WorkspaceGrants,
    decide,
    explain,
    needs_project_facts,
    roles,
    scope,
)
from onetick.kernel.access.policies import actions
from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.principal import Principal, PrincipalType
from tests.policies.places import JOINED, ME, OTHER, in_project, standing_with

ORGS = st.sampled_from([OrgId("org_1")] * 6 + [OrgId("org_2")])
WORKSPACES = st.sampled_from([WorkspaceId("wsp_1")] * 6 + [WorkspaceId("wsp_2")])
PEOPLE = st.sampled_from([ME] * 8 + [OTHER])
PROJECTS, TEAMS, CUSTOM = (st.sampled_from([f"{kind}_1", f"{kind}_2"]) for kind in ("prj", "tem", "rol"))
PROJECT_ROLES = st.sampled_from(["admin", "editor", "commenter", "viewer"])
STATUS = st.sampled_from(["active"] * 8 + ["deactivated"])
PERMISSION = st.sampled_from(list(PERMISSIONS))
SCOPES = st.frozensets(st.sampled_from(["*", "read", "write"]) | PERMISSION, max_size=4)

SEEING = {"ws_admin", "project_admin", "project_editor", "project_commenter", "project_viewer"}
ORG_ROLES = ["owner", "admin", "security_admin", "compliance_officer", "billing_admin", "auditor", "member"]

principals = st.builds(
    Principal,
    id=st.just(ME),
    type=st.sampled_from(["user", "user", "user", "service_account", "rule", "ai_agent", "system"]),
    org=ORGS | st.none(),
    scopes=st.just(frozenset({"*"})) | SCOPES,
)
org_grants = st.builds(
    OrgGrants,
    org_id=ORGS,
    principal_id=PEOPLE,
    joined_at=st.just(JOINED),
    roles=st.lists(st.sampled_from(ORG_ROLES), max_size=2, unique=True).map(tuple),
    status=STATUS,
)
workspace_grants = st.builds(
    WorkspaceGrants,
    org_id=ORGS,
    workspace_id=WORKSPACES,
    principal_id=PEOPLE,
    joined_at=st.just(JOINED),
    role=st.sampled_from(["ws_admin", "member", "guest", ""]),
    projects=st.dictionaries(PROJECTS, PROJECT_ROLES, max_size=2),
    teams=st.lists(TEAMS, max_size=2, unique=True).map(tuple),
    custom_roles=st.lists(CUSTOM, max_size=2, unique=True).map(tuple),
    status=STATUS,
)
custom_roles = st.builds(
    CustomRole,
    name=st.just("Custom"),
    permissions=st.sampled_from([(), tuple(PERMISSIONS)]) | st.lists(PERMISSION, max_size=8).map(tuple),
    denies=st.just(()) | st.lists(PERMISSION, max_size=2).map(tuple),
)
workspace_access = st.builds(
    WorkspaceAccess,
    org_id=ORGS,
    workspace_id=WORKSPACES,
    custom_roles=st.dictionaries(CUSTOM, custom_roles, max_size=2),
    deleted=st.sampled_from([False] * 8 + [True]),
)
project_access = st.builds(
    ProjectAccess,
    org_id=ORGS,
    workspace_id=WORKSPACES,
    project_id=PROJECTS,
    visibility=st.sampled_from(["public", "private"]),
    member_access=st.sampled_from(["view", "comment", "edit"]),
    teams=st.dictionaries(TEAMS, PROJECT_ROLES, max_size=2),
    archived=st.booleans(),
)


def in_place(standing: Standing) -> Standing:
    """The standing of somebody active, with every fact about `org_1` and `wsp_1`, and nothing between them and it."""
    org, here = OrgId("org_1"), WorkspaceId("wsp_1")
    grants, access, project = standing.workspace_grants, standing.workspace_access, standing.project_access
    return Standing(
        principal=replace(standing.principal, org=org),
        org_grants=standing.org_grants and replace(standing.org_grants, org_id=org, principal_id=ME, status="active"),
        workspace_grants=grants and replace(grants, org_id=org, workspace_id=here, principal_id=ME, status="active"),
        workspace_access=access and replace(access, org_id=org, workspace_id=here, deleted=False),
        project_access=project and replace(project, org_id=org, workspace_id=here),
    )


wild = st.builds(
    Standing,
    principal=principals,
    org_grants=org_grants | st.none(),
    workspace_grants=workspace_grants | st.none(),
    workspace_access=workspace_access | st.none(),
    project_access=project_access | st.none(),
)
tame = st.builds(
    Standing,
    principal=principals,
    org_grants=org_grants,
    workspace_grants=workspace_grants,
    workspace_access=workspace_access,
    project_access=project_access | st.none(),
).map(in_place)
standings = st.integers(0, 4).flatmap(lambda chance: tame if chance else wild)


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    """Something in the organization, in a workspace or in a project."""
    workspace = draw(st.sampled_from([*["wsp_1"] * 8, "wsp_2", None]))
    project = draw(st.sampled_from(["prj_1", "prj_1", "prj_2", None])) if workspace else None
    return Subject(
        kind=draw(
            st.sampled_from(["organization", "workspace", "project", "task", "comment", "approval", "principal"])
        ),
        id="one",
        org_id=draw(ORGS),
        workspace_id=workspace,
        project_id=project,
        owner_id=draw(st.sampled_from([None, ME, OTHER])),
    )


contexts = st.fixed_dictionaries({}, optional={"items": st.integers(0, 100), "proposal": st.booleans()})


def with_less(standing: Standing) -> Iterator[Standing]:
    """The standing with one thing that could let its caller in taken away. What denies is left."""
    if standing.org_grants:
        yield replace(standing, org_grants=None)
        yield replace(standing, org_grants=replace(standing.org_grants, status="deactivated"))
        for role in standing.org_grants.roles:
            fewer = tuple(kept for kept in standing.org_grants.roles if kept != role)
            yield replace(standing, org_grants=replace(standing.org_grants, roles=fewer))
    if standing.workspace_grants:
        for grants in _fewer_grants(standing.workspace_grants):
            yield replace(standing, workspace_grants=grants)
        if not standing.workspace_grants.custom_roles:
            yield replace(standing, workspace_grants=None)
    if standing.workspace_access:
        yield replace(standing, workspace_access=None)
        yield replace(standing, workspace_access=replace(standing.workspace_access, deleted=True))
        without = {id: replace(role, permissions=()) for id, role in standing.workspace_access.custom_roles.items()}
        yield replace(standing, workspace_access=replace(standing.workspace_access, custom_roles=without))
    if standing.project_access:
        yield replace(standing, project_access=None)
        yield replace(standing, project_access=replace(standing.project_access, visibility="private"))
        yield replace(standing, project_access=replace(standing.project_access, teams={}))


def _fewer_grants(grants: WorkspaceGrants) -> Iterator[WorkspaceGrants]:
    yield replace(grants, role="")
    yield replace(grants, status="deactivated")
    yield replace(grants, projects={})
    yield replace(grants, teams=())


@given(standings, PERMISSION, subjects(), contexts)
def test_taking_a_grant_away_never_grants(
    standing: Standing, permission: str, subject: Subject, context: dict[str, object]
) -> None:
    was_allowed = decide(standing, permission, subject, context).allowed
    for less in with_less(standing):
        assert was_allowed or not decide(less, permission, subject, context).allowed


@given(standings, PERMISSION, subjects(), contexts)
def test_a_deny_is_never_overridden(
    standing: Standing, permission: str, subject: Subject, context: dict[str, object]
) -> None:
    assume(standing.workspace_grants and standing.workspace_access and subject.workspace_id)
    assert standing.workspace_grants and standing.workspace_access
    org, here = OrgId(subject.org_id), WorkspaceId(subject.workspace_id or "")
    denying = replace(
        standing,
        workspace_grants=replace(
            standing.workspace_grants,
            org_id=org,
            workspace_id=here,
            principal_id=ME,
            custom_roles=("rol_1", "rol_2"),
        ),
        workspace_access=replace(
            standing.workspace_access,
            org_id=org,
            workspace_id=here,
            custom_roles={
                "rol_1": CustomRole(name="Allows", permissions=(permission,)),
                "rol_2": CustomRole(name="Denies", denies=(permission,)),
            },
        ),
    )
    decision = decide(denying, permission, subject, context)
    assert not decision.allowed
    assert "guard-custom-deny" in decision.policies


@given(standings, PERMISSION, subjects(), contexts)
@example(
    standing_with("org_owner", "ws_admin", "project_admin"), "task:view", replace(in_project(), org_id="org_2"), {}
)
def test_another_organization_never_lets_anybody_in(
    standing: Standing, permission: str, subject: Subject, context: dict[str, object]
) -> None:
    token = standing.principal.org
    membership = standing.org_grants.org_id if standing.org_grants else None
    if decide(standing, permission, subject, context).allowed:
        assert token == membership == subject.org_id


@settings(suppress_health_check=[HealthCheck.filter_too_much])  # few callers have grants elsewhere
@given(standings, PERMISSION, subjects(), contexts)
def test_another_workspaces_grants_never_count(
    standing: Standing, permission: str, subject: Subject, context: dict[str, object]
) -> None:
    grants = standing.workspace_grants
    assume(grants is not None and (grants.org_id, grants.workspace_id) != (subject.org_id, subject.workspace_id))
    without = decide(replace(standing, workspace_grants=None), permission, subject, context)
    assert decide(standing, permission, subject, context) == without


@pytest.mark.parametrize("type", ["rule", "ai_agent", "service_account", "system"])
@given(standing=standings, permission=PERMISSION, subject=subjects(), context=contexts)
def test_no_machine_may_do_what_a_person_in_its_place_may_not(
    type: PrincipalType, standing: Standing, permission: str, subject: Subject, context: dict[str, object]
) -> None:
    machine = replace(standing, principal=replace(standing.principal, type=type))
    person = replace(standing, principal=replace(standing.principal, type="user"))
    if decide(machine, permission, subject, context).allowed:
        assert type != "system"
        assert decide(person, permission, subject, context).allowed


@given(standings, PERMISSION, subjects(), contexts)
def test_rules_and_agents_never_do_what_is_grave(
    standing: Standing, permission: str, subject: Subject, context: dict[str, object]
) -> None:
    groups = actions()[permission]
    types: tuple[PrincipalType, ...] = ("rule", "ai_agent")
    for type in types:
        machine = replace(standing, principal=replace(standing.principal, type=type))
        if decide(machine, permission, subject, context).allowed:
            assert "grave" not in groups
            assert type == "rule" or groups & {"agent_reads", "agent_reads_own"} or context.get("proposal")


@given(standings, PERMISSION, subjects(), contexts, SCOPES, SCOPES)
def test_a_scope_only_ever_narrows(
    standing: Standing,
    permission: str,
    subject: Subject,
    context: dict[str, object],
    scopes: frozenset[str],
    others: frozenset[str],
) -> None:
    def allowed(limited_to: frozenset[str]) -> bool:
        limited = replace(standing, principal=replace(standing.principal, scopes=limited_to))
        return decide(limited, permission, subject, context).allowed

    if allowed(scopes):
        assert allowed(frozenset({"*"}))
        assert allowed(scopes | others)
        assert scopes & {"*", "read", "write", permission}


@given(standings, PERMISSION, subjects(), contexts, project_access)
def test_facts_of_a_project_only_ever_add(
    standing: Standing, permission: str, subject: Subject, context: dict[str, object], access: ProjectAccess
) -> None:
    before = replace(standing, project_access=None)
    first = decide(before, permission, subject, context)
    then = decide(replace(standing, project_access=access), permission, subject, context)
    if first.allowed:
        assert then.allowed
    if not needs_project_facts(before, subject):
        assert then.allowed == first.allowed
    if first.guarded:
        assert then == first


@given(standings, PROJECTS, project_access | st.none(), st.sampled_from([None, ME, OTHER]))
def test_a_list_shows_exactly_the_projects_whose_tasks_may_be_seen(
    standing: Standing, project_id: str, access: ProjectAccess | None, owner: str | None
) -> None:
    here = standing.workspace_access
    task = Subject(
        kind="task",
        id="tsk_1",
        org_id=here.org_id if here else "org_1",
        workspace_id=here.workspace_id if here else "wsp_1",
        project_id=project_id,
        owner_id=owner,
    )
    expected = decide(replace(standing, project_access=access), "task:view", task).allowed
    assert scope(standing).sees(project_id, access) == expected


@given(tame, PERMISSION, subjects(), contexts)
def test_a_custom_role_never_exceeds_a_workspace_admin_nor_opens_a_project(
    standing: Standing, permission: str, subject: Subject, context: dict[str, object]
) -> None:
    assert standing.workspace_grants and standing.workspace_access
    grants, everything = standing.workspace_grants, CustomRole(name="Everything", permissions=tuple(PERMISSIONS))
    holding = replace(
        standing,
        workspace_grants=replace(grants, custom_roles=("rol_1",)),
        workspace_access=replace(standing.workspace_access, custom_roles={"rol_1": everything}),
    )
    decision = decide(holding, permission, subject, context)
    if decision.allowed and "custom-role" in decision.policies:
        admin = replace(standing, workspace_grants=replace(grants, role="ws_admin", custom_roles=()))
        assert "ws-admin" in decide(admin, permission, subject, context).policies
        assert subject.project_id is None or roles(holding, subject) & SEEING


@given(standings, PERMISSION, subjects(), contexts)
def test_an_explanation_names_the_role_that_let_the_caller_in(
    standing: Standing, permission: str, subject: Subject, context: dict[str, object]
) -> None:
    explanation = explain(standing, permission, subject, context)
    assert explanation.decision == decide(standing, permission, subject, context)
    held, allowing = {source.role for source in explanation.roles}, {role.role for role in explanation.allowing}
    if explanation.decision.reason == "role":
        assert held & allowing
    assert bool(explanation.guards) == explanation.decision.guarded


@given(
    standings,
    st.builds(Subject, **dict.fromkeys(["kind", "id", "org_id", "workspace_id", "project_id", "owner_id"], st.text())),
    st.text(),
    st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text() | st.floats()),
)
def test_no_text_whatever_gets_past_the_evaluator(
    standing: Standing, subject: Subject, permission: str, context: dict[str, object]
) -> None:
    assume(subject.org_id not in ("org_1", "org_2"))
    assert not decide(standing, permission, subject, context).allowed
    assert not decide(standing, "task:view", subject, context).allowed
