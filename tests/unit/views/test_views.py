"""Views are saved, shared, ordered and changed, and show the tasks of whoever looks."""

from typing import Any

import pytest

from onetick.views import shelves
from tests.service import Answer, Person, Team
from tests.unit.fields.bench import Bench, a_bench, faults
from tests.unit.tasks.test_call_budgets import _unlimited, calls, costs

__all__ = ["_unlimited"]


@pytest.fixture
def bench(team: Team) -> Bench:
    """A project of a team."""
    return a_bench(team)


def save(bench: Bench, name: str = "Mine", by: Person | None = None, **more: Any) -> dict[str, Any]:
    """A new view of the project."""
    body = {"name": name, "project_id": bench.project["id"], **more}
    made: dict[str, Any] = (by or bench.ann).post(f"{bench.team.w}/views", body).expect(201)
    return made


def path(bench: Bench, view: dict[str, Any], rest: str = "") -> str:
    """The path of a view."""
    return f"{bench.team.w}/views/{view['id']}{rest}"


def listed(bench: Bench, query: str = "", by: Person | None = None) -> list[str]:
    """The names of the project's views."""
    url = f"{bench.team.w}/views?filter[project_id]={bench.project['id']}&{query}"
    return [row["name"] for row in (by or bench.ann).get(url).expect(200)["data"]]


def shown(bench: Bench, view: dict[str, Any], by: Person | None = None) -> list[str]:
    """The titles of the tasks that a view shows."""
    rows = (by or bench.ann).get(path(bench, view, "/results")).expect(200)["data"]
    return [row["title"] for row in rows]


def test_a_view_is_saved_read_and_changed(bench: Bench) -> None:
    wanted = {"status": {"in": "todo,in_progress"}, "assignee_id": "me", "milestone": "false"}
    view = save(bench, type="board", filter={**wanted, "milestone": False}, columns=["title", "title", "due_at"])
    assert (view["filter"], view["columns"], view["scope"]) == (wanted, ["title", "due_at"], "personal")
    assert bench.ann.get(path(bench, view)).expect(200) == view
    changes = {"name": "Ours", "filter": {}, "sort": "-due_at", "group_by": "assignee_ids", "options": {"zoom": "week"}}
    changed = bench.ann.patch(path(bench, view), changes, headers={"If-Match": '"v1"'}).expect(200)
    assert changed | {"version": 1} == view | changes | {"updated_at": changed["updated_at"]}
    assert bench.ann.patch(path(bench, view), changes).expect(200)["version"] == 2, "nothing changed"
    assert listed(bench) == ["Ours"]


def test_a_view_shows_the_tasks_it_asks_for_in_its_order(bench: Bench) -> None:
    field = bench.field("number")
    for title, value, due in (("a", 1, "2030-03-01"), ("b", 2, "2030-02-01"), ("c", 3, "2030-01-01")):
        bench.task({field["id"]: value}, title=title, due_at=f"{due}T00:00:00Z")
    view = save(bench, filter={field["id"]: {"gte": 2}}, sort="due_at")
    assert shown(bench, view) == ["c", "b"]
    bench.ann.patch(path(bench, view), {"sort": "-due_at", "filter": {field["id"]: {"gte": 1, "lt": 3}}}).expect(200)
    assert shown(bench, view) == ["a", "b"]


def test_times_may_be_said_from_today(bench: Bench) -> None:
    now = bench.service.clock()
    day = bench.field("date")
    for title, days in (("past", -2), ("soon", 2), ("late", 9)):
        due = now.fromtimestamp(now.timestamp() + days * 86_400, tz=now.tzinfo)
        bench.task({day["id"]: due.date().isoformat()}, title=title, due_at=due.isoformat())
    week = save(bench, filter={"due_at": {"gte": "today", "lt": "today+7d"}}, sort="due_at")
    assert shown(bench, week) == ["soon"]
    assert shown(bench, save(bench, filter={day["id"]: {"between": "2000-01-01,2100-01-01", "lt": "today"}})) == [
        "past"
    ]
    assert shown(bench, save(bench, filter={"due_at": {"lt": "now-24h"}}, timezone="Asia/Tokyo")) == ["past"]
    bench.service.clock.advance(days=5)
    bench.team.sign_in_again()
    assert shown(bench, week) == ["late"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"filter": {"nonsense": 1}}, "/filter/nonsense"),
        ({"filter": {"status": {"near": "x"}}}, "/filter/status/near"),
        ({"filter": {"due_at": {"lt": "whenever"}}}, "/filter/due_at/lt"),
        ({"filter": {"completed": "perhaps"}}, "/filter/completed"),
        ({"filter": {"fld_1": 1}}, "/filter/fld_1"),
        ({"filter": {"project_id": "prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}}, "/filter/project_id"),
        ({"sort": "title"}, "/sort"),
        ({"sort": "-deleted_at"}, "/sort"),
        ({"options": {f"o{'x' * number}": "y" * 100 for number in range(20)}, "columns": ["title"]}, None),
    ],
)
def test_what_lists_of_tasks_do_not_do_is_pointed_at(bench: Bench, body: dict[str, Any], pointer: str | None) -> None:
    answer = bench.ann.post(f"{bench.team.w}/views", {"name": "x", "project_id": bench.project["id"], **body})
    if pointer is None:
        answer.expect(201)
        return
    assert any(found.startswith(pointer) for found in faults(answer, 400)), answer.text
    assert listed(bench) == []


def test_a_view_that_is_too_large_is_refused(bench: Bench) -> None:
    filters = {f"fld_{number:026}": {"contains": "ä" * 300} for number in range(10)}
    answer = bench.ann.post(f"{bench.team.w}/views", {"name": "x", "filter": filters})
    assert faults(answer, 400) == {"": "too_large"}


def test_a_personal_view_is_nobody_elses(bench: Bench) -> None:
    ben = bench.team.join("Ben")
    view = save(bench, "Bens", by=ben)
    for answer in (
        bench.ann.get(path(bench, view)),
        bench.ann.get(path(bench, view, "/results")),
        bench.ann.patch(path(bench, view), {"name": "x"}),
        bench.ann.delete(path(bench, view)),
    ):
        assert answer.status == 404
    assert (listed(bench), listed(bench, by=ben)) == ([], ["Bens"])


def test_a_shared_view_shows_each_what_they_see(team: Team) -> None:
    bench, secret = a_bench(team), a_bench(team, key="SEC", visibility="private")
    ben = team.join("Ben")
    bench.task(title="Bens", assignee_ids=[ben.id])
    bench.task(title="Anns", assignee_ids=[bench.ann.id])
    secret.task(title="secret", assignee_ids=[bench.ann.id])
    mine = bench.ann.post(f"{team.w}/views", {"name": "x", "scope": "shared", "filter": {"assignee_id": "me"}}).expect(
        201
    )
    assert shown(bench, mine, by=ben) == ["Bens"]
    assert sorted(shown(bench, mine)) == ["Anns", "secret"]
    hidden = save(secret, scope="shared")
    assert ben.get(path(bench, hidden)).status == 403
    assert ben.get(path(bench, hidden, "/results")).status == 403
    assert ben.get(f"{team.w}/views?filter[project_id]={secret.project['id']}").status == 404


def test_only_whose_view_it_is_and_admins_change_a_shared_one(bench: Bench) -> None:
    ben, cat = bench.team.join("Ben"), bench.team.join("Cat")
    view = save(bench, by=ben, scope="shared")
    assert cat.patch(path(bench, view), {"name": "x"}).status == 403
    assert bench.ann.patch(path(bench, view), {"name": "Everybodys"}).expect(200)["created_by"] == ben.id
    assert bench.ann.patch(path(bench, view), {"scope": "personal"}).status == 403
    ben.patch(path(bench, view), {"scope": "personal"}).expect(200)
    assert (listed(bench), listed(bench, by=ben)) == ([], ["Everybodys"])
    ben.patch(path(bench, view), {"scope": "shared"}).expect(200)
    assert (listed(bench), listed(bench, "filter[scope]=personal", by=ben)) == (["Everybodys"], [])


def test_views_stand_in_an_order_that_people_choose(bench: Bench) -> None:
    one, two, three = (save(bench, name, scope="shared") for name in ("One", "Two", "Three"))
    save(bench, "Mine")
    bench.ann.patch(path(bench, three), {"before_id": one["id"]}).expect(200)
    assert listed(bench) == ["Three", "One", "Two", "Mine"]
    bench.ann.patch(path(bench, one), {"before_id": None, "name": "Last"}).expect(200)
    assert listed(bench) == ["Three", "Two", "Last", "Mine"]
    assert faults(bench.ann.patch(path(bench, two), {"before_id": two["id"]})) == {"/before_id": "unknown"}
    moved: Answer = bench.ann.patch(path(bench, two), {"scope": "personal", "before_id": None})
    moved.expect(200)
    assert listed(bench) == ["Three", "Last", "Mine", "Two"]
    assert listed(bench, "limit=2") == ["Three", "Last"]


def test_a_project_opens_in_one_of_its_shared_views_as_its_admins_say(bench: Bench) -> None:
    ben = bench.team.join("Ben")
    bench.ann.put(f"{bench.team.w}/projects/{bench.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    first, second = save(bench, "First", scope="shared"), save(bench, "Second", scope="shared", type="board")
    his = save(bench, "His", by=ben, scope="shared")

    def defaults() -> list[str]:
        url = f"{bench.team.w}/views?filter[project_id]={bench.project['id']}"
        rows = bench.ann.get(url).expect(200)["data"]
        assert all(bench.ann.get(path(bench, row)).expect(200) == row for row in rows)
        return [row["name"] for row in rows if row["is_default"]]

    assert defaults() == []
    ben.patch(path(bench, his), {"is_default": True}).expect(403)
    bench.ann.patch(path(bench, first), {"is_default": True}).expect(200)
    assert defaults() == ["First"]
    changed = bench.ann.patch(path(bench, second), {"is_default": True, "before_id": first["id"]})
    assert changed.expect(200)["is_default"] and defaults() == ["Second"]
    undo = bench.ann.post(f"{bench.team.w}/change-sets/{changed.headers['OneTick-Change-Set']}/undo", {})
    assert undo.status in (200, 202) and defaults() == ["First"] and listed(bench) == ["First", "Second", "His"]
    bench.ann.delete(path(bench, first)).expect(204)
    assert not bench.ann.post(path(bench, first, "/restore")).expect(200)["is_default"]
    bench.ann.patch(path(bench, second), {"is_default": True}).expect(200)
    assert not bench.ann.patch(path(bench, second), {"scope": "personal"}).expect(200)["is_default"]
    refused = bench.ann.patch(path(bench, second), {"is_default": True})
    assert list(faults(refused)) == ["/is_default"] and defaults() == []


def test_a_deleted_view_is_restored_behind_the_others(bench: Bench) -> None:
    one, _ = save(bench, "One"), save(bench, "Two")
    bench.ann.delete(path(bench, one)).expect(204)
    assert bench.ann.get(path(bench, one)).status == 410
    assert (listed(bench), listed(bench, "filter[trashed]=true")) == (["Two"], ["One"])
    bench.ann.post(path(bench, one, "/restore")).expect(200)
    assert listed(bench) == ["Two", "One"]
    assert bench.ann.post(path(bench, one, "/restore")).status == 409
    bench.ann.delete(path(bench, one)).expect(204)
    bench.service.clock.advance(days=31)
    bench.team.sign_in_again()
    assert bench.ann.post(path(bench, one, "/restore")).status == 410


def test_so_many_views_stand_together_and_no_more(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "MAX_VIEWS", 2)
    first = save(bench, "1")
    save(bench, "2")
    body = {"name": "3", "project_id": bench.project["id"]}
    assert bench.ann.post(f"{bench.team.w}/views", body).expect(422)["code"] == "quota_exceeded"
    bench.ann.delete(path(bench, first)).expect(204)
    save(bench, "3")
    assert bench.ann.post(path(bench, first, "/restore")).expect(422)["code"] == "quota_exceeded"
    shared = save(bench, "4", scope="shared")
    for more in ({}, {"before_id": None}):
        changed = bench.ann.patch(path(bench, shared), {"scope": "personal", **more})
        assert changed.expect(422)["code"] == "quota_exceeded"


def test_a_cursor_fits_the_view_as_it_was(bench: Bench) -> None:
    for number in range(5):
        bench.task(title=str(number))
    view = save(bench, sort="created_at")
    results = path(bench, view, "/results?limit=2")
    walked, page = [], bench.ann.get(results).expect(200)
    first = page["page"]["next_cursor"]
    while page["page"]["next_cursor"]:
        walked += page["data"]
        page = bench.ann.get(f"{results}&cursor={page['page']['next_cursor']}").expect(200)
    assert [row["title"] for row in [*walked, *page["data"]]] == ["0", "1", "2", "3", "4"]
    bench.ann.patch(path(bench, view), {"sort": "rank"}).expect(200)
    assert bench.ann.get(f"{results}&cursor={first}").expect(400)["code"] == "cursor_mismatch"


def test_views_cost_no_more_than_lists(bench: Bench) -> None:
    bench.task()
    view, other = save(bench, scope="shared"), save(bench, scope="shared")
    url = f"{bench.team.w}/views"
    assert calls(lambda: bench.ann.get(f"{url}?filter[project_id]={bench.project['id']}")) == 1
    assert calls(lambda: bench.ann.post(url, {"name": "x", "project_id": bench.project["id"]})) == 2
    assert costs(lambda: bench.ann.get(path(bench, view))) == (1, 2)
    assert costs(lambda: bench.ann.get(path(bench, view, "/results"))) == (2, 3)
    names = iter(["a", "b"])
    assert costs(lambda: bench.ann.patch(path(bench, view), {"name": next(names)})) == (2, 3)
    assert calls(lambda: bench.ann.patch(path(bench, view), {"before_id": other["id"]})) == 2
    assert calls(lambda: bench.ann.delete(path(bench, view))) == 2
