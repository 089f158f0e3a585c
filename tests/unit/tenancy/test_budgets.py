"""What requests cost at the database, and what happens when two of them meet."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.requests.rate import LEASE_SECONDS, LIMITS
from tests.service import Answer, Service, Team
from tests.unit.tenancy.steps import accept, another_workspace, invite, new_team, newest_link


def _calls(request: Callable[[], Answer]) -> int:
    answer = request()
    assert answer.status < 300, answer.text
    return meter.snapshot().calls


@pytest.fixture(autouse=True)
def _one_lease(monkeypatch: pytest.MonkeyPatch, service: Service, team: Team) -> None:
    """What the rate limit takes now and then is not counted: let two requests take all of it."""
    for endpoint in "ABC":
        monkeypatch.setitem(LIMITS, endpoint, replace(LIMITS[endpoint], lease=100))
    service.clock.advance(seconds=LEASE_SECONDS + 1)
    team.owner.get(team.w)
    team.owner.patch(team.w, {"description": "warm"})


def test_a_point_read_is_one_call(team: Team) -> None:
    ben, people = team.join("Ben"), new_team(team)
    role = team.owner.post(f"{team.w}/roles", {"name": "Host"}).expect(201)
    invited = invite(team, "x@example.com").expect(201)
    paths = {
        team.w: 1,
        team.o: 1,
        f"{team.w}/members/{ben.id}": 1,
        f"{team.o}/members/{ben.id}": 1,
        f"{team.w}/teams/{people['id']}": 1,
        f"{team.w}/invitations/{invited['id']}": 1,
        f"{team.w}/roles/ws_admin": 1,
        f"{team.w}/roles/{role['id']}": 2,
        f"{team.w}/access/me": 1,
        f"{team.o}/access/me": 1,
    }
    assert {path: _calls(lambda path=path: team.owner.get(path)) for path in paths} == paths  # type: ignore[misc]


def test_a_page_is_two_calls(team: Team) -> None:
    ben, people = team.join("Ben"), new_team(team)
    team.owner.put(f"{team.w}/teams/{people['id']}/members/{ben.id}").expect(200)
    ben.get(team.w)
    for path in (
        f"{team.w}/members",
        f"{team.o}/members",
        f"{team.w}/teams",
        f"{team.w}/teams/{people['id']}/members",
        f"{team.w}/invitations",
        f"{team.w}/roles",
        "/v1/workspaces",
    ):
        assert _calls(lambda path=path: team.owner.get(path)) <= 2, path  # type: ignore[misc]


def test_a_members_own_list_of_workspaces_is_short_work(team: Team) -> None:
    ben = team.join("Ben")
    ben.get(team.w)
    assert _calls(lambda: ben.get("/v1/workspaces")) <= 3


def test_a_write_is_a_read_and_a_transaction(service: Service, team: Team) -> None:
    ben, other, people = team.join("Ben"), another_workspace(team), new_team(team)
    role = team.owner.post(f"{team.w}/roles", {"name": "Host"}).expect(201)
    crew = f"{team.w}/teams/{people['id']}"
    requests: list[tuple[str, str, dict[str, Any] | None]] = [
        ("PATCH", team.w, {"name": "New"}),
        ("PATCH", team.o, {"name": "New"}),
        ("PATCH", f"{team.w}/members/{ben.id}", {"role": "ws_admin"}),
        ("PUT", f"{other.w}/members/{ben.id}", {"role": "guest"}),
        ("PATCH", f"{team.o}/members/{ben.id}", {"roles": ["auditor"]}),
        ("PUT", f"{crew}/members/{ben.id}", None),
        ("DELETE", f"{crew}/members/{ben.id}", None),
        ("PATCH", crew, {"name": "New"}),
        ("PUT", f"{team.w}/roles/{role['id']}/members/{ben.id}", None),
        ("DELETE", f"{other.w}/members/{ben.id}", None),
        ("POST", f"{team.o}/workspaces", {"name": "New"}),
        ("POST", f"{team.w}/teams", {"name": "New"}),
        ("POST", f"{team.w}/roles", {"name": "New"}),
    ]
    for method, path, body in requests:
        assert _calls(lambda m=method, p=path, b=body: team.owner.call(m, p, b)) == 2, (method, path)  # type: ignore[misc]


def test_joining_is_a_read_and_a_transaction(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    other = another_workspace(team)
    invite(other, ben.email).expect(201)
    link = newest_link(service)
    ben.patch("/v1/me", {"name": "Benny"})
    assert _calls(lambda: accept(ben, link)) <= 3


def test_two_owners_who_demote_each_other_at_once_leave_one(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    team.owner.patch(f"{team.o}/members/{ben.id}", {"roles": ["owner"]}).expect(200)
    start = Barrier(2)

    def demote(pair: tuple[Any, Any]) -> int:
        start.wait()
        return int(pair[0].patch(f"{team.o}/members/{pair[1].id}", {"roles": ["member"]}).status)

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(demote, [(team.owner, ben), (ben, team.owner)]))
    assert min(statuses) == 200
    assert set(statuses) <= {200, 403, 409}
    assert statuses.count(200) == 1


def test_two_admins_who_leave_at_once_leave_one(team: Team) -> None:
    ben = team.join("Ben", role="ws_admin")
    start = Barrier(2)

    def leave(person: Any) -> int:
        start.wait()
        return int(person.post(f"{team.w}/leave").status)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, [team.owner, ben])) == [204, 409]
