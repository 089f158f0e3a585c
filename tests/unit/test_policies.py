"""The policies: against the product's matrix, and against requests kept as data."""

import json
from itertools import product
from typing import TYPE_CHECKING

import cedarpy
import pytest

from onetick.kernel.access import LIMITS, PERMISSIONS, Standing, Subject, decide, permissions_of
from onetick.kernel.access.policies import FOLDER as POLICIES
from onetick.kernel.access.policies import actions, policies, policy_text, schema_text
from tests.policies.cases import FOLDER, Case, cases, read_case
from tests.policies.places import BUILT_IN, ME, OTHER, in_org, in_project, in_workspace, standing_with

if TYPE_CHECKING:
    from onetick.kernel.principal import PrincipalType

MATRIX: dict[str, dict[str, str]] = json.loads((FOLDER / "matrix.json").read_text())
ROLES = tuple(role for role in BUILT_IN if role != "org_member")

LIMITS_OF_CELL: dict[str, set[str]] = {
    "Y": {""},
    "A": {"people"},
    "Y+A": {"people"},
    "-": set(),
    # A role reaches only its own workspace or project as it is.
    "own ws": {""},
    "own prj": {""},
    "Y (own prj)": {""},
    "Y (>50: policy)": {"50"},
    "own": {"own"},
    "self": {"own"},
    # Nobody is named by anything yet, and the tenants' switches are off.
    "own, named": {"own"},
    "named": set(),
    "policy": set(),
    # Roles of an organization open no content.
    "by membership": set(),
    "by grant": set(),
    # A member has a viewer's role in a public project, a guest the role they were given where it is shared.
    "public": {"workspace"},
    "shared": set(),
}

NARROWED: dict[tuple[str, str], tuple[str, set[str]]] = {
    ("ws_member", "form:view"): ("a private project's forms are not for every member", {"reach"}),
    ("ws_member", "view:create"): ("views of a private project are not for every member", {"reach"}),
    ("ws_member", "report:view"): ("reports on a private project are not for every member", {"reach"}),
    ("ws_member", "view:edit_own"): ("the permission is for one's own", {"own, reach"}),
    ("ws_member", "comment:edit_own"): ("not after leaving a private project", {"own, reach"}),
    ("ws_member", "time:log"): ("not after leaving a private project", {"own, reach"}),
    ("ws_member", "time:edit_own"): ("not after leaving a private project", {"own, reach"}),
    ("ws_member", "approval:view"): ("not after leaving a private project", {"own, reach"}),
    ("ws_member", "changeset:view"): ("not after leaving a private project", {"own, reach"}),
    ("ws_guest", "comment:edit_own"): ("only where something is shared with them", {"own, project"}),
    ("ws_guest", "time:log"): ("only where something is shared with them", {"own, project"}),
    ("ws_guest", "time:edit_own"): ("only where something is shared with them", {"own, project"}),
    ("ws_guest", "project:view"): ("the list shows what is shared with them", {"list"}),
    ("ws_guest", "task:view"): ("the list shows what is shared with them", {"list"}),
    ("ws_guest", "portfolio:view"): ("the list shows what is shared with them", {"list"}),
    ("project_editor", "comment:edit_own"): ("the permission is for one's own", {"own"}),
    ("project_editor", "time:edit_own"): ("the permission is for one's own", {"own"}),
    ("project_editor", "view:edit_own"): ("the permission is for one's own", {"own"}),
    ("project_commenter", "view:edit_own"): ("the permission is for one's own", {"own"}),
    ("org_auditor", "report:view"): ("a report on a project is content", {"workspace"}),
}
"""Where the policies allow less than the cell says at first sight, and why."""

WIDENED: dict[tuple[str, str], tuple[str, set[str]]] = {
    ("ws_member", "changeset:undo"): ("what they may change they may change back", {"own, reach"}),
    ("ws_guest", "changeset:undo"): ("what they may change they may change back", {"own, project"}),
    ("project_commenter", "changeset:undo"): ("what they may change they may change back", {"own"}),
}
"""Where the policies allow more than the cell says, and why: docs/decisions/0056."""

OTHERWISE = NARROWED | WIDENED


def limits_of(role: str, permission: str) -> set[str]:
    """The limits under which the policies let a role do something; "" is without any."""
    return {policy.limit for policy in policies().values() if policy.role == role and permission in policy.permissions}


def test_the_policies_fit_their_schema() -> None:
    result = cedarpy.validate_policies(policy_text(), schema_text())
    assert not [str(error) for error in result.errors]


def test_the_schema_and_the_catalogue_have_the_same_permissions() -> None:
    assert actions().keys() == PERMISSIONS.keys() == MATRIX.keys()


def test_every_policy_has_a_known_limit_and_every_guard_a_sentence() -> None:
    for policy in policies().values():
        assert policy.limit in LIMITS
        assert bool(policy.because) == (policy.effect == "forbid") == policy.id.startswith("guard-")


def test_no_guard_depends_on_roles_in_a_project() -> None:
    assert "Role::" not in (POLICIES / "guards.cedar").read_text()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_permits_what_the_matrix_says(role: str) -> None:
    expected = {
        permission: OTHERWISE[role, permission][1] if (role, permission) in OTHERWISE else LIMITS_OF_CELL[cells[role]]
        for permission, cells in MATRIX.items()
    }
    assert {permission: limits_of(role, permission) for permission in MATRIX} == expected


def test_a_member_of_the_organization_sees_it_and_no_more() -> None:
    assert permissions_of("org_member") == {"org:view"}


@pytest.mark.parametrize(("role", "permission"), NARROWED)
def test_a_narrowing_is_not_a_widening(role: str, permission: str) -> None:
    assert MATRIX[permission][role] in {"Y", "own", "own, named", "shared"}


@pytest.mark.parametrize(("role", "permission"), WIDENED)
def test_a_widening_is_for_ones_own_alone(role: str, permission: str) -> None:
    assert MATRIX[permission][role] == "-"
    assert all(limit.startswith("own") for limit in WIDENED[role, permission][1])


SUBJECTS = [
    make(kind, owner=owner)
    for (make, kind), owner in product(
        [(in_org, "domain"), (in_workspace, "workspace"), (in_workspace, "goal"), (in_project, "task")],
        [None, ME, OTHER],
    )
]


def meets(limit: str, standing: Standing, subject: Subject, context: dict[str, int]) -> bool:
    """Whether a limit holds, told a second time in Python."""
    own = subject.owner_id == ME and subject.kind != "workspace"
    in_a_project = subject.project_id is not None
    sees = in_a_project and bool(standing.workspace_grants and standing.workspace_grants.projects)
    return {
        "": True,
        "people": standing.principal.type == "user",
        "own": own,
        "reach": sees or not in_a_project,
        "own, reach": own and (sees or not in_a_project),
        "own, project": own and sees,
        "workspace": not in_a_project,
        "list": subject.kind == "workspace",
        "50": context.get("items", 51) <= 50,
    }[limit]


def applies(role: str, subject: Subject) -> bool:
    """Whether a role reaches a subject at all."""
    if role.startswith("project_"):
        return subject.project_id is not None
    return role.startswith("org_") or subject.workspace_id is not None


HELD = [
    *((role,) for role in BUILT_IN),
    *((role, "project_viewer") for role in ("ws_admin", "ws_member", "ws_guest")),
]


@pytest.mark.parametrize("held", HELD, ids=" and ".join)
def test_each_limit_is_what_it_says_on_every_subject(held: tuple[str, ...]) -> None:
    types: tuple[PrincipalType, ...] = ("user", "service_account")
    context = {"items": 50}
    for permission, subject, type in product(PERMISSIONS, SUBJECTS, types):
        standing = standing_with(*held, type=type)
        expected = any(
            meets(limit, standing, subject, context)
            for role in held
            if applies(role, subject)
            for limit in limits_of(role, permission)
        )
        if permission in ("approval:decide", "access:decide"):
            expected = expected and type == "user" and not meets("own", standing, subject, context)
        decision = decide(standing, permission, subject, context)
        assert decision.allowed == expected, (permission, subject, type, decision)


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_an_ai_agent_gets_at_most_what_the_matrix_says(permission: str) -> None:
    agent = standing_with(
        *(role for role in BUILT_IN if role.startswith("org_")), "ws_admin", "project_admin", type="ai_agent"
    )
    cell = MATRIX[permission]["ai_agent"]
    # Saving a view is a write, whatever the row's "R" says.
    reads = cell == "R" and permission.endswith(":view")
    proposes = cell in ("P", "draft only")
    assert decide(agent, permission, in_project(owner=OTHER)).allowed == reads
    assert decide(agent, permission, in_project(owner=OTHER), {"proposal": True}).allowed == (reads or proposes)
    assert decide(agent, permission, in_project(owner=ME)).allowed == (reads or cell == "own")


CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_decided_as_it_says(case: Case) -> None:
    decision = decide(case.standing, case.permission, case.subject, case.context)
    assert (decision.allowed, decision.policies, decision.reason) == (case.allowed, case.decided_by, case.reason)
    assert decision.explanation.endswith(".")


def test_every_policy_decides_some_case() -> None:
    assert {id for case in CASES for id in case.decided_by} == policies().keys()


def test_a_case_that_says_something_unknown_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        read_case(
            "a case", {"permission": "task:view", "decided_by": [], "reason": "role", "colour": "red"}, allowed=True
        )
