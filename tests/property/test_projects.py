"""Projects against a model: whatever is done to them, in whatever order, the lists say what was asked for."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from functions.projects import (
    archive_project,
    create_project,
    create_section,
    delete_project,
    delete_section,
    get_project,
    list_project_members,
    list_projects,
    list_sections,
    move_section,
    put_project_member,
    remove_project_member,
    restore_project,
    unarchive_project,
    update_project,
    update_section,
)
from onetick.kernel.access import ProjectAccess, WorkspaceGrants
from onetick.kernel.entry import Route
from onetick.projects.model import Outline, Project, Section
from tests.service import Answer
from tests.unit.projects.world import Caller, World, a_world

KEYS = ("AA", "BB", "CC", "DD")
ROLES = ("viewer", "commenter", "editor", "admin")
NAMES = st.sampled_from(["Apples", "Pears", "Plums"])
ANN, BEN, CAT, GUS = range(4)
ANYBODY = st.integers(ANN, GUS)
# Mostly those who may, so that most commands do something.
SOMEBODY = st.sampled_from([CAT, CAT, CAT, CAT, ANN, ANN, BEN, GUS])


@dataclass
class Model:
    """What a project should be like."""

    id: str
    key: str
    name: str
    visibility: str
    sections: list[str]
    names: dict[str, str]
    members: dict[str, str]
    archived: bool = False
    deleted: bool = False

    @property
    def admins(self) -> int:
        return sum(role == "admin" for role in self.members.values())


class Projects(RuleBasedStateMachine):
    """Commands of two members, an admin of the workspace and a guest."""

    projects: Bundle[str] = Bundle("projects")

    @initialize(target=projects)
    def found(self) -> Any:
        self.stack = ExitStack()
        self.world: World = self.stack.enter_context(a_world())
        self.people: list[Caller] = [
            self.world.joined("Ann"),
            self.world.joined("Ben"),
            self.world.joined("Cat", "ws_admin"),
            self.world.joined("Gus", "guest"),
        ]
        self.models: dict[str, Model] = {}
        return self.made(self.people[ANN], self.world.project(self.people[ANN]))

    def made(self, by: Caller, project: dict[str, Any]) -> str:
        """Expect a new project from now on; its id."""
        outline: Outline = self.world.find(Outline, project_id=project["id"])
        self.models[project["id"]] = Model(
            id=project["id"],
            key=project["key"],
            name=project["name"],
            visibility=project["visibility"],
            sections=[section.id for section in outline.sections],
            names={section.id: section.name for section in outline.sections},
            members={by.id: "admin"},
        )
        return str(project["id"])

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.look()
            self.stack.close()

    # What is expected

    def may_manage(self, caller: Caller, model: Model) -> bool:
        return caller is self.people[CAT] or model.members.get(caller.id) == "admin"

    def sees(self, caller: Caller, model: Model) -> bool:
        public = model.visibility == "public" and caller is not self.people[GUS]
        return caller is self.people[CAT] or public or caller.id in model.members

    def expect(self, answer: Answer, caller: Caller, model: Model, *, gone: int = 410, closed: bool = True) -> bool:
        """Whether the command must have succeeded; its refusal is checked here."""
        if model.deleted:
            wanted = gone
        elif not self.may_manage(caller, model):
            wanted = 403
        elif closed and model.archived:
            wanted = 409
        else:
            return True
        assert answer.status == wanted, answer.text
        return False

    def send(self, who: int, route: Route, body: Any = None, **path: Any) -> tuple[Caller, Answer]:
        caller = self.people[who]
        return caller, caller.call(route, body, **path)

    # Commands

    @rule(target=projects, who=SOMEBODY, key=st.sampled_from(KEYS), name=NAMES, public=st.booleans())
    def create(self, who: int, key: str, name: str, public: bool) -> Any:
        body = {"name": name, "key": key, "visibility": "public" if public else "private"}
        caller, answer = self.send(who, create_project.handler, body)
        if who == GUS:
            answer.expect(403)
            return multiple()
        if key in {model.key for model in self.models.values()}:
            answer.expect(409)
            return multiple()
        return self.made(caller, answer.expect(201))

    @rule(project=projects, who=SOMEBODY, name=NAMES, public=st.booleans())
    def update(self, project: str, who: int, name: str, public: bool) -> None:
        model = self.models[project]
        body = {"name": name, "visibility": "public" if public else "private"}
        caller, answer = self.send(who, update_project.handler, body, project_id=project)
        if self.expect(answer, caller, model):
            assert answer.expect(200)["name"] == name
            model.name, model.visibility = name, body["visibility"]

    @rule(project=projects, who=SOMEBODY, closing=st.booleans())
    def archive_or_unarchive(self, project: str, who: int, closing: bool) -> None:
        model = self.models[project]
        route = archive_project.handler if closing else unarchive_project.handler
        caller, answer = self.send(who, route, project_id=project)
        if self.expect(answer, caller, model, closed=False):
            answer.expect(409 if model.archived == closing else 200)
            model.archived = closing

    @rule(project=projects, who=SOMEBODY, back=st.booleans())
    def delete(self, project: str, who: int, back: bool) -> None:
        model = self.models[project]
        caller, answer = self.send(who, delete_project.handler, project_id=project)
        if self.expect(answer, caller, model, closed=False):
            answer.expect(204)
            model.deleted = True
        if back:
            self.restore(project, CAT)

    @rule(project=projects, who=SOMEBODY)
    def restore(self, project: str, who: int) -> None:
        model = self.models[project]
        caller, answer = self.send(who, restore_project.handler, project_id=project)
        if not self.may_manage(caller, model):
            answer.expect(403)
        elif not model.deleted:
            answer.expect(409)
        else:
            answer.expect(200)
            model.deleted = False

    @rule(project=projects, who=SOMEBODY, name=NAMES)
    def add_section(self, project: str, who: int, name: str) -> None:
        model = self.models[project]
        caller, answer = self.send(who, create_section.handler, {"name": name}, project_id=project)
        if not self.expect(answer, caller, model):
            return
        made = answer.expect(201)
        model.sections.append(made["id"])
        model.names[made["id"]] = name

    @rule(project=projects, who=SOMEBODY, which=st.integers(0, 9), name=NAMES)
    def rename_section(self, project: str, who: int, which: int, name: str) -> None:
        model = self.models[project]
        section_id = model.sections[which % len(model.sections)]
        caller, answer = self.send(who, update_section.handler, {"name": name}, section_id=section_id)
        if self.expect(answer, caller, model, gone=404):
            answer.expect(200)
            model.names[section_id] = name

    @rule(project=projects, who=SOMEBODY, which=st.integers(0, 9))
    def remove_section(self, project: str, who: int, which: int) -> None:
        model = self.models[project]
        section_id = model.sections[which % len(model.sections)]
        caller, answer = self.send(who, delete_section.handler, section_id=section_id)
        if not self.expect(answer, caller, model, gone=404):
            return
        if len(model.sections) == 1:
            answer.expect(409)
            return
        answer.expect(204)
        model.sections.remove(section_id)

    @rule(project=projects, who=SOMEBODY, moved=st.integers(0, 9), other=st.integers(0, 9), before=st.booleans())
    def move(self, project: str, who: int, moved: int, other: int, before: bool) -> None:
        model = self.models[project]
        order = model.sections
        one, two = order[moved % len(order)], order[other % len(order)]
        body = {"before_id" if before else "after_id": two}
        caller, answer = self.send(who, move_section.handler, body, section_id=one)
        if not self.expect(answer, caller, model, gone=404):
            return
        if one == two:
            answer.expect(422)
            return
        answer.expect(200)
        order.remove(one)
        order.insert(order.index(two) + (not before), one)

    @rule(project=projects, who=SOMEBODY, whom=ANYBODY, role=st.sampled_from(ROLES))
    def give_role(self, project: str, who: int, whom: int, role: str) -> None:
        model, person = self.models[project], self.people[whom]
        path = {"project_id": project, "principal_id": person.id}
        caller, answer = self.send(who, put_project_member.handler, {"role": role}, **path)
        if not self.expect(answer, caller, model, closed=False):
            return
        last = model.members.get(person.id) == "admin" and model.admins == 1 and role != "admin"
        if last and who != CAT:
            answer.expect(409)
        else:
            answer.expect(200)
            model.members[person.id] = role

    @rule(project=projects, who=SOMEBODY, whom=ANYBODY)
    def take_role(self, project: str, who: int, whom: int) -> None:
        model, person = self.models[project], self.people[whom]
        path = {"project_id": project, "principal_id": person.id}
        caller, answer = self.send(who, remove_project_member.handler, **path)
        if not self.expect(answer, caller, model, closed=False):
            return
        if person.id not in model.members:
            answer.expect(404)
        elif model.members[person.id] == "admin" and model.admins == 1 and who != CAT:
            answer.expect(409)
        else:
            answer.expect(204)
            del model.members[person.id]

    # What must always hold

    @invariant()
    def what_is_stored_fits(self) -> None:
        for model in getattr(self, "models", {}).values():
            self.compare_stored(model)

    @rule()
    def look(self) -> None:
        """Everybody looks at everything."""
        for model in self.models.values():
            if not model.deleted:
                self.compare_shown(model)
        for caller in self.people:
            seen = [model for model in self.models.values() if self.sees(caller, model)]
            for query, deleted in (("archived=any", False), ("trashed=true", True)):
                rows = caller.call(list_projects.handler, query=query).expect(200)["data"]
                wanted = [(model.id, model.name, model.archived) for model in seen if model.deleted == deleted]
                assert [(row["id"], row["name"], row["archived_at"] is not None) for row in rows] == sorted(wanted)

    def compare_stored(self, model: Model) -> None:
        place = {"workspace_id": self.world.workspace_id}
        project: Project = self.world.find(Project, **place, id=model.id)
        access: ProjectAccess = self.world.find(ProjectAccess, **place, project_id=model.id)
        assert project.admins == model.admins
        assert access.at_version(0) == project.access
        assert (access.visibility, access.archived, access.deleted) == (
            model.visibility,
            model.archived,
            model.deleted,
        )
        outline: Outline = self.world.find(Outline, project_id=model.id)
        assert [(section.id, section.name) for section in outline.sections] == [
            (id, model.names[id]) for id in model.sections
        ]
        assert [self.world.find(Section, id=id) for id in model.sections] == list(outline.sections)
        for person in self.people:
            grants: WorkspaceGrants = self.world.find(WorkspaceGrants, **place, principal_id=person.id)
            assert grants.projects.get(model.id) == model.members.get(person.id)

    def compare_shown(self, model: Model) -> None:
        boss = self.people[CAT]
        shown = boss.call(list_sections.handler, query="limit=100", project_id=model.id).expect(200)["data"]
        assert [(row["id"], row["name"]) for row in shown] == [(id, model.names[id]) for id in model.sections]
        rows = boss.call(list_project_members.handler, project_id=model.id).expect(200)["data"]
        assert {row["principal_id"]: row["role"] for row in rows} == model.members
        for caller in self.people:
            caller.call(get_project.handler, project_id=model.id).expect(200 if self.sees(caller, model) else 403)


Projects.TestCase.settings = settings(max_examples=20, stateful_step_count=60, deadline=None)
TestProjects = Projects.TestCase
