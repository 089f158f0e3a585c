"""Membership against a model: whatever several people do to each other, in whatever order.

The model says what each call must answer and who may see what afterwards. Removal counts on the
next request, delivered or not; an organization always has an owner and a workspace an admin.
"""

from contextlib import ExitStack
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
from tests.property.tenancy_model import WS_RANK, Crew, Invited, Model, OrgMember, WsMember
from tests.service import Person, Service, running

E = TypeVar("E", bound=Entity)

ANN, BEN, CYD, DAN = range(4)
PERSON = st.integers(ANN, DAN)
# Mostly somebody who may, so that most commands do something.
ACTOR = st.sampled_from([ANN, ANN, ANN, BEN, BEN, CYD, DAN])
PLACE = st.integers(0, 1)
WS_ROLE = st.sampled_from(sorted(WS_RANK))
ORG_ROLE = st.sampled_from([(), ("member",), ("admin", "member"), ("owner", "member")])
STATUS = st.sampled_from(["active", "deactivated"])


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
        expected = self.model.acceptance(who, place, invited)
        assert got == expected
        if expected == 200 and invited.status == "pending":
            self.model.join(who, place, invited)
        if expected == 200 and who not in self.entered and self.model.active(who):
            self.people[who].at(self.org_id)
            self.entered.add(who)

    def _link(self, who: int, place: int) -> str:
        name = Invitation.id_for(self.ids[place], self.people[who].email)
        key = Invitation.key(org_id=self.org_id, workspace_id=self.ids[place], id=name)
        return links.token(Invitation.kind.from_item(self.service.tables.get_many([key])[key]))

    # Members of a workspace

    @rule(actor=ACTOR, who=PERSON, place=PLACE, role=WS_ROLE)
    def change_role(self, actor: int, who: int, place: int, role: str) -> None:
        path = f"{self._w(place)}/members/{self.people[who].id}"
        got = self.people[actor].patch(path, {"role": role}).status
        then = WsMember(role, self.model.is_on(who, place))
        expected = self._gate(actor, who, place) or self.model.change(actor, who, place, then)
        assert got == expected

    @rule(actor=ACTOR, who=PERSON, place=PLACE, status=STATUS)
    def change_status(self, actor: int, who: int, place: int, status: str) -> None:
        path = f"{self._w(place)}/members/{self.people[who].id}"
        got = self.people[actor].patch(path, {"status": status}).status
        expected = self._gate(actor, who, place)
        if not expected:
            then = WsMember(self.model.places[place][who].role, status == "active")
            expected = self.model.change(actor, who, place, then)
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
            return self.model.change(actor, who, place, WsMember(role, self.model.is_on(who, place)))
        if who == actor:
            return 403
        if who not in self.model.org:
            return 404
        if not self.model.active(who):
            return 409
        self.model.places[place][who] = WsMember(role)
        self.model.belongs(who, role)
        return 201

    @rule(actor=ACTOR, who=PERSON, place=PLACE)
    def remove(self, actor: int, who: int, place: int) -> None:
        got = self.people[actor].delete(f"{self._w(place)}/members/{self.people[who].id}").status
        assert got == (self._gate(actor, who, place) or self.model.drop(who, place))

    @rule(who=PERSON, place=PLACE)
    def leave(self, who: int, place: int) -> None:
        got = self.people[who].post(f"{self._w(place)}/leave").status
        missing = who not in self.entered or who not in self.model.places[place]
        assert got == (404 if missing else self.model.drop(who, place))

    def _gate(self, actor: int, who: int, place: int) -> int:
        """What stops a command about a member before it is looked at; 0 for nothing."""
        if actor not in self.entered or who not in self.model.places[place]:
            return 404
        return 0 if self.model.manages(actor, place) else 403

    # Members of the organization

    @rule(actor=ACTOR, who=PERSON, roles=ORG_ROLE)
    def change_org_roles(self, actor: int, who: int, roles: tuple[str, ...]) -> None:
        path = f"{self.o}/members/{self.people[who].id}"
        got = self.people[actor].patch(path, {"roles": list(roles)}).status
        assert got == (self._org_gate(actor, who) or self.model.reform(actor, who, roles))

    @rule(actor=ACTOR, who=PERSON, status=STATUS)
    def change_org_status(self, actor: int, who: int, status: str) -> None:
        path = f"{self.o}/members/{self.people[who].id}"
        got = self.people[actor].patch(path, {"status": status}).status
        assert got == (self._org_gate(actor, who) or self.model.switch(actor, who, active=status == "active"))

    @rule(actor=ACTOR, who=PERSON)
    def remove_from_org(self, actor: int, who: int) -> None:
        got = self.people[actor].delete(f"{self.o}/members/{self.people[who].id}").status
        expected = self._org_gate(actor, who)
        if not expected and actor != who and not self.model.grants(actor, set(self.model.org[who].roles)):
            expected = 403
        assert got == (expected or self.model.depart(who))

    @rule(who=PERSON)
    def leave_org(self, who: int) -> None:
        got = self.people[who].post(f"{self.o}/leave").status
        missing = who not in self.entered or who not in self.model.org
        assert got == (404 if missing else self.model.depart(who))

    def _org_gate(self, actor: int, who: int) -> int:
        if actor not in self.entered or who not in self.model.org:
            return 404
        return 0 if self.model.runs(actor) else 403

    # Teams

    @rule(actor=ACTOR, who=PERSON, place=PLACE)
    def join_crew(self, actor: int, who: int, place: int) -> None:
        crew = self.model.crews[place]
        path = f"{self._w(place)}/teams/{crew.id}/members/{self.people[who].id}"
        got = self.people[actor].put(path).status
        expected = self._crew_gate(actor, place) or self.model.enlist(actor, who, place)
        assert got == expected
        if expected == 200:
            crew.members.add(who)

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
