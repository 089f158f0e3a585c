"""What membership should be like: who belongs where, what each command must answer, and who sees what.

People, workspaces and teams are numbers; answers are HTTP statuses.
"""

from dataclasses import dataclass, field

WS_RANK = {"guest": 1, "member": 2, "ws_admin": 3}


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

    def acceptance(self, who: int, place: int, invited: Invited) -> int:
        inside = who in self.org and who in self.places[place]
        if invited.status == "accepted":
            return 200 if inside else 410
        if invited.status == "revoked":
            return 410
        if who in self.org:
            present = self.places[place].get(who)
            return 200 if self.active(who) and (present is None or present.active) else 409
        return 409 if who in self.leaving else 200

    def join(self, who: int, place: int, invited: Invited) -> None:
        invited.status = "accepted"
        member = self.org.setdefault(who, OrgMember(()))
        if invited.role != "guest" and "member" not in member.roles:
            member.roles = (*member.roles, "member")
        present = self.places[place].setdefault(who, WsMember(invited.role))
        if WS_RANK[invited.role] > WS_RANK[present.role]:
            present.role = invited.role

    def is_on(self, who: int, place: int) -> bool:
        member = self.places[place].get(who)
        return member is not None and member.active

    def change(self, actor: int, who: int, place: int, then: WsMember) -> int:
        now = self.places[place][who]
        if then == now:
            return 200
        raises = WS_RANK[then.role] > WS_RANK[now.role] or (then.active and not now.active)
        if raises and actor == who:
            return 403
        if who not in self.org:
            return 404
        stays = then.role == "ws_admin" and then.active
        if not stays and self.admins(place) == {who}:
            return 409
        self.places[place][who] = then
        self.belongs(who, then.role)
        return 200

    def belongs(self, who: int, role: str) -> None:
        member = self.org[who]
        if role != "guest" and "member" not in member.roles:
            member.roles = (*member.roles, "member")

    def drop(self, who: int, place: int) -> int:
        if self.admins(place) == {who}:
            return 409
        del self.places[place][who]
        crew = self.crews[place]
        if not crew.deleted:
            crew.members.discard(who)
        return 204

    def reform(self, actor: int, who: int, roles: tuple[str, ...]) -> int:
        member = self.org[who]
        if roles == member.roles:
            return 200
        if not self.grants(actor, set(roles) ^ set(member.roles)):
            return 403
        if actor == who and self.height(roles) > self.height(member.roles):
            return 403
        if "owner" not in roles and self.owners == {who}:
            return 409
        member.roles = roles
        return 200

    def height(self, roles: tuple[str, ...]) -> int:
        return max([["member", "admin", "owner"].index(role) for role in roles], default=-1)

    def switch(self, actor: int, who: int, *, active: bool) -> int:
        member = self.org[who]
        if member.active == active:
            return 200
        if not self.grants(actor, set(member.roles)):
            return 403
        if not active and self.sole(who):
            return 409
        member.active = active
        return 200

    def depart(self, who: int) -> int:
        if self.sole(who):
            return 409
        del self.org[who]
        if any(who in place for place in self.places):
            self.leaving.add(who)
        return 204

    def enlist(self, actor: int, who: int, place: int) -> int:
        if who not in self.places[place]:
            return 404
        if actor == who and who not in self.crews[place].members:
            return 200 if self.places[place][who].role == "ws_admin" else 403
        return 200
