"""Tasks are related to each other, in the words of the workspace."""

from typing import Any

from onetick.relations import relate_tasks
from tests.service import Answer, Person
from tests.unit.tasks.desk import Desk

Task = dict[str, Any]
RELATES, DUPLICATES, CAUSES = (f"rlt_{letter:0>26}" for letter in "ABC")


def relate(desk: Desk, task: Task, other: Task, type: str = DUPLICATES, *, by: Person | None = None) -> Answer:
    """Relate a task to another."""
    return (by or desk.ann).put(desk.url(task, f"/relations/{type}/{other['id']}"), {})


def let_go(desk: Desk, task: Task, other: Task, type: str = DUPLICATES) -> Answer:
    """Take a relation away."""
    return desk.ann.delete(desk.url(task, f"/relations/{type}/{other['id']}"))


def listed(desk: Desk, task: Task, query: str = "", *, by: Person | None = None) -> list[Any]:
    """How a task reads to others."""
    rows = (by or desk.ann).get(desk.url(task, f"/relations?{query}")).expect(200)["data"]
    return [(row["words"], row["task"] and row["task"]["key"]) for row in rows]


def kinds(desk: Desk, query: str = "") -> list[str]:
    """What the kinds are called."""
    rows = desk.ann.get(f"{desk.team.w}/relation-types?{query}").expect(200)["data"]
    return [row["outward"] for row in rows]


def a_kind(desk: Desk, outward: str, inward: str | None = None) -> str:
    """A new kind's id."""
    body = {"outward": outward, **({"inward": inward} if inward else {})}
    made: str = desk.ann.post(f"{desk.team.w}/relation-types", body).expect(201)["id"]
    return made


def test_a_duplicate_is_seen_from_both_sides(desk: Desk) -> None:
    first, second = desk.tasks(2)
    made = relate(desk, second, first).expect(200)
    assert (made["words"], made["direction"], made["task"]["key"]) == ("duplicates", "outward", first["key"])
    assert listed(desk, second) == [("duplicates", first["key"])]
    assert listed(desk, first) == [("is duplicated by", second["key"])]
    assert relate(desk, second, first).expect(200) == made
    let_go(desk, first, second).expect(204)
    assert listed(desk, first) == listed(desk, second) == []
    let_go(desk, first, second).expect(404)


def test_what_reads_the_same_from_both_sides_is_there_once(desk: Desk) -> None:
    first, second = desk.tasks(2)
    relate(desk, first, second, RELATES).expect(200)
    relate(desk, second, first, RELATES).expect(200)
    assert listed(desk, first) == [("relates to", second["key"])]
    assert listed(desk, second) == [("relates to", first["key"])]


def test_the_other_way_round_is_refused_in_words(desk: Desk) -> None:
    first, second = desk.tasks(2)
    relate(desk, second, first).expect(200)
    refused = relate(desk, first, second).expect(409)
    assert f"{first['key']} is duplicated by {second['key']}" in refused["detail"]
    relate(desk, first, first).expect(409)


def test_two_tasks_may_be_related_in_several_ways_and_listed_by_kind(desk: Desk) -> None:
    first, second, third = desk.tasks(3)
    for other, type in ((second, DUPLICATES), (second, CAUSES), (third, CAUSES)):
        relate(desk, first, other, type).expect(200)
    assert listed(desk, first, f"filter[type_id]={CAUSES}") == [("causes", second["key"]), ("causes", third["key"])]
    assert len(listed(desk, first)) == 3
    page = desk.ann.get(desk.url(first, "/relations?limit=2")).expect(200)
    assert page["page"]["has_more"]
    assert len(listed(desk, first, f"limit=2&cursor={page['page']['next_cursor']}")) == 1


def test_a_task_that_one_cannot_see_is_a_relation_without_its_task(desk: Desk) -> None:
    ours, ben = desk.tasks(1)[0], desk.team.join("Ben")
    hidden = desk.team.task(desk.team.project("Secret", "SEC", visibility="private"), "Hidden")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    relate(desk, ours, hidden).expect(200)
    assert listed(desk, ours, by=ben) == [("duplicates", None)]
    assert relate(desk, ours, hidden, RELATES, by=ben).status == 404


def test_relations_of_a_deleted_task_go_and_come_with_it(desk: Desk) -> None:
    first, second = desk.tasks(2)
    relate(desk, first, second).expect(200)
    desk.ann.delete(desk.url(second)).expect(204)
    assert listed(desk, first) == []
    desk.ann.post(desk.url(second, "/restore"), {}).expect(200)
    assert listed(desk, first) == [("duplicates", second["key"])]
    desk.ann.delete(desk.url(second)).expect(204)
    let_go(desk, first, second).expect(204)


def test_the_history_of_both_tells_it(desk: Desk) -> None:
    first, second = desk.tasks(2)
    relate(desk, first, second).expect(200)
    let_go(desk, first, second).expect(204)
    for task, other, words in ((first, second, "duplicates"), (second, first, "is duplicated by")):
        rows = desk.ann.get(desk.url(task, "/history")).expect(200)["data"]
        told = [row for row in rows if row["type"].startswith("onetick.relation.")]
        assert [row["type"] for row in told] == ["onetick.relation.removed.v1", "onetick.relation.added.v1"]
        assert all((row["context"]["other_id"], row["context"]["words"]) == (other["id"], words) for row in told)


def test_a_task_has_only_so_many_relations(desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr(relate_tasks, "MAX_RELATIONS", 2)
    first, *others = desk.tasks(4)
    relate(desk, first, others[0]).expect(200)
    relate(desk, others[1], first).expect(200)
    refused = relate(desk, others[2], first).expect(422)
    assert first["key"] in refused["detail"]


def test_a_workspace_says_it_in_its_own_words(desk: Desk) -> None:
    first, second = desk.tasks(2)
    tests = a_kind(desk, "tests", "is tested by")
    assert kinds(desk) == ["relates to", "duplicates", "causes", "tests"]
    relate(desk, first, second, tests).expect(200)
    path = f"{desk.team.w}/relation-types/{tests}"
    assert desk.ann.patch(path, {"outward": "checks", "inward": "is checked by"}).expect(200)["outward"] == "checks"
    assert listed(desk, second) == [("is checked by", first["key"])]
    assert desk.ann.patch(path, {"outward": "Causes"}).status == 409
    assert desk.ann.patch(path, {"inward": "checks"}).status == 409
    assert desk.ann.post(f"{desk.team.w}/relation-types", {"outward": "IS CHECKED BY"}).status == 409
    assert a_kind(desk, "sees", "Sees") in {one["id"] for one in _types(desk) if one["symmetric"]}


def test_a_kind_in_the_trash_hides_its_relations_until_it_is_back(desk: Desk) -> None:
    first, second = desk.tasks(2)
    relate(desk, first, second).expect(200)
    path = f"{desk.team.w}/relation-types/{DUPLICATES}"
    desk.ann.delete(path).expect(204)
    assert (kinds(desk), kinds(desk, "filter[trashed]=true")) == (["relates to", "causes"], ["duplicates"])
    assert listed(desk, first) == []
    assert relate(desk, second, first).status == 404
    assert desk.ann.get(path).status == 410
    again = a_kind(desk, "duplicates")
    assert desk.ann.post(f"{path}/restore", {}).status == 409
    desk.ann.delete(f"{desk.team.w}/relation-types/{again}").expect(204)
    desk.ann.post(f"{path}/restore", {}).expect(200)
    assert listed(desk, first) == [("duplicates", second["key"])]
    assert desk.ann.post(f"{path}/restore", {}).status == 409
    desk.ann.delete(path).expect(204)
    desk.service.clock.advance(days=31)
    desk.team.sign_in_again()
    assert desk.ann.post(f"{path}/restore", {}).status == 410


def test_as_of_tells_the_relations_of_that_time(desk: Desk) -> None:
    first, second = desk.tasks(2)
    relate(desk, first, second).expect(200)
    then = desk.service.clock().isoformat().replace("+00:00", "Z")
    desk.service.clock.advance(minutes=1)
    let_go(desk, first, second).expect(204)
    assert listed(desk, first) == []
    assert listed(desk, first, f"as_of={then}") == [("duplicates", second["key"])]


def test_the_drawer_of_a_related_task_opens(desk: Desk) -> None:
    first, second = desk.tasks(2)
    relate(desk, first, second).expect(200)
    told = desk.ann.get(desk.url(first, "/drawer")).expect(200)["activity"]
    assert any(row["type"] == "onetick.relation.added.v1" for row in told)


def _types(desk: Desk) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = desk.ann.get(f"{desk.team.w}/relation-types").expect(200)["data"]
    return rows
