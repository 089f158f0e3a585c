"""People become roles when something is saved as a template, and roles become people when it is used."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .model import MAX_ROLES, Template, TemplateRole
from .schemas import MAX_CAST, RoleBody, RoleOfPeople


@dataclass(slots=True)
class Casting:
    """Which role is whose while something is saved. Beyond `MAX_ROLES` nobody gets one of their own."""

    work: Work
    roles: dict[str, TemplateRole]
    role_ids: dict[str, str]
    given: Sequence[str]

    @classmethod
    def of(cls, work: Work, template: Template, role_ids: Mapping[str, str], given: Sequence[str]) -> "Casting":
        """The casting so far. The roles that were `given` stay as they are."""
        return cls(work, {role.id: role for role in template.roles}, dict(role_ids), given)

    def roles_of(self, people: Iterable[str]) -> tuple[str, ...]:
        """The roles of these people, each once."""
        return tuple(dict.fromkeys(role for one in people if (role := self.role_of(one)) is not None))

    def role_of(self, person: str) -> str | None:
        """The role of a person, which may be new and has their name then; None for who is there no more."""
        known = self.role_ids.get(person)
        if known is not None or len(self.roles) >= MAX_ROLES:
            return known
        grants = _grants(self.work, person)
        if grants is None or grants.status != "active":
            return None
        number = len(self.roles) + 1
        while f"role_{number}" in self.roles:
            number += 1
        role = TemplateRole(id=f"role_{number}", name=grants.name[:120] or f"Role {number}")
        self.roles[role.id] = role
        self.role_ids[person] = role.id
        return role.id

    def enrol(self, person: str, project_role: ProjectRole) -> bool:
        """Let the role of a member have their role in the project; whether they have one."""
        found = self.role_of(person)
        if found is not None and found not in self.given:
            self.roles[found] = replace(self.roles[found], project_role=project_role)
        return found is not None


def roles_from(bodies: Sequence[RoleBody]) -> tuple[TemplateRole, ...]:
    """Roles as they are stored. Raises Unprocessable for two with the same id."""
    ids = [body.id for body in bodies]
    faults = [
        Fault(f"/roles/{place}/id", "duplicate", "must be unique") for place, id in enumerate(ids) if id in ids[:place]
    ]
    if faults:
        raise Unprocessable("Two roles have the same id.", errors=faults)
    return tuple(
        TemplateRole(id=body.id, name=body.name, project_role=body.project_role, required=body.required)
        for body in bodies
    )


def people_of(bodies: Sequence[RoleOfPeople]) -> dict[str, str]:
    """The role of each person who was given one. Raises Unprocessable for somebody in two roles."""
    found: dict[str, str] = {}
    for place, body in enumerate(bodies):
        for number, person in enumerate(body.people):
            if found.setdefault(person, body.id) != body.id:
                fault = Fault(f"/roles/{place}/people/{number}", "duplicate", "has another role already")
                raise Unprocessable("Everybody has one role.", errors=[fault])
    return found


def cast_of(work: Work, template: Template, given: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Who fills each role. Raises Unprocessable for roles that are none or empty, and people who are no members."""
    faults = [
        Fault(f"/people/{role_id}", "unknown", "is no role of the template")
        for role_id in given
        if template.role(role_id) is None
    ]
    faults += [
        Fault(f"/people/{role.id}", "required", f"somebody has to be {role.name}")
        for role in template.roles
        if role.required and not given.get(role.id)
    ]
    people = list(dict.fromkeys(one for several in given.values() for one in several))
    if len(people) > MAX_CAST:
        faults.append(Fault("/people", "too_long", f"names more than {MAX_CAST} people"))
    if faults:
        raise Unprocessable("The roles are not filled as the template asks.", errors=faults)
    work.prefetch(_key(work, one) for one in people)
    members = {one for one in people if (found := _grants(work, one)) is not None and found.status == "active"}
    faults = [
        Fault(f"/people/{role_id}/{place}", "not_a_member", "is no member of the workspace")
        for role_id, several in given.items()
        for place, one in enumerate(several)
        if one not in members
    ]
    if faults:
        raise Unprocessable("Not everybody named is a member.", errors=faults)
    return {role_id: tuple(dict.fromkeys(several)) for role_id, several in given.items()}


def filled(people: Mapping[str, Sequence[str]], role_ids: Iterable[str]) -> list[str]:
    """Who fills these roles, each once."""
    return list(dict.fromkeys(one for role_id in role_ids for one in people.get(role_id, ())))


def _key(work: Work, person: str) -> Key:
    return WorkspaceGrants.key(org_id=work.org_id, workspace_id=work.workspace_id, principal_id=person)


def _grants(work: Work, person: str) -> WorkspaceGrants | None:
    return work.find(WorkspaceGrants, _key(work, person))
