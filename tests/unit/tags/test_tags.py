"""Tags are made, given to tasks, listed by, merged and taken away."""

from typing import Any

import pytest

from onetick.tasks import changing, retag_tasks
from tests.service import Team
from tests.unit.fields.bench import Bench, a_bench, faults
from tests.unit.tasks.test_call_budgets import _unlimited, calls, costs

__all__ = ["_unlimited"]


@pytest.fixture
def bench(team: Team) -> Bench:
    """A project of a team."""
    return a_bench(team)


def tag(bench: Bench, name: str = "urgent", **more: Any) -> dict[str, Any]:
    """A new tag."""
    made: dict[str, Any] = bench.ann.post(f"{bench.team.w}/tags", {"name": name, **more}).expect(201)
    return made


def listed(bench: Bench, query: str = "") -> list[str]:
    """The names of tags."""
    return [row["name"] for row in bench.ann.get(f"{bench.team.w}/tags?{query}").expect(200)["data"]]


def tasks_with(bench: Bench, tag: dict[str, Any], more: str = "") -> list[str]:
    """The titles of the tasks that have a tag."""
    rows = bench.ann.get(f"{bench.team.w}/tasks?filter[tag_id]={tag['id']}{more}").expect(200)["data"]
    return [row["title"] for row in rows]


def path(bench: Bench, tag: dict[str, Any], rest: str = "") -> str:
    """The path of a tag."""
    return f"{bench.team.w}/tags/{tag['id']}{rest}"


def give(bench: Bench, task: dict[str, Any], *tags: dict[str, Any]) -> Any:
    """Give a task these tags and no others."""
    return bench.ann.patch(bench.url(task), {"tag_ids": [tag["id"] for tag in tags]})


def test_tags_are_made_changed_archived_and_listed(bench: Bench) -> None:
    red = tag(bench, "Red", color="#eb5757")
    tag(bench, "Green")
    assert bench.ann.get(path(bench, red)).expect(200) == red
    assert listed(bench) == ["Red", "Green"]
    assert bench.ann.patch(path(bench, red), {"name": "Crimson", "color": None}).expect(200)["color"] is None
    assert listed(bench, "q=crim") == ["Crimson"]
    bench.ann.post(path(bench, red, "/archive")).expect(200)
    assert (listed(bench), listed(bench, "filter[archived]=true")) == (["Green"], ["Crimson"])
    bench.ann.post(path(bench, red, "/unarchive")).expect(200)
    assert listed(bench) == ["Crimson", "Green"]


def test_a_name_is_one_tags_alone_in_any_case(bench: Bench) -> None:
    red, green = tag(bench, "Red"), tag(bench, "Green")
    assert bench.ann.post(f"{bench.team.w}/tags", {"name": "RED"}).status == 409
    assert bench.ann.patch(path(bench, green), {"name": "red"}).status == 409
    bench.ann.patch(path(bench, red), {"name": "RED"}).expect(200)
    bench.ann.patch(path(bench, red), {"name": "Blue"}).expect(200)
    bench.ann.patch(path(bench, green), {"name": "Red"}).expect(200)


def test_editors_of_a_project_make_tags_and_only_admins_change_them(bench: Bench) -> None:
    ben, cat = bench.team.join("Ben"), bench.team.join("Cat")
    bench.ann.put(f"{bench.p}/members/{ben.id}", {"role": "editor"}).expect(200)
    body = {"name": "new", "project_id": bench.project["id"]}
    made = ben.post(f"{bench.team.w}/tags", body).expect(201)
    assert ben.post(f"{bench.team.w}/tags", {"name": "other"}).status == 403
    assert cat.post(f"{bench.team.w}/tags", {**body, "name": "other"}).status == 403
    assert ben.patch(path(bench, made), {"name": "other"}).status == 403
    assert cat.get(path(bench, made)).expect(200)["name"] == "new"


def test_tasks_are_given_tags_and_listed_by_them(bench: Bench) -> None:
    red, green = tag(bench, "red"), tag(bench, "green")
    late = bench.task(title="late", tag_ids=[red["id"]], due_at="2030-02-01T00:00:00Z")
    bench.task(title="soon", tag_ids=[green["id"], red["id"], red["id"]], due_at="2030-01-01T00:00:00Z")
    bench.task(title="none")
    assert late["tag_ids"] == [red["id"]]
    assert tasks_with(bench, red) == ["soon", "late"]
    assert tasks_with(bench, red, "&sort=-due_at") == ["late", "soon"]
    assert tasks_with(bench, red, "&filter[due_at][gt]=2030-01-15T00:00:00Z") == ["late"]
    assert tasks_with(bench, green, f"&filter[project_id]={bench.project['id']}") == ["soon"]
    bench.ann.post(bench.url(late, "/transition"), {"status": "done"}).expect(200)
    assert tasks_with(bench, red) == ["soon"]
    assert tasks_with(bench, red, "&filter[completed]=true") == ["late"]
    give(bench, late, green).expect(200)
    assert tasks_with(bench, red, "&filter[completed]=true") == []
    bench.ann.delete(bench.url(late)).expect(204)
    assert tasks_with(bench, green, "&filter[completed]=true") == []
    bench.ann.post(bench.url(late, "/restore")).expect(200)
    assert tasks_with(bench, green, "&filter[completed]=true") == ["late"]


def test_what_is_tagged_and_untagged_is_told_apart(bench: Bench) -> None:
    red, green, blue = (tag(bench, name) for name in ("red", "green", "blue"))
    task = bench.task(tag_ids=[red["id"], green["id"]])
    before = len(bench.service.events())
    give(bench, task, green, blue).expect(200)
    told = {event["type"].split(".")[2]: event["data"] for event in bench.service.events()[before:]}
    assert told.keys() == {"tagged", "untagged"}
    assert told["tagged"]["context"] == {"tag_ids": [blue["id"]]}
    assert told["untagged"]["context"] == {"tag_ids": [red["id"]]}
    assert told["tagged"]["previous"] == {"tag_ids": [green["id"]]}
    assert told["untagged"]["changed"] == ["tag_ids"]


def test_only_tags_of_the_workspace_that_are_not_archived_are_given(team: Team) -> None:
    bench = a_bench(team)
    red, gone = tag(bench, "red"), tag(bench, "gone")
    task = bench.task(tag_ids=[red["id"]])
    bench.ann.post(path(bench, red, "/archive")).expect(200)
    bench.ann.delete(path(bench, gone)).expect(202)
    give(bench, task, red).expect(200)
    assert faults(give(bench, bench.task(), red)) == {"/tag_ids/0": "unknown"}
    assert faults(give(bench, task, red, gone)) == {"/tag_ids/1": "unknown"}
    assert faults(bench.create({}, tag_ids=["tag_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])) == {"/tag_ids/0": "unknown"}


def test_people_see_by_a_tag_only_the_tasks_they_see(team: Team) -> None:
    bench, secret = a_bench(team), a_bench(team, key="SEC", visibility="private")
    red = tag(bench, "red")
    bench.task(title="open", tag_ids=[red["id"]])
    secret.task(title="secret", tag_ids=[red["id"]])
    ben = team.join("Ben")
    rows = ben.get(f"{team.w}/tasks?filter[tag_id]={red['id']}").expect(200)["data"]
    assert [row["title"] for row in rows] == ["open"]


def test_a_merged_tags_tasks_have_the_other_one(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retag_tasks, "TASKS_AT_ONCE", 2)
    red, crimson = tag(bench, "red"), tag(bench, "crimson")
    tasks = [bench.task(title=str(number), tag_ids=[crimson["id"]]) for number in range(5)]
    give(bench, tasks[0], red, crimson).expect(200)
    job = bench.ann.post(path(bench, crimson, "/merge"), {"into_id": red["id"]}).expect(202)
    bench.service.deliver(times=2, rounds=30)
    assert bench.ann.get(f"{bench.team.w}/jobs/{job['id']}").expect(200)["state"] == "succeeded"
    assert sorted(tasks_with(bench, red)) == ["0", "1", "2", "3", "4"]
    assert bench.ann.get(bench.url(tasks[0])).expect(200)["tag_ids"] == [red["id"]]
    assert bench.ann.get(path(bench, crimson)).status == 410
    assert faults(give(bench, tasks[0], crimson)) == {"/tag_ids/0": "unknown"}
    tag(bench, "crimson")


def test_a_tag_is_merged_only_into_another_that_can_be_given(bench: Bench) -> None:
    red, old = tag(bench, "red"), tag(bench, "old")
    bench.ann.post(path(bench, old, "/archive")).expect(200)
    for into in (red, old):
        answer = bench.ann.post(path(bench, red, "/merge"), {"into_id": into["id"]})
        assert faults(answer) == {"/into_id": "unknown"}
    assert bench.ann.post(path(bench, red, "/merge"), {"into_id": "tag_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}).status == 404


def test_a_deleted_tag_is_taken_off_its_tasks_and_comes_back_without_them(bench: Bench) -> None:
    red = tag(bench, "red")
    task = bench.task(tag_ids=[red["id"]])
    bench.ann.delete(path(bench, red)).expect(202)
    assert listed(bench, "filter[trashed]=true") == ["red"]
    bench.service.deliver(rounds=30)
    assert bench.ann.get(bench.url(task)).expect(200)["tag_ids"] == []
    restored = bench.ann.post(path(bench, red, "/restore")).expect(200)
    assert restored["deleted_at"] is None and tasks_with(bench, red) == []
    assert bench.ann.post(path(bench, red, "/restore")).status == 409
    bench.ann.delete(path(bench, red)).expect(202)
    tag(bench, "Red")
    assert bench.ann.post(path(bench, red, "/restore")).status == 409, "the name is taken"


def test_a_restored_tag_keeps_the_tasks_it_is_given(bench: Bench) -> None:
    red = tag(bench, "red")
    task = bench.task(tag_ids=[red["id"]])
    bench.ann.delete(path(bench, red)).expect(202)
    bench.ann.post(path(bench, red, "/restore")).expect(200)
    bench.service.deliver(rounds=30)
    assert bench.ann.get(bench.url(task)).expect(200)["tag_ids"] == [red["id"]]


def test_tags_cost_no_calls(bench: Bench) -> None:
    red, green = tag(bench, "red"), tag(bench, "green")
    task = bench.task(tag_ids=[red["id"]])
    body = {"project_id": bench.project["id"], "title": "New", "tag_ids": [red["id"], green["id"]]}
    assert costs(lambda: bench.ann.post(f"{bench.team.w}/tasks", body)) == (2, 2)
    changes = iter([[green], [red]])
    assert costs(lambda: give(bench, task, *next(changes))) == (2, 3)
    assert calls(lambda: bench.ann.get(f"{bench.team.w}/tasks?filter[tag_id]={red['id']}")) == 2
    assert calls(lambda: bench.ann.get(path(bench, red))) == 1
    assert calls(lambda: bench.ann.patch(path(bench, red), {"name": "crimson"})) == 2
    assert calls(lambda: bench.ann.post(path(bench, green, "/merge"), {"into_id": red["id"]})) == 2


def test_so_much_at_once_that_no_transaction_takes_it_is_refused(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "MAX_ITEMS", 12)
    tags = [tag(bench, str(number)) for number in range(6)]
    task = bench.task()
    answer = bench.ann.patch(bench.url(task), {"tag_ids": [one["id"] for one in tags], "title": "All at once"})
    assert answer.expect(413)["code"] == "payload_too_large"
    assert bench.ann.get(bench.url(task)).expect(200) == task
    give(bench, task, *tags[:3]).expect(200)


def test_a_restored_task_has_its_tags_as_they_are_by_then(bench: Bench) -> None:
    gone, crimson, scarlet, red = (tag(bench, name) for name in ("gone", "crimson", "scarlet", "red"))
    task = bench.task(tag_ids=[gone["id"], crimson["id"]])
    bench.ann.delete(bench.url(task)).expect(204)
    bench.ann.delete(path(bench, gone)).expect(202)
    bench.ann.post(path(bench, crimson, "/merge"), {"into_id": scarlet["id"]}).expect(202)
    bench.ann.post(path(bench, scarlet, "/merge"), {"into_id": red["id"]}).expect(202)
    bench.ann.post(bench.url(task, "/restore")).expect(200)
    bench.service.deliver(times=2, rounds=30)
    assert bench.ann.get(bench.url(task)).expect(200)["tag_ids"] == [red["id"]]
    assert len(tasks_with(bench, red)) == 1


def test_a_merge_follows_the_tag_it_was_merged_into(bench: Bench) -> None:
    one, two, three = (tag(bench, name) for name in ("one", "two", "three"))
    task = bench.task(tag_ids=[one["id"]])
    bench.ann.post(path(bench, one, "/merge"), {"into_id": two["id"]}).expect(202)
    bench.ann.post(path(bench, two, "/merge"), {"into_id": three["id"]}).expect(202)
    bench.service.deliver(rounds=30)
    assert bench.ann.get(bench.url(task)).expect(200)["tag_ids"] == [three["id"]]
