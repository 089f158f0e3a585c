"""Steps that tests of tenancy share."""

from typing import Any

from tests.service import Answer, Person, Service, Team, invitation_token


def invite(team: Team, email: str, role: str = "member", *, by: Person | None = None) -> Answer:
    """Invite an address to the team's workspace."""
    return (by or team.owner).post(f"{team.w}/invitations", {"email": email, "role": role})


def newest_link(service: Service) -> str:
    """The token in the newest mail, after everything was delivered."""
    service.deliver()
    return invitation_token(service.mails[-1].text)


def accept(person: Person, token: str) -> Answer:
    """Accept an invitation."""
    return person.post(f"/v1/invitations/{token}/accept")


def another_workspace(team: Team, name: str = "Other") -> Team:
    """A second workspace of the same organization, with the same owner."""
    made = team.owner.post(f"{team.o}/workspaces", {"name": name}).expect(201)
    return Team(team.owner, team.organization_id, made["id"])


def new_team(team: Team, name: str = "Designers") -> dict[str, Any]:
    """A team of people in the workspace."""
    made: dict[str, Any] = team.owner.post(f"{team.w}/teams", {"name": name}).expect(201)
    return made


def code(answer: Answer) -> tuple[int, str]:
    """The status and code of a problem."""
    return answer.status, answer.json["code"]


def event_names(service: Service, since: int = 0) -> list[str]:
    """The names of the events from number `since` on."""
    return [event["type"].removeprefix("onetick.").rpartition(".v")[0] for event in service.events()[since:]]
