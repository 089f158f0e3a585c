"""Portfolios: what they hold, in which order, and how it stands."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.ids import new_id
from onetick.kernel.requests.rate import Limiter
from onetick.portfolios import filling, looking

from .shelf import Shelf


def test_a_portfolio_is_made_with_what_was_given(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    made = shelf.make(owner_id=ben.id, start_on="2030-01-01", due_on="2030-12-31", color="#2f80ed", description="Why")
    assert (made["owner_id"], made["health"], made["project_count"]) == (ben.id, None, 0)
    assert shelf.ann.get(shelf.url(made)).expect(200) == made
    assert shelf.keys(made) == []


@pytest.mark.parametrize(
    ("more", "status", "pointer"),
    [
        ({"name": " "}, 400, "/name"),
        ({"start_on": "2030-01-02", "due_on": "2030-01-01"}, 422, "/due_on"),
        ({"owner_id": "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}, 422, "/owner_id"),
        ({"color": "red"}, 400, "/color"),
        ({"visibility": "secret"}, 400, "/visibility"),
        ({"description": "x" * 10_001}, 400, "/description"),
    ],
)
def test_what_makes_no_portfolio_is_pointed_at(shelf: Shelf, more: dict[str, Any], status: int, pointer: str) -> None:
    problem = shelf.ann.post(f"{shelf.team.w}/portfolios", {"name": "No", **more}).expect(status)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    assert shelf.listed() == []


def test_projects_stand_in_the_order_that_people_choose(shelf: Shelf) -> None:
    held = shelf.make()
    one, two, three, four = shelf.projects("ONE", "TWO", "THREE", "FOUR")
    assert shelf.add(held, one, two).expect(200)["project_count"] == 2
    shelf.add(held, four, three, before_id=two["id"]).expect(200)
    assert shelf.keys(held) == ["ONE", "FOUR", "THREE", "TWO"]
    shelf.move(held, one, after_id=three["id"]).expect(200)
    shelf.move(held, two, before_id=four["id"]).expect(200)
    assert shelf.keys(held) == ["TWO", "FOUR", "THREE", "ONE"]
    shelf.ann.delete(shelf.url(held, f"/projects/{three['id']}")).expect(204)
    assert shelf.keys(held) == ["TWO", "FOUR", "ONE"]
    shelf.ann.delete(shelf.url(held, f"/projects/{three['id']}")).expect(404)


def test_what_is_in_it_already_stays_where_it_is(shelf: Shelf) -> None:
    held = shelf.make()
    one, two = shelf.projects("ONE", "TWO")
    first = shelf.add(held, one, two).expect(200)
    assert shelf.add(held, two, one, two).expect(200) == first
    assert shelf.move(held, one, before_id=two["id"]).expect(200) == first
    assert shelf.keys(held) == ["ONE", "TWO"]


def test_no_project_comes_in_that_one_does_not_see(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    mine = shelf.make(by=ben)
    seen, hidden, gone = [
        *shelf.projects("SEEN"),
        *shelf.projects("HID", visibility="private"),
        *shelf.projects("GONE"),
    ]
    shelf.ann.delete(f"{shelf.team.w}/projects/{gone['id']}").expect(204)
    nowhere = {"id": new_id("prj")}
    problem = shelf.add(mine, seen, hidden, gone, nowhere, by=ben).expect(422)
    assert [fault["pointer"] for fault in problem["errors"]] == [f"/project_ids/{n}" for n in (1, 2, 3)]
    assert shelf.add(mine, *[seen] * 51, by=ben).status == 400
    assert shelf.keys(mine, by=ben) == []


@pytest.mark.parametrize("place", [{}, {"before_id": "it", "after_id": "it"}, {"before_id": "it"}, {"after_id": "no"}])
def test_a_place_is_beside_one_other_project(shelf: Shelf, place: dict[str, str]) -> None:
    held = shelf.make()
    [one] = shelf.projects("ONE")
    shelf.add(held, one).expect(200)
    ids = {"it": one["id"], "no": new_id("prj")}
    shelf.move(held, one, **{side: ids[name] for side, name in place.items()}).expect(422)
    shelf.move(held, {"id": ids["no"]}, before_id=one["id"]).expect(404)


def test_a_portfolio_holds_only_so_many(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "MAX_PROJECTS", 2)
    held = shelf.make()
    one, two, three = shelf.projects("ONE", "TWO", "THREE")
    shelf.add(held, one, two).expect(200)
    assert shelf.add(held, three).expect(422)["code"] == "quota_exceeded"
    assert shelf.keys(held) == ["ONE", "TWO"]


def test_a_row_shows_how_its_project_stands(shelf: Shelf) -> None:
    held, ben = shelf.make(), shelf.team.join("Ben")
    [project] = shelf.projects("ONE", start_on="2030-01-01", due_on="2030-02-01")
    path = f"{shelf.team.w}/projects/{project['id']}"
    shelf.ann.patch(path, {"owner_id": ben.id}).expect(200)
    shelf.ann.post(f"{path}/status-updates", {"health": "at_risk", "text": "Late"}).expect(201)
    for status in ("done", "todo", "todo", "in_progress"):
        shelf.team.task(project, status, status=status)
    shelf.add(held, project).expect(200)
    [row] = shelf.rows(held)
    assert (row["name"], row["owner_id"], row["health"]) == ("ONE", ben.id, "at_risk")
    assert (row["start_on"], row["due_on"]) == ("2030-01-01", "2030-02-01")
    assert row["progress"] == {"tasks": 4, "completed": 1, "percent": 25.0}


def test_a_portfolio_comes_to_what_its_projects_come_to(shelf: Shelf) -> None:
    held = shelf.make()
    late, fine, over, none = [
        *shelf.projects("LATE", start_on="2030-01-01", due_on="2030-02-01"),
        *shelf.projects("FINE", due_on="2030-03-01"),
        *shelf.projects("OVER", due_on="2030-01-15"),
        *shelf.projects("NONE"),
    ]
    shelf.add(held, late, fine, over, none).expect(200)
    for project, health in ((late, "off_track"), (fine, "on_track"), (over, "complete")):
        path = f"{shelf.team.w}/projects/{project['id']}/status-updates"
        shelf.ann.post(path, {"health": health, "text": "So"}).expect(201)
    shelf.team.task(late, status="done")
    for _ in range(3):
        shelf.team.task(fine)
    found = shelf.summary(held, query="?today=2030-02-02")
    assert found["health"] == {"off_track": 1, "on_track": 1, "complete": 1, "none": 1}
    assert (found["projects"], found["hidden"], found["overdue"]) == (4, 0, 1)
    assert found["progress"] == {"tasks": 4, "completed": 1, "percent": 25.0}
    assert (found["start_on"], found["due_on"]) == ("2030-01-01", "2030-03-01")
    assert shelf.summary(held, query="?today=2030-02-01")["overdue"] == 0
    assert shelf.summary(shelf.make("Empty"))["progress"] == {"tasks": 0, "completed": 0, "percent": None}


def test_what_a_portfolio_came_to_then_is_seen_and_a_large_one_says_to_go_page_by_page(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = shelf.make()
    one, two = shelf.projects("ONE", "TWO", due_on="2030-02-01")
    shelf.add(held, one, two).expect(200)
    task = shelf.team.task(one)
    then = shelf.summary(held)
    shelf.service.clock.advance(seconds=1)
    as_of = f"?as_of={shelf.service.clock().isoformat(timespec='milliseconds').replace('+00:00', 'Z')}"
    shelf.service.clock.advance(seconds=1)
    shelf.ann.post(f"{shelf.team.w}/tasks/{task['id']}/transition", {"status": "done"}).expect(200)
    shelf.ann.delete(f"{shelf.team.w}/projects/{two['id']}").expect(204)
    assert shelf.summary(held)["projects"] == 1 and shelf.summary(held)["progress"]["completed"] == 1
    assert shelf.summary(held, query=as_of) == then
    monkeypatch.setattr(looking, "AT_ONCE_THEN", 1)
    problem = shelf.ann.get(shelf.url(held, f"/summary{as_of}")).expect(422)
    assert problem["errors"][0]["pointer"] == "query/as_of"
    assert shelf.summary(held)["projects"] == 1


def test_a_project_in_the_trash_is_gone_from_its_portfolios_until_it_is_restored(shelf: Shelf) -> None:
    held, other = shelf.make(), shelf.make("Other")
    one, two = shelf.projects("ONE", "TWO")
    for portfolio in (held, other):
        shelf.add(portfolio, one, two).expect(200)
    path = f"{shelf.team.w}/projects/{one['id']}"
    shelf.ann.delete(path).expect(204)
    assert shelf.keys(held) == shelf.keys(other) == ["TWO"]
    assert (shelf.summary(held)["projects"], shelf.summary(held)["hidden"]) == (1, 0)
    shelf.ann.post(f"{path}/restore").expect(200)
    assert shelf.keys(held) == shelf.keys(other) == ["ONE", "TWO"]
    shelf.ann.post(f"{path}/archive").expect(200)
    assert [row["archived_at"] is not None for row in shelf.rows(held)] == [True, False]
    assert shelf.summary(held)["archived"] == 1


def test_a_large_portfolio_is_read_page_by_page_and_a_page_is_two_calls(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    held = shelf.make()
    projects = shelf.projects(*(f"P{number}" for number in range(45)))
    shelf.add(held, *projects).expect(200)
    keys, cursor = [], ""
    for _ in range(3):
        page = shelf.ann.get(shelf.url(held, f"/projects{cursor}"))
        assert meter.snapshot().calls == 2
        keys += [row["key"] for row in page.expect(200)["data"]]
        cursor = f"?cursor={page.json['page']['next_cursor']}"
    assert keys == [f"P{number}" for number in range(45)]
    assert page.json["page"]["next_cursor"] is None
    assert shelf.ann.get(shelf.url(held, "/projects?limit=21")).status == 400


def test_what_two_people_add_at_once_is_all_there(shelf: Shelf) -> None:
    held = shelf.make()
    projects = shelf.projects("ONE", "TWO", "THREE", "FOUR")
    with ThreadPoolExecutor(4) as together:
        list(together.map(lambda project: shelf.add(held, project).expect(200), projects))
    assert sorted(shelf.keys(held)) == ["FOUR", "ONE", "THREE", "TWO"]
    assert shelf.ann.get(shelf.url(held)).expect(200)["project_count"] == 4


def test_a_portfolio_goes_to_the_trash_and_comes_back_as_it_was(shelf: Shelf) -> None:
    held = shelf.make()
    shelf.add(held, *shelf.projects("ONE")).expect(200)
    shelf.ann.post(shelf.url(held, "/restore")).expect(409)
    shelf.ann.delete(shelf.url(held)).expect(204)
    assert (shelf.listed(), shelf.listed("?filter[trashed]=true")) == ([], ["Launches"])
    assert shelf.ann.get(shelf.url(held, "/projects")).status == 410
    shelf.ann.post(shelf.url(held, "/restore")).expect(200)
    assert (shelf.listed(), shelf.keys(held)) == (["Launches"], ["ONE"])
    shelf.ann.delete(shelf.url(held)).expect(204)
    shelf.service.clock.advance(days=31)
    shelf.team.sign_in_again()
    assert shelf.ann.post(shelf.url(held, "/restore")).status == 410
    assert shelf.listed("?filter[trashed]=true") == []


def test_portfolios_are_listed_by_owner_and_by_the_beginning_of_the_name(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    shelf.make("Alpha")
    shelf.make("Beta", owner_id=ben.id)
    assert shelf.listed() == ["Alpha", "Beta"]
    assert shelf.listed("?filter[owner_id]=me") == ["Alpha"]
    assert shelf.listed(f"?filter[owner_id]={ben.id}") == ["Beta"]
    assert shelf.listed("?q=BE") == ["Beta"]


def test_a_copy_holds_the_same_and_is_ones_own(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    held = shelf.make(description="Why", color="#2f80ed")
    seen, hidden = [*shelf.projects("SEEN"), *shelf.projects("HID", visibility="private")]
    shelf.add(held, hidden, seen).expect(200)
    copy = ben.post(shelf.url(held, "/duplicate"), {"name": "Mine"}).expect(201)
    assert (copy["owner_id"], copy["description"], copy["project_count"]) == (ben.id, "Why", 2)
    assert shelf.keys(copy, by=ben) == ["SEEN"]
    assert shelf.keys(copy) == ["HID", "SEEN"]
    empty = ben.post(shelf.url(held, "/duplicate"), {"name": "Empty", "projects": False}).expect(201)
    assert shelf.keys(empty) == []


def test_a_portfolio_shows_the_health_of_its_latest_update(shelf: Shelf) -> None:
    held = shelf.make()
    path = shelf.url(held, "/status-updates")
    shelf.ann.post(path, {"health": "on_track", "text": "Fine"}).expect(201)
    latest = shelf.ann.post(path, {"health": "off_track", "text": "Oh"}).expect(201)
    assert latest["portfolio_id"] == held["id"]

    def health() -> Any:
        return shelf.ann.get(shelf.url(held)).expect(200)["health"]

    assert health() == "off_track"
    shelf.ann.patch(f"{path}/{latest['id']}", {"health": "at_risk"}).expect(200)
    assert health() == "at_risk"
    shelf.ann.delete(f"{path}/{latest['id']}").expect(204)
    assert health() == "on_track"
    shelf.ann.post(f"{path}/{latest['id']}/restore").expect(200)
    assert health() == "at_risk"
    assert [row["health"] for row in shelf.ann.get(path).expect(200)["data"]] == ["at_risk", "on_track"]
