"""Projects in the whole service: people who signed up, and what follows from their events."""

from tests.service import Service, Team, a_team


def test_a_project_is_shared_with_somebody_who_then_leaves(service: Service, team: Team) -> None:
    project = team.project(visibility="private")
    path = f"{team.w}/projects/{project['id']}"
    ben = team.join("Ben")
    ben.get(path).expect(403)
    team.owner.put(f"{path}/members/{ben.id}", {"role": "editor"}).expect(200)
    assert [row["id"] for row in ben.get(f"{team.w}/projects").expect(200)["data"]] == [project["id"]]
    assert ben.get(f"{path}/members").expect(200)["data"][1]["name"] == "Ben"
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    service.deliver(times=2)
    assert [row["name"] for row in team.owner.get(f"{path}/members").expect(200)["data"]] == ["Ann"]


def test_a_team_brings_its_members_into_a_project(service: Service, team: Team) -> None:
    project = team.project(visibility="private")
    path = f"{team.w}/projects/{project['id']}"
    ben = team.join("Ben")
    design = team.owner.post(f"{team.w}/teams", {"name": "Design"}).expect(201)
    team.owner.put(f"{path}/members/{design['id']}", {"role": "viewer"}).expect(200)
    ben.get(path).expect(403)
    team.owner.put(f"{team.w}/teams/{design['id']}/members/{ben.id}").expect(200)
    ben.get(path).expect(200)
    assert [row["id"] for row in ben.get(f"{team.w}/projects").expect(200)["data"]] == [project["id"]]


def test_another_organization_finds_nothing_of_a_project(service: Service, team: Team) -> None:
    project = team.project()
    sections = team.owner.get(f"{team.w}/projects/{project['id']}/sections").expect(200)["data"]
    stranger = a_team(service, "Eve", "Evil")
    for place in (team.w, stranger.w):
        path = f"{place}/projects/{project['id']}"
        for method, suffix, body in (
            ("GET", "", None),
            ("PATCH", "", {"name": "Mine"}),
            ("DELETE", "", None),
            ("POST", "/restore", None),
            ("POST", "/archive", None),
            ("POST", "/unarchive", None),
            ("POST", "/duplicate", {"name": "Mine", "key": "MINE"}),
            ("GET", "/members", None),
            ("PUT", f"/members/{stranger.owner.id}", {"role": "admin"}),
            ("DELETE", f"/members/{team.owner.id}", None),
            ("GET", "/sections", None),
            ("POST", "/sections", {"name": "Mine"}),
            ("GET", "/workflow", None),
            ("GET", "/status-updates", None),
            ("POST", "/status-updates", {"health": "dropped", "text": "Mine."}),
        ):
            stranger.owner.call(method, path + suffix, body).expect(404)
        for method, suffix, body in (
            ("GET", "", None),
            ("PATCH", "", {"name": "Mine"}),
            ("POST", "/move", {"before_id": sections[0]["id"]}),
        ):
            stranger.owner.call(method, f"{place}/sections/{sections[1]['id']}{suffix}", body).expect(404)
    assert stranger.owner.get(f"{stranger.w}/projects").expect(200)["data"] == []
    assert team.owner.get(f"{team.w}/projects/{project['id']}").expect(200) == project
