"""Membership against a model: whatever several people do to each other, in whatever order.

The model says what each call must answer and who may see what afterwards. Removal counts on the
next request, delivered or not; an organization always has an owner and a workspace an admin.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from onetick.kernel.access import OrgGrants, WorkspaceGrants
from onetick.kernel.entity import Entity
from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.table import Key
from onetick.tenancy import links
from onetick.tenancy.model import MAILS_PER_ADDRESS, Invitation, OrganizationTally, WorkspaceTally
from tests.service import Person, Service, running

E = TypeVar("E", bound=Entity)

ANN, BEN, CYD, DAN = range(4)
WS_RANK = {"guest": 1, "member": 2, "ws_admin": 3}
PERSON = st.integers(ANN, DAN)
# Mostly somebody who may, so that most commands do something.
ACTOR = st.sampled_from([ANN, ANN, ANN, BEN, BEN, CYD, DAN])
PLACE = st.integers(0, 1)
WS_ROLE = st.sampled_from(sorted(WS_RANK))
ORG_ROLE = st.sampled_from([(), ("member",), ("admin", "member"), ("owner", "member")])
STATUS = st.sampled_from(["active", "deactivated"])


@dataclass
class OrgMember:
    """What the organization knows of somebody."""

    roles: tuple[str, ...]
    active: bool = True


@dataclass
class WsMember:
    """What a workspace knows of somebody; it outlives their removal from the organization until that is delivered."""

    role: str
    active: bool = True


@dataclass
class Crew:
    """A team of people, which opens one private project of its workspace."""

    id: str
    project: str
    members: set[int] = field(default_factory=set)
    deleted: bool = False


@dataclass
class Invited:
    """An invitation; `mails` were sent for it so far."""

    role: str
    status: str = "pending"
    mails: int = 0


@dataclass
class Model:
    """Who belongs where."""

    org: dict[int, OrgMember]
    places: list[dict[int, WsMember]]
    crews: list[Crew]
    invited: dict[tuple[int, int], Invited] = field(default_factory=dict)
    leaving: set[int] = field(default_factory=set)

    def active(self, who: int) -> bool:
        return who in self.org and self.org[who].active

    def runs(self, who: int) -> bool:
        """Whether somebody is an owner or admin of the organization."""
        return self.active(who) and bool({"owner", "admin"} & set(self.org[who].roles))

    def role(self, who: int, place: int) -> str:
        """What somebody is in a workspace right now."""
        member = self.places[place].get(who)
        return member.role if member and member.active and self.active(who) else ""

    def manages(self, who: int, place: int) -> bool:
        return self.runs(who) or self.role(who, place) == "ws_admin"

    def sees(self, who: int, place: int) -> bool:
        return self.runs(who) or self.role(who, place) != ""

    def opens(self, who: int, place: int) -> bool:
        """Whether somebody sees the team's project."""
        role, crew = self.role(who, place), self.crews[place]
        return role == "ws_admin" or (role != "" and who in crew.members and not crew.deleted)

    @property
    def owners(self) -> set[int]:
        return {who for who, member in self.org.items() if member.active and "owner" in member.roles}

    def admins(self, place: int) -> set[int]:
        return {who for who in self.places[place] if self.role(who, place) == "ws_admin"}

    def grants(self, who: int, roles: set[str]) -> bool:
        """Whether somebody may give or take away these roles of the organization."""
        own = self.org[who].roles
        return "owner" in own or ("admin" in own and roles <= {"admin", "member"})

    def sole(self, who: int) -> bool:
        """Whether the organization, or a workspace, would be without its last owner or admin."""
        return self.owners == {who} or any(self.admins(place) == {who} for place in (0, 1))


class Membership(RuleBasedStateMachine):
    """Four people, two workspaces, a team in each."""

    @initialize()
    def found(self) -> None:
        self.stack = ExitStack()
        self.service: Service = self.stack.enter_context(running())
        self.people: list[Person] = [self.service.person(name) for name in ("Ann", "Ben", "Cyd", "Dan")]
        ann = self.people[ANN]
        self.org_id = OrgId(ann.post("/v1/organizations", {"name": "Acme"}).expect(201)["id"])
        ann.at(self.org_id)
        self.o = f"/v1/organizations/{self.org_id}"
        self.entered = {ANN}
        self.ids: list[WorkspaceId] = [
            ann.post(f"{self.o}/workspaces", {"name": name}).expect(201)["id"] for name in ("One", "Two")
        ]
        self.model = Model(
            org={ANN: OrgMember(("owner", "member"))},
            places=[{ANN: WsMember("ws_admin")}, {ANN: WsMember("ws_admin")}],
            crews=[self._crew(place) for place in (0, 1)],
        )

    def _crew(self, place: int) -> Crew:
        ann, w = self.people[ANN], self._w(place)
        crew = ann.post(f"{w}/teams", {"name": "Crew"}).expect(201)["id"]
        body = {"name": "Secret", "key": "SEC", "visibility": "private"}
        project = ann.post(f"{w}/projects", body).expect(201)["id"]
        ann.put(f"{w}/projects/{project}/members/{crew}", {"role": "editor"}).expect(200)
        return Crew(crew, f"{w}/projects/{project}")

    def _w(self, place: int) -> str:
        return f"/v1/workspaces/{self.ids[place]}"

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()

    # Invitations

    @rule(actor=ACTOR, who=PERSON, place=PLACE, role=WS_ROLE)
    def invite(self, actor: int, who: int, place: int, role: str) -> None:
        body = {"email": self.people[who].email, "role": role}
        got = self.people[actor].post(f"{self._w(place)}/invitations", body).status
        known = self.model.invited.get((place, who), Invited(role))
        if actor not in self.entered:
            expected = 404
        elif not self.model.manages(actor, place):
            expected = 403
        else:
            expected = 429 if known.mails >= MAILS_PER_ADDRESS else 201
        assert got == expected
        if expected == 201:
            self.model.invited[place, who] = Invited(role, mails=known.mails + 1)

    @rule(actor=ACTOR, who=PERSON, place=PLACE)
    def revoke(self, actor: int, who: int, place: int) -> None:
        invited = self.model.invited.get((place, who))
        name = Invitation.id_for(self.ids[place], self.people[who].email)
        got = self.people[actor].delete(f"{self._w(place)}/invitations/{name}").status
        if actor not in self.entered or invited is None:
            expected = 404
        elif not self.model.manages(actor, place):
            expected = 403
        else:
            expected = 409 if invited.status == "accepted" else 204
        assert got == expected
        if expected == 204 and invited is not None:
            invited.status = "revoked"

    @rule(who=PERSON, place=PLACE)
    def accept(self, who: int, place: int) -> None:
        invited = self.model.invited.get((place, who))
        if invited is None:
            return
        got = self.people[who].post(f"/v1/invitations/{self._link(who, place)}/accept").status
        expected = self._acceptance(who, place, invited)
        assert got == expected
        if expected == 200 and invited.status == "pending":
            self._join(who, place, invited)
        if expected == 200 and who not in self.entered and self.model.active(who):
            self.people[who].at(self.org_id)
            self.entered.add(who)

    def _link(self, who: int, place: int) -> str:
        name = Invitation.id_for(self.ids[place], self.people[who].email)
        key = Invitation.key(org_id=self.org_id, workspace_id=self.ids[place], id=name)
        return links.token(Invitation.kind.from_item(self.service.tables.get_many([key])[key]))

    def _acceptance(self, who: int, place: int, invited: Invited) -> int:
        inside = who in self.model.org and who in self.model.places[place]
        if invited.status == "accepted":
            return 200 if inside else 410
        if invited.status == "revoked":
            return 410
        if who in self.model.org:
            present = self.model.places[place].get(who)
            return 200 if self.model.active(who) and (present is None or present.active) else 409
        return 409 if who in self.model.leaving else 200

    def _join(self, who: int, place: int, invited: Invited) -> None:
        invited.status = "accepted"
        member = self.model.org.setdefault(who, OrgMember(()))
        if invited.role != "guest" and "member" not in member.roles:
            member.roles = (*member.roles, "member")
        present = self.model.places[place].setdefault(who, WsMember(invited.role))
        if WS_RANK[invited.role] > WS_RANK[present.role]:
            present.role = invited.role

    # Members of a workspace

    @rule(actor=ACTOR, who=PERSON, place=PLACE, role=WS_ROLE)
    def change_role(self, actor: int, who: int, place: int, role: str) -> None:
        path = f"{self._w(place)}/members/{self.people[who].id}"
        got = self.people[actor].patch(path, {"role": role}).status
        then = WsMember(role, self._is_on(who, place))
        expected = self._gate(actor, who, place) or self._change(actor, who, place, then)
        assert got == expected

    @rule(actor=ACTOR, who=PERSON, place=PLACE, status=STATUS)
    def change_status(self, actor: int, who: int, place: int, status: str) -> None:
        path = f"{self._w(place)}/members/{self.people[who].id}"
        got = self.people[actor].patch(path, {"status": status}).status
        expected = self._gate(actor, who, place)
        if not expected:
            then = WsMember(self.model.places[place][who].role, status == "active")
            expected = self._change(actor, who, place, then)
        assert got == expected

    @rule(actor=ACTOR, who=PERSON, place=PLACE, role=WS_ROLE)
    def add(self, actor: int, who: int, place: int, role: str) -> None:
        path = f"{self._w(place)}/members/{self.people[who].id}"
        got = self.people[actor].put(path, {"role": role}).status
        assert got == self._adding(actor, who, place, role)

    def _adding(self, actor: int, who: int, place: int, role: str) -> int:
        if actor not in self.entered:
            return 404
        if not self.model.manages(actor, place):
            return 403
        if who in self.model.places[place]:
            return self._change(actor, who, place, WsMember(role, self._is_on(who, place)))
        if who == actor:
            return 403
        if who not in self.model.org:
            return 404
        if not self.model.active(who):
            return 409
        self.model.places[place][who] = WsMember(role)
        self._belongs(who, role)
        return 201

    @rule(actor=ACTOR, who=PERSON, place=PLACE)
    def remove(self, actor: int, who: int, place: int) -> None:
        got = self.people[actor].delete(f"{self._w(place)}/members/{self.people[who].id}").status
        assert got == (self._gate(actor, who, place) or self._drop(who, place))

    @rule(who=PERSON, place=PLACE)
    def leave(self, who: int, place: int) -> None:
        got = self.people[who].post(f"{self._w(place)}/leave").status
        missing = who not in self.entered or who not in self.model.places[place]
        assert got == (404 if missing else self._drop(who, place))

    def _gate(self, actor: int, who: int, place: int) -> int:
        """What stops a command about a member before it is looked at; 0 for nothing."""
        if actor not in self.entered or who not in self.model.places[place]:
            return 404
        return 0 if self.model.manages(actor, place) else 403

    def _is_on(self, who: int, place: int) -> bool:
        member = self.model.places[place].get(who)
        return member is not None and member.active

    def _change(self, actor: int, who: int, place: int, then: WsMember) -> int:
        now = self.model.places[place][who]
        if then == now:
            return 200
        raises = WS_RANK[then.role] > WS_RANK[now.role] or (then.active and not now.active)
        if raises and actor == who:
            return 403
        if who not in self.model.org:
            return 404
        stays = then.role == "ws_admin" and then.active
        if not stays and self.model.admins(place) == {who}:
            return 409
        self.model.places[place][who] = then
        self._belongs(who, then.role)
        return 200

    def _belongs(self, who: int, role: str) -> None:
        member = self.model.org[who]
        if role != "guest" and "member" not in member.roles:
            member.roles = (*member.roles, "member")

    def _drop(self, who: int, place: int) -> int:
        if self.model.admins(place) == {who}:
            return 409
        del self.model.places[place][who]
        crew = self.model.crews[place]
        if not crew.deleted:
            crew.members.discard(who)
        return 204

    # Members of the organization

    @rule(actor=ACTOR, who=PERSON, roles=ORG_ROLE)
    def change_org_roles(self, actor: int, who: int, roles: tuple[str, ...]) -> None:
        path = f"{self.o}/members/{self.people[who].id}"
        got = self.people[actor].patch(path, {"roles": list(roles)}).status
        assert got == (self._org_gate(actor, who) or self._reform(actor, who, roles))

    def _reform(self, actor: int, who: int, roles: tuple[str, ...]) -> int:
        member = self.model.org[who]
        if roles == member.roles:
            return 200
        if not self.model.grants(actor, set(roles) ^ set(member.roles)):
            return 403
        if actor == who and self._height(roles) > self._height(member.roles):
            return 403
        if "owner" not in roles and self.model.owners == {who}:
            return 409
        member.roles = roles
        return 200

    def _height(self, roles: tuple[str, ...]) -> int:
        return max([["member", "admin", "owner"].index(role) for role in roles], default=-1)

    @rule(actor=ACTOR, who=PERSON, status=STATUS)
    def change_org_status(self, actor: int, who: int, status: str) -> None:
        path = f"{self.o}/members/{self.people[who].id}"
        got = self.people[actor].patch(path, {"status": status}).status
        assert got == (self._org_gate(actor, who) or self._switch(actor, who, active=status == "active"))

    def _switch(self, actor: int, who: int, *, active: bool) -> int:
        member = self.model.org[who]
        if member.active == active:
            return 200
        if not self.model.grants(actor, set(member.roles)):
            return 403
        if not active and self.model.sole(who):
            return 409
        member.active = active
        return 200

    @rule(actor=ACTOR, who=PERSON)
    def remove_from_org(self, actor: int, who: int) -> None:
        got = self.people[actor].delete(f"{self.o}/members/{self.people[who].id}").status
        expected = self._org_gate(actor, who)
        if not expected and actor != who and not self.model.grants(actor, set(self.model.org[who].roles)):
            expected = 403
        assert got == (expected or self._depart(who))

    @rule(who=PERSON)
    def leave_org(self, who: int) -> None:
        got = self.people[who].post(f"{self.o}/leave").status
        missing = who not in self.entered or who not in self.model.org
        assert got == (404 if missing else self._depart(who))

    def _org_gate(self, actor: int, who: int) -> int:
        if actor not in self.entered or who not in self.model.org:
            return 404
        return 0 if self.model.runs(actor) else 403

    def _depart(self, who: int) -> int:
        if self.model.sole(who):
            return 409
        del self.model.org[who]
        if any(who in place for place in self.model.places):
            self.model.leaving.add(who)
        return 204

    # Teams

    @rule(actor=ACTOR, who=PERSON, place=PLACE)
    def join_crew(self, actor: int, who: int, place: int) -> None:
        crew = self.model.crews[place]
        path = f"{self._w(place)}/teams/{crew.id}/members/{self.people[who].id}"
        got = self.people[actor].put(path).status
        expected = self._crew_gate(actor, place) or self._enlist(actor, who, place)
        assert got == expected
        if expected == 200:
            crew.members.add(who)

    def _enlist(self, actor: int, who: int, place: int) -> int:
        if who not in self.model.places[place]:
            return 404
        if actor == who and who not in self.model.crews[place].members:
            return 200 if self.model.places[place][who].role == "ws_admin" else 403
        return 200

    @rule(actor=ACTOR, who=PERSON, place=PLACE)
    def leave_crew(self, actor: int, who: int, place: int) -> None:
        crew = self.model.crews[place]
        path = f"{self._w(place)}/teams/{crew.id}/members/{self.people[who].id}"
        got = self.people[actor].delete(path).status
        expected = self._crew_gate(actor, place) or (204 if who in crew.members else 404)
        assert got == expected
        if expected == 204:
            crew.members.discard(who)

    @rule(actor=ACTOR, place=PLACE)
    def delete_crew(self, actor: int, place: int) -> None:
        crew = self.model.crews[place]
        got = self.people[actor].delete(f"{self._w(place)}/teams/{crew.id}").status
        expected = self._crew_gate(actor, place) or 204
        assert got == expected
        if expected == 204:
            crew.deleted = True

    @rule(actor=ACTOR, place=PLACE)
    def restore_crew(self, actor: int, place: int) -> None:
        crew, members = self.model.crews[place], self.model.places[place]
        got = self.people[actor].post(f"{self._w(place)}/teams/{crew.id}/restore").status
        back = {who for who in crew.members if who in members}
        if actor not in self.entered:
            expected = 404
        elif not self.model.manages(actor, place):
            expected = 403
        elif not crew.deleted:
            expected = 409
        else:
            expected = 403 if actor in back and members[actor].role != "ws_admin" else 200
        assert got == expected
        if expected == 200:
            crew.deleted, crew.members = False, back

    def _crew_gate(self, actor: int, place: int) -> int:
        if actor not in self.entered:
            return 404
        if self.model.crews[place].deleted:
            return 410
        return 0 if self.model.manages(actor, place) else 403

    # The world outside

    @rule(times=st.integers(1, 2))
    def deliver(self, times: int) -> None:
        """What was committed reaches its consumers, once or twice."""
        self.service.deliver(times=times)
        for place, crew in zip(self.model.places, self.model.crews, strict=True):
            for who in self.model.leaving:
                place.pop(who, None)
                if not crew.deleted:
                    crew.members.discard(who)
        self.model.leaving.clear()

    # What must hold after every command

    @invariant()
    def everybody_sees_what_they_should(self) -> None:
        for who, person in enumerate(self.people):
            hidden = 403 if who in self.entered else 404
            for place in (0, 1):
                assert person.get(self._w(place)).status == (200 if self.model.sees(who, place) else hidden)
                opened = person.get(self.model.crews[place].project).status
                assert opened == (200 if self.model.opens(who, place) else hidden)

    @invariant()
    def everybody_finds_their_workspaces(self) -> None:
        for who in self.entered:
            listed = {row["id"] for row in self.people[who].get("/v1/workspaces").expect(200)["data"]}
            assert listed == {self.ids[place] for place in (0, 1) if self.model.sees(who, place)}

    @invariant()
    def somebody_is_always_in_charge(self) -> None:
        assert self.model.owners
        assert all(self.model.admins(place) for place in (0, 1))

    @invariant()
    def the_counts_are_right(self) -> None:
        tally = self._read(OrganizationTally, OrganizationTally.key(org_id=self.org_id))
        assert tally.owners == len(self.model.owners)
        for place in (0, 1):
            key = WorkspaceTally.key(org_id=self.org_id, workspace_id=self.ids[place])
            assert self._read(WorkspaceTally, key).admins == len(self.model.admins(place))

    @invariant()
    def the_grants_are_right(self) -> None:
        for place, (members, crew) in enumerate(zip(self.model.places, self.model.crews, strict=True)):
            where = {"org_id": self.org_id, "workspace_id": self.ids[place]}
            for who, person in enumerate(self.people):
                grants = self._find(WorkspaceGrants, WorkspaceGrants.key(**where, principal_id=person.id))
                assert (grants is not None) == (who in members)
                if grants is not None:
                    assert (grants.role, grants.status == "active") == (members[who].role, members[who].active)
                    assert (crew.id in grants.teams) == (who in crew.members and not crew.deleted)
        for who, person in enumerate(self.people):
            member = self._find(OrgGrants, OrgGrants.key(org_id=self.org_id, principal_id=person.id))
            assert (set(member.roles) if member else None) == (
                set(self.model.org[who].roles) if who in self.model.org else None
            )

    def _find(self, cls: type[E], key: Key) -> E | None:
        item = self.service.tables.get_many([key]).get(key)
        return None if item is None else cls.kind.from_item(item)

    def _read(self, cls: type[E], key: Key) -> E:
        found = self._find(cls, key)
        assert found is not None
        return found


Membership.TestCase.settings = settings(max_examples=15, stateful_step_count=40, deadline=None)
TestMembership = Membership.TestCase
