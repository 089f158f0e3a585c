"""Who sees which portfolio, what they may do there, and what it never tells."""

from .shelf import Shelf


def test_a_private_portfolio_is_there_for_its_members_alone(shelf: Shelf) -> None:
    ben, gus = shelf.team.join("Ben"), shelf.team.join("Gus", role="guest")
    secret, common = shelf.make("Secret", visibility="private"), shelf.make("Common")
    assert (shelf.listed(by=ben), shelf.listed(by=gus)) == (["Common"], [])
    assert (ben.get(shelf.url(secret)).status, gus.get(shelf.url(common)).status) == (403, 403)
    for person, role in ((ben, "viewer"), (gus, "commenter")):
        shelf.ann.put(shelf.url(secret, f"/members/{person.id}"), {"role": role}).expect(200)
    assert shelf.listed(by=ben) == ["Secret", "Common"]
    assert shelf.listed(by=gus) == ["Secret"]
    shelf.ann.delete(shelf.url(secret, f"/members/{gus.id}")).expect(204)
    assert (shelf.listed(by=gus), gus.get(shelf.url(secret)).status) == ([], 403)


def test_a_team_opens_a_portfolio(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    team = shelf.ann.post(f"{shelf.team.w}/teams", {"name": "Writers"}).expect(201)
    shelf.ann.put(f"{shelf.team.w}/teams/{team['id']}/members/{ben.id}").expect(200)
    held = shelf.make(visibility="private")
    shelf.ann.put(shelf.url(held, f"/members/{team['id']}"), {"role": "editor"}).expect(200)
    assert shelf.listed(by=ben) == ["Launches"]
    shelf.add(held, *shelf.projects("ONE"), by=ben).expect(200)
    names = [row["name"] for row in shelf.ann.get(shelf.url(held, "/members")).expect(200)["data"]]
    assert sorted(names) == ["Ann", "Writers"]


def test_editors_fill_it_and_admins_say_who_sees_it(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    held = shelf.make()
    one, two = shelf.projects("ONE", "TWO")
    shelf.add(held, one).expect(200)
    assert shelf.add(held, two, by=ben).status == 403
    assert ben.patch(shelf.url(held), {"name": "Mine"}).status == 403
    shelf.ann.put(shelf.url(held, f"/members/{ben.id}"), {"role": "editor"}).expect(200)
    shelf.add(held, two, by=ben).expect(200)
    ben.patch(shelf.url(held), {"name": "Ours", "visibility": "public"}).expect(200)
    ben.post(shelf.url(held, "/status-updates"), {"health": "on_track", "text": "Fine"}).expect(201)
    assert ben.patch(shelf.url(held), {"visibility": "private"}).status == 403
    assert ben.put(shelf.url(held, f"/members/{ben.id}"), {"role": "admin"}).status == 403
    assert ben.delete(shelf.url(held)).status == 403
    shelf.ann.patch(shelf.url(held), {"member_access": "edit"}).expect(200)
    shelf.ann.delete(shelf.url(held, f"/members/{ben.id}")).expect(204)
    ben.delete(shelf.url(held, f"/projects/{two['id']}")).expect(204)


def test_everybody_sees_in_it_only_the_projects_that_they_see_elsewhere(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    held = shelf.make()
    seen, hidden = [*shelf.projects("SEEN"), *shelf.projects("HID", visibility="private", due_on="2020-01-01")]
    shelf.add(held, hidden, seen).expect(200)
    shelf.team.task(hidden, status="done")
    path = f"{shelf.team.w}/projects/{hidden['id']}"
    shelf.ann.post(f"{path}/status-updates", {"health": "off_track", "text": "Psst"}).expect(201)
    shelf.ann.put(shelf.url(held, f"/members/{ben.id}"), {"role": "admin"}).expect(200)
    assert shelf.keys(held, by=ben) == ["SEEN"]
    found = shelf.summary(held, by=ben)
    assert (found["projects"], found["hidden"], found["overdue"]) == (1, 1, 0)
    assert (found["health"], found["progress"]["tasks"], found["due_on"]) == ({"none": 1}, 0, None)
    assert ben.get(path).status == 403
    shelf.ann.put(f"{path}/members/{ben.id}", {"role": "viewer"}).expect(200)
    assert shelf.keys(held, by=ben) == ["HID", "SEEN"]
    assert shelf.summary(held, by=ben)["hidden"] == 0


def test_a_role_in_a_portfolio_is_none_in_a_project_of_it(shelf: Shelf) -> None:
    gus = shelf.team.join("Gus", role="guest")
    held = shelf.make()
    [project] = shelf.projects("ONE")
    shelf.add(held, project).expect(200)
    shelf.ann.put(shelf.url(held, f"/members/{gus.id}"), {"role": "admin"}).expect(200)
    assert shelf.keys(held, by=gus) == []
    assert gus.get(f"{shelf.team.w}/projects/{project['id']}").status == 403
    assert gus.get(f"{shelf.team.w}/projects").expect(200)["data"] == []
    task = {"project_id": held["id"], "title": "In no project"}
    assert gus.post(f"{shelf.team.w}/tasks", task).status in (400, 403, 404)


def test_a_portfolio_keeps_an_admin(shelf: Shelf) -> None:
    ben, carl = shelf.team.join("Ben"), shelf.team.join("Carl")
    held = shelf.make(by=ben)
    shelf_of_ben = shelf.url(held, f"/members/{ben.id}")
    assert ben.delete(shelf_of_ben).status == 409
    ben.put(shelf.url(held, f"/members/{carl.id}"), {"role": "admin"}).expect(200)
    ben.delete(shelf_of_ben).expect(204)
    assert carl.put(shelf.url(held, f"/members/{carl.id}"), {"role": "viewer"}).status == 409


def test_who_leaves_the_workspace_leaves_its_portfolios(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    held = shelf.make()
    [project] = shelf.projects("ONE")
    for path in (shelf.url(held), f"{shelf.team.w}/projects/{project['id']}"):
        shelf.ann.put(f"{path}/members/{ben.id}", {"role": "editor"}).expect(200)
    shelf.ann.delete(f"{shelf.team.w}/members/{ben.id}").expect(204)
    shelf.service.deliver(times=2)
    for path in (shelf.url(held), f"{shelf.team.w}/projects/{project['id']}"):
        rows = shelf.ann.get(f"{path}/members").expect(200)["data"]
        assert [row["principal_id"] for row in rows] == [shelf.ann.id]


def test_a_portfolio_of_another_workspace_is_not_there(shelf: Shelf) -> None:
    held = shelf.make()
    other = shelf.ann.post(f"{shelf.team.o}/workspaces", {"name": "Other"}).expect(201)
    base = f"/v1/workspaces/{other['id']}"
    shelf.team.sign_in_again()
    assert shelf.ann.get(f"{base}/portfolios/{held['id']}").status == 404
    theirs = shelf.ann.post(f"{base}/projects", {"name": "There", "key": "THERE"}).expect(201)
    assert shelf.add(held, theirs).status == 422


def test_one_can_ask_what_one_may_do_in_a_portfolio(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    held, secret = shelf.make(), shelf.make("Secret", visibility="private")
    shelf.ann.put(shelf.url(held, f"/members/{ben.id}"), {"role": "editor"}).expect(200)

    def may(portfolio: dict[str, object]) -> set[str]:
        found = ben.get(f"{shelf.team.w}/access/me?portfolio_id={portfolio['id']}").expect(200)["permissions"]
        return {name for name in found if name.startswith("portfolio:")}

    assert may(held) == {"portfolio:view", "portfolio:create", "portfolio:edit"}
    assert ben.get(f"{shelf.team.w}/access/me?portfolio_id={secret['id']}").status == 404
    question = {"permission": "portfolio:delete", "resource": {"type": "portfolio", "id": held["id"]}}
    assert ben.post(f"{shelf.team.w}/access/explain", question).expect(200)["allowed"] is False
