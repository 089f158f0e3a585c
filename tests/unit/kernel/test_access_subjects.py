"""What rights are judged by, as it is made of entities and stored."""

from dataclasses import dataclass, replace

import pytest

from onetick.kernel.access import (
    CustomRole,
    Subject,
    facts,
)
from onetick.kernel.entity import Entity, Kind
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.table import TableName
from tests.policies.places import (
    ME,
    ORG,
    PROJECT,
    WORKSPACE,
    org_grants,
    project_access,
    workspace_access,
    workspace_grants,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Entity):
    """Something in a project, with everything a subject can be made of."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    id: str
    created_by: PrincipalId


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Entity):
    """Something of no organization."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Entity):
    """A place by its id alone."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace(Entity):
    """A place in an organization."""

    org_id: OrgId
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Entity):
    """A place in a workspace."""

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str


def _as(name: str, thing: Entity) -> Entity:
    """The thing as an entity of a kind, without the registry of real kinds hearing of it."""
    pk = "{org_id}#test" if hasattr(thing, "org_id") else "{id}"
    table = TableName.TENANT if hasattr(thing, "org_id") else TableName.GLOBAL
    type(thing).kind = Kind(name, type(thing), table=table, pk=pk, sk="test", schema=1, upcasts={}, index={})
    return thing


class TestSubjects:
    def test_a_subject_is_made_of_an_entitys_own_attributes(self) -> None:
        note = Note(org_id=ORG, workspace_id=WORKSPACE, project_id=PROJECT, id="nte_1", created_by=ME)
        assert Subject.of(_as("note", note)) == Subject(
            kind="note",
            id="nte_1",
            org_id=ORG,
            workspace_id=WORKSPACE,
            project_id=PROJECT,
            owner_id=ME,
        )

    def test_a_membership_is_named_by_its_sort_key(self) -> None:
        subject = Subject.of(workspace_grants("member"))
        assert (subject.kind, subject.id, subject.workspace_id) == ("workspace_grants", ME, WORKSPACE)

    def test_what_belongs_to_no_organization_is_no_subject(self) -> None:
        with pytest.raises(TypeError, match="no organization"):
            Subject.of(_as("account", Account(id="usr_1")))

    def test_an_organization_a_workspace_and_a_project_lie_in_themselves(self) -> None:
        organization = Subject.of(_as("organization", Organization(id="org_9")))
        workspace = Subject.of(_as("workspace", Workspace(org_id=ORG, id="wsp_9")))
        project = Subject.of(_as("project", Project(org_id=ORG, workspace_id=WORKSPACE, id="prj_9")))
        assert (organization.org_id, organization.workspace_id) == ("org_9", None)
        assert (workspace.org_id, workspace.workspace_id, workspace.project_id) == (ORG, "wsp_9", None)
        assert (project.org_id, project.workspace_id, project.project_id) == (ORG, WORKSPACE, "prj_9")


class TestStoredFacts:
    @pytest.mark.parametrize(
        "fact",
        [
            org_grants("owner", "auditor"),
            workspace_grants("member", projects={PROJECT: "editor"}, teams=["tem_1"], custom_roles=["rol_1"]),
            workspace_access({"rol_1": CustomRole(name="Triage", permissions=("task:edit",), denies=("task:delete",))}),
            project_access("public", "comment", teams={"tem_1": "viewer"}),
        ],
        ids=lambda fact: fact.kind.name,
    )
    def test_a_fact_comes_back_as_it_was_stored(self, fact: Entity) -> None:
        assert fact.kind.from_item(fact.kind.to_item(fact, version=3)) == fact.at_version(3)

    def test_facts_of_a_place_are_read_by_key(self) -> None:
        assert facts.keys(ORG, None, ME) == [org_grants().own_key]
        expected = [org_grants().own_key, workspace_grants().own_key, workspace_access().own_key]
        assert facts.keys(ORG, WORKSPACE, ME) == expected

    def test_an_unknown_role_is_not_read_as_none(self) -> None:
        item = org_grants("owner").kind.to_item(org_grants("owner"), version=1)
        with pytest.raises(ValueError, match="roles"):
            org_grants().kind.from_item(replace(item, doc=item.doc.replace("owner", "emperor")))
