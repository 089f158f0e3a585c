"""Personal access tokens: what they may do, and what not."""

import pytest

from tests.service import Person, Service, Team

from .steps import NEW_PASSWORD, events_of, everything_stored, forget, is_signed_in, reset, reset_token

BODY = {"name": "Nightly export", "scopes": ["*"]}


def made(owner: Person, **change: object) -> tuple[str, Person]:
    """A new token: its id, and somebody who has nothing else."""
    view = owner.post("/v1/me/tokens", {**BODY, **change}).expect(201)
    return view["id"], Person(owner.service, owner.email, owner.id, view["token"])


def test_a_token_is_shown_once_and_kept_as_a_digest(team: Team) -> None:
    view = team.owner.post("/v1/me/tokens", BODY).expect(201)
    assert view["token"].startswith("otp_")
    assert view["organization_id"] == team.organization_id
    stored = everything_stored(team.owner.service)
    assert view["token"][-43:] not in stored
    del view["token"]
    assert team.owner.get(f"/v1/me/tokens/{view['id']}").expect(200) == view
    assert team.owner.get("/v1/me/tokens").expect(200)["data"] == [view]


def test_a_token_does_what_its_owner_may(team: Team) -> None:
    _, robot = made(team.owner)
    assert robot.get("/v1/me").expect(200)["id"] == team.owner.id
    robot.get(team.w).expect(200)
    robot.post(f"{team.w}/projects", {"name": "Launch", "key": "LAU"}).expect(201)


def test_a_token_is_for_one_organization(team: Team) -> None:
    _, robot = made(team.owner)
    second = team.owner.post("/v1/organizations", {"name": "Second"}).expect(201)["id"]
    assert robot.get(f"/v1/organizations/{second}").status == 404
    robot.get(team.o).expect(200)


def test_a_token_stops_with_its_owners_rights(team: Team) -> None:
    ben = team.join("Ben")
    team.owner.patch(f"{team.o}/members/{ben.id}", {"roles": ["admin"]}).expect(200)
    _, robot = made(ben)
    robot.get(team.w).expect(200)
    team.owner.delete(f"{team.o}/members/{ben.id}").expect(204)
    assert robot.get(team.w).status in (403, 404)


def test_a_token_that_may_only_read_changes_nothing(team: Team) -> None:
    _, reader = made(team.owner, scopes=["read"])
    reader.get(team.w).expect(200)
    reader.get("/v1/me").expect(200)
    assert reader.post(f"{team.w}/projects", {"name": "Launch", "key": "LAU"}).status == 403
    assert reader.patch("/v1/me", {"name": "Eve"}).status == 403
    assert reader.post("/v1/organizations", {"name": "Mine"}).status == 403


def test_a_token_limited_to_a_permission_has_that_one(team: Team) -> None:
    _, narrow = made(team.owner, scopes=["project:create"])
    narrow.post(f"{team.w}/projects", {"name": "Launch", "key": "LAU"}).expect(201)
    assert narrow.patch(team.w, {"name": "Mine"}).status == 403


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/me/tokens", BODY),
        ("DELETE", "/v1/me/tokens/{id}", None),
        ("GET", "/v1/me/sessions", None),
        ("DELETE", "/v1/me/sessions", None),
        ("POST", "/v1/me/password", {"current_password": "correct horse battery staple", "new_password": NEW_PASSWORD}),
    ],
)
def test_a_token_touches_no_credentials(team: Team, method: str, path: str, body: object) -> None:
    """Neither does it make tokens that outlive it, nor locks it the owner out."""
    identifier, robot = made(team.owner)
    assert robot.call(method, path.replace("{id}", identifier), body).status == 403
    assert is_signed_in(robot)
    assert is_signed_in(team.owner)


@pytest.mark.parametrize("scope", ["*", "read", "project:view"])
def test_any_token_can_end_itself(team: Team, scope: str) -> None:
    _, robot = made(team.owner, scopes=[scope])
    robot.post("/v1/auth/revoke").expect(204)
    assert not is_signed_in(robot)
    assert is_signed_in(team.owner)
    assert len(events_of(team.owner.service, "token.revoked")) == 1


def test_a_token_can_be_ended_by_its_text(team: Team) -> None:
    _, robot = made(team.owner)
    stranger = team.owner.service.person("Eve")
    stranger.post("/v1/auth/revoke", {"token": robot.token}).expect(204)
    assert is_signed_in(robot), "it is nothing of hers"
    team.owner.post("/v1/auth/revoke", {"token": robot.token[:-1] + "!"}).expect(204)
    assert is_signed_in(robot)
    team.owner.post("/v1/auth/revoke", {"token": robot.token}).expect(204)
    assert not is_signed_in(robot)


def test_a_token_can_be_ended_by_its_owner_only(team: Team) -> None:
    identifier, robot = made(team.owner)
    eve = team.owner.service.person("Eve")
    for method in ("GET", "DELETE"):
        assert eve.call(method, f"/v1/me/tokens/{identifier}").status == 404
    team.owner.delete(f"/v1/me/tokens/{identifier}").expect(204)
    assert not is_signed_in(robot)
    assert team.owner.get(f"/v1/me/tokens/{identifier}").status == 404
    assert team.owner.get("/v1/me/tokens").expect(200)["data"] == []


def test_a_token_expires(team: Team) -> None:
    _, short = made(team.owner, expires_in_days=1)
    _, usual = made(team.owner)
    team.owner.service.clock.advance(days=1, seconds=1)
    assert not is_signed_in(short)
    team.owner.service.clock.advance(days=88)
    assert is_signed_in(usual)
    team.owner.service.clock.advance(days=1)
    assert not is_signed_in(usual), "after 90 days unless told"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"),
        lambda text: text.lower(),
        lambda text: text.upper(),
        lambda text: text.swapcase(),
        lambda text: text.replace("otp_", "ort_"),
        lambda text: text.replace("otp_", "OTP_"),
        lambda text: text + "A",
        lambda text: text[:-1],
        lambda text: text[:4] + "0" * 26 + text[30:],
        lambda text: text[:31] + "0" * 26 + text[57:],
        lambda text: "otp_",
    ],
)
def test_a_token_spelled_otherwise_is_refused(team: Team, spoil: object) -> None:
    _, robot = made(team.owner)
    robot.token = spoil(robot.token)  # type: ignore[operator]
    assert not is_signed_in(robot)


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    [
        ({"scopes": []}, 400, "/scopes"),
        ({"scopes": "read"}, 400, "/scopes"),
        ({"scopes": ["read", "task:fly"]}, 422, "/scopes/1"),
        ({"scopes": ["read *"]}, 422, "/scopes/0"),
        ({"scopes": ["x" * 61]}, 400, "/scopes/0"),
        ({"expires_in_days": 366}, 400, "/expires_in_days"),
        ({"expires_in_days": 0}, 400, "/expires_in_days"),
        ({"expires_in_days": None}, 400, "/expires_in_days"),
        ({"expires_in_days": "30"}, 400, "/expires_in_days"),
        ({"name": " "}, 400, "/name"),
        ({"organization_id": "org_x"}, 400, "/organization_id"),
    ],
)
def test_a_bad_body_is_refused(team: Team, change: dict[str, object], status: int, pointer: str) -> None:
    problem = team.owner.post("/v1/me/tokens", {**BODY, **change}).expect(status)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]


def test_members_may_not_make_tokens_unless_the_tenant_lets_them(team: Team) -> None:
    assert team.join("Ben").post("/v1/me/tokens", BODY).expect(403)["permission"] == "token:create"


def test_without_an_organization_there_is_no_token(service: Service) -> None:
    assert service.person("Ann").post("/v1/me/tokens", BODY).status == 403


def test_a_repeated_call_with_its_key_makes_one_token_and_shows_it_again(team: Team) -> None:
    headers = {"Idempotency-Key": "token-1"}
    first, again = (team.owner.post("/v1/me/tokens", BODY, headers=headers).expect(201) for _ in range(2))
    assert first == again
    assert len(events_of(team.owner.service, "token.created")) == 1
    assert first["token"] not in everything_stored(team.owner.service)


def test_making_a_token_cannot_be_previewed(team: Team) -> None:
    assert team.owner.post("/v1/me/tokens?dry_run=true", BODY).status == 400


def test_a_new_password_ends_the_tokens_of_an_address_nobody_had_verified(team: Team) -> None:
    """Somebody signed up with another's address, and made a token before its owner came."""
    service = team.owner.service
    _, robot = made(team.owner)
    service.deliver()
    forget(service, team.owner.email)
    reset(service, reset_token(service)).expect(204)
    assert not is_signed_in(robot)


def test_a_token_survives_a_new_password_of_a_verified_address(team: Team) -> None:
    service = team.owner.service
    forget(service, team.owner.email)
    reset(service, reset_token(service)).expect(204)
    tokens = service.call(
        "POST",
        "/v1/auth/token",
        {
            "grant_type": "password",
            "email": team.owner.email,
            "password": NEW_PASSWORD,
            "organization_id": team.organization_id,
        },
    ).expect(200)
    owner = Person(service, team.owner.email, team.owner.id, tokens["access_token"])
    _, robot = made(owner)
    service.clock.advance(minutes=2)
    forget(service, team.owner.email)
    reset(service, reset_token(service), "a third long secret").expect(204)
    assert is_signed_in(robot)
    assert not is_signed_in(owner)
