"""Which roles somebody has, what these permit, and what is seen by them."""

from dataclasses import replace

import pytest

from onetick.kernel.access import (
    PERMISSIONS,
    Standing,
    decide,
    is_scope,
    known,
    needs_project_facts,
    permissions_of,
    roles,
    scope,
)
from tests.policies.places import (
    OTHER,
    PROJECT,
    a_principal,
    in_org,
    in_project,
    in_workspace,
    org_grants,
    project_access,
    standing_with,
    workspace_grants,
)


class TestRoles:
    def test_roles_come_from_every_grant(self) -> None:
        standing = replace(
            standing_with("org_auditor", "ws_member", "project_editor"),
            project_access=project_access("public", "comment"),
        )
        expected = {"org_auditor", "ws_member", "project_editor", "project_commenter"}
        assert roles(standing, in_project()) == expected
        assert roles(standing, in_workspace()) == {"org_auditor", "ws_member"}
        assert roles(standing, in_org()) == {"org_auditor"}

    @pytest.mark.parametrize(
        ("member_access", "role"), [("view", "viewer"), ("comment", "commenter"), ("edit", "editor")]
    )
    def test_a_public_project_gives_members_the_role_it_says(self, member_access: str, role: str) -> None:
        access = project_access("public", member_access)
        assert roles(replace(standing_with("ws_member"), project_access=access), in_project()) == {
            "ws_member",
            f"project_{role}",
        }
        assert roles(replace(standing_with("ws_guest"), project_access=access), in_project()) == {"ws_guest"}

    def test_facts_about_somebody_or_somewhere_else_count_as_none(self) -> None:
        standing = replace(
            standing_with("org_owner", "ws_admin", "project_admin"),
            project_access=project_access("public", "edit"),
        )
        assert standing.org_grants and standing.workspace_grants
        assert (
            roles(replace(standing, org_grants=replace(standing.org_grants, principal_id=OTHER)), in_project()) == set()
        )
        theirs = replace(standing.workspace_grants, principal_id=OTHER)
        assert roles(replace(standing, workspace_grants=theirs), in_project()) == {"org_owner"}
        assert roles(standing, replace(in_project(), workspace_id="wsp_2")) == {"org_owner"}
        assert roles(standing, replace(in_project(), project_id="prj_2")) == {"org_owner", "ws_admin"}
        assert roles(standing, replace(in_project(), org_id="org_2")) == set()

    def test_without_a_membership_of_the_organization_nothing_counts(self) -> None:
        standing = replace(standing_with("ws_admin", "project_admin"), org_grants=None)
        assert roles(standing, in_project()) == set()
        assert decide(standing, "task:view", in_project()).reason == "guard-inactive"


class TestProjectFacts:
    @pytest.mark.parametrize(
        ("standing", "needed"),
        [
            (standing_with("ws_member"), True),
            (standing_with("ws_member", "project_viewer"), True),
            (standing_with("ws_guest"), False),
            (standing_with("ws_admin"), False),
            (standing_with("org_owner"), False),
            (replace(standing_with(), workspace_grants=workspace_grants("guest", teams=["tem_1"])), True),
            (replace(standing_with("ws_member"), project_access=project_access()), False),
            (replace(standing_with("ws_member"), project_access=project_access(project_id="prj_2")), True),
            (replace(standing_with("ws_member"), org_grants=None), False),
        ],
    )
    def test_they_are_needed_only_where_they_could_add_a_role(self, standing: Standing, needed: bool) -> None:
        assert needs_project_facts(standing, in_project()) is needed

    def test_they_are_never_needed_outside_a_project(self) -> None:
        assert not needs_project_facts(standing_with("ws_member"), in_workspace())

    def test_a_workspace_admin_lacks_nothing_a_project_admin_has(self) -> None:
        assert permissions_of("project_admin") <= permissions_of("ws_admin")


class TestVisibleProjects:
    def test_a_guard_leaves_nothing_to_see(self) -> None:
        assert not scope(standing_with("ws_admin", scopes=["task:edit"])).sees(PROJECT, None)

    def test_a_workspace_admin_sees_everything(self) -> None:
        assert scope(standing_with("ws_admin")).sees("prj_9", None)

    def test_outside_a_workspace_there_is_nothing_to_see(self) -> None:
        standing = Standing(principal=a_principal(), org_grants=org_grants("owner"))
        assert not scope(standing).sees(PROJECT, project_access("public"))

    def test_a_projects_facts_count_only_for_that_project(self) -> None:
        visible = scope(standing_with("ws_member"))
        assert visible.sees(PROJECT, project_access("public"))
        assert not visible.sees("prj_2", project_access("public"))


class TestCatalogue:
    def test_it_knows_its_permissions_and_the_scopes_of_tokens(self) -> None:
        assert known("task:edit") and not known("task:explode") and not known("read")
        assert is_scope("read") and is_scope("*") and is_scope("task:edit") and not is_scope("task:*")

    def test_every_permission_has_a_sentence(self) -> None:
        assert all(text.endswith(".") and text[0].isupper() for text in PERMISSIONS.values())

    def test_an_unknown_role_permits_nothing(self) -> None:
        assert permissions_of("emperor") == set()
