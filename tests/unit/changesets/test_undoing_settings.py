"""Fields, views, sprints, relations, workflows: what people set up is undone each part for itself."""

from typing import TYPE_CHECKING, Any

from tests.unit.tasks.desk import Desk

from .steps import give, set_of, undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.service import Answer

Document = dict[str, Any]


def _field(desk: Desk, name: str, **more: Any) -> Document:
    body = {"name": name, "type": "number", "project_id": desk.project["id"], **more}
    made: Document = desk.ann.post(f"{desk.team.w}/custom-fields", body).expect(201)
    desk.service.deliver()
    return made


def _used(desk: Desk) -> list[str]:
    found = desk.ann.get(f"{desk.team.w}/projects/{desk.project['id']}/custom-fields").expect(200)["data"]
    return [one["field"]["name"] for one in found]


def test_a_field_that_was_deleted_has_all_its_values_again(desk: Desk) -> None:
    field = _field(desk, "Effort")
    task = desk.task(custom_fields={field["id"]: 3})
    path = f"{desk.team.w}/custom-fields/{field['id']}"
    deleted = set_of(desk.ann.delete(path))
    desk.service.deliver()
    assert _used(desk) == []
    undo(desk, deleted).expect(200)
    desk.service.deliver()
    assert (_used(desk), desk.now(task)["custom_fields"]) == (["Effort"], {field["id"]: 3})
    renamed = set_of(desk.ann.patch(path, {"name": "Work", "minimum": 1}))
    desk.ann.patch(path, {"maximum": 9}).expect(200)
    undo(desk, renamed).expect(200)
    now = desk.ann.get(path).expect(200)
    assert (now["name"], now["minimum"], now["maximum"]) == ("Effort", None, 9)
    again = set_of(desk.ann.patch(path, {"name": "Work"}))
    desk.ann.patch(path, {"name": "Days"}).expect(200)
    [conflict] = undo(desk, again).expect(409)["conflicts"]
    assert (conflict["kind"], conflict["fields"], conflict["changed_by"]) == ("custom_field", ["name"], desk.ann.id)


def test_a_field_that_was_made_goes_from_the_project_and_comes_back_to_its_place(desk: Desk) -> None:
    _field(desk, "One")
    body = {"name": "Two", "type": "text", "project_id": desk.project["id"]}
    made = desk.ann.post(f"{desk.team.w}/custom-fields", body)
    undone = set_of(undo(desk, set_of(made)))
    assert _used(desk) == ["One"]
    undo(desk, undone).expect(200)
    assert _used(desk) == ["One", "Two"]


def test_options_are_undone_each_for_itself_and_one_that_was_added_is_archived(desk: Desk) -> None:
    field = _field(desk, "Size", type="single_select", options=[{"name": "S"}, {"name": "M"}, {"name": "L"}])
    path = f"{desk.team.w}/custom-fields/{field['id']}"
    small, medium, large = (option["id"] for option in field["options"])

    def options() -> list[tuple[str, bool]]:
        return [(one["name"], one["archived"]) for one in desk.ann.get(path).expect(200)["options"]]

    before = options()
    renamed = set_of(desk.ann.patch(f"{path}/options/{small}", {"name": "Small"}))
    moved = set_of(desk.ann.patch(f"{path}/options/{large}", {"before_id": small}))
    archived = set_of(desk.ann.patch(f"{path}/options/{medium}", {"archived": True}))
    added = set_of(desk.ann.post(f"{path}/options", {"name": "XL"}))
    task = desk.task()
    for change_set in (moved, renamed, archived):
        undo(desk, change_set).expect(200)
    assert options() == [*before, ("XL", False)]
    undone = set_of(undo(desk, added))
    assert options() == [*before, ("XL", True)]
    undo(desk, undone).expect(200)
    assert options() == [*before, ("XL", False)]
    assert desk.now(task)["custom_fields"] == {}
    first = set_of(desk.ann.patch(f"{path}/options/{small}", {"name": "Tiny"}))
    desk.ann.patch(f"{path}/options/{small}", {"name": "Little"}).expect(200)
    [conflict] = undo(desk, first).expect(409)["conflicts"]
    assert conflict["fields"] == ["options"]


def test_a_field_is_attached_again_at_its_place_and_as_it_was_used(desk: Desk) -> None:
    names = ["One", "Two", "Three"]
    one, two, three = (_field(desk, name)["id"] for name in names)
    path = f"{desk.team.w}/projects/{desk.project['id']}/custom-fields"
    required = set_of(desk.ann.put(f"{path}/{two}", {"required": True, "before_id": one}))
    detached = set_of(desk.ann.delete(f"{path}/{two}"))
    undo(desk, detached).expect(200)
    assert _used(desk) == ["Two", "One", "Three"]
    undo(desk, required).expect(200)
    assert _used(desk) == names
    assert [one["required"] for one in desk.ann.get(path).expect(200)["data"]] == [False] * 3
    taken = set_of(desk.ann.delete(f"{path}/{three}"))
    desk.ann.delete(f"{desk.team.w}/custom-fields/{three}").expect(204)
    [conflict] = undo(desk, taken).expect(409)["conflicts"]
    assert (conflict["kind"], "trash" in conflict["detail"]) == ("field_set", True)


def test_a_formula_that_would_close_a_circle_by_now_is_a_conflict(desk: Desk) -> None:
    base = _field(desk, "Base")
    first = _field(desk, "First", type="formula", expression=f"{{{base['id']}}} + 1")
    second = _field(desk, "Second", type="formula", expression=f"{{{first['id']}}} + 1")
    url = f"{desk.team.w}/custom-fields"
    away = set_of(desk.ann.patch(f"{url}/{second['id']}", {"expression": "2"}))
    desk.ann.patch(f"{url}/{first['id']}", {"expression": f"{{{second['id']}}} + 1"}).expect(200)
    [conflict] = undo(desk, away).expect(409)["conflicts"]
    assert conflict["id"] == second["id"] and "worked out" in conflict["detail"]


def test_views_are_undone_to_their_very_place(desk: Desk) -> None:
    url = f"{desk.team.w}/views"
    names = ["A", "B", "C"]
    body = {"type": "list", "scope": "shared", "project_id": desk.project["id"]}
    made = [desk.ann.post(url, {**body, "name": name}) for name in names]
    a, b, _ = (answer.json["id"] for answer in made)

    def views() -> list[str]:
        query = f"{url}?filter[project_id]={desk.project['id']}"
        return [view["name"] for view in desk.ann.get(query).expect(200)["data"]]

    assert views() == names
    acts: list[Callable[[], Answer]] = [
        lambda: desk.ann.delete(f"{url}/{b}"),
        lambda: desk.ann.patch(f"{url}/{b}", {"before_id": a}),
        lambda: desk.ann.patch(f"{url}/{a}", {"before_id": None}),
        lambda: desk.ann.patch(f"{url}/{b}", {"name": "Z", "columns": ["title"]}),
        lambda: desk.ann.patch(f"{url}/{b}", {"scope": "personal"}),
    ]
    for act in acts:
        undone = undo(desk, set_of(act()))
        undone.expect(200)
        assert views() == names
    undone = undo(desk, set_of(made[1]))
    assert (undone.expect(200)["undone"], views()) == (1, ["A", "C"])
    undo(desk, set_of(undone)).expect(200)
    assert views() == names
    renamed = set_of(desk.ann.patch(f"{url}/{b}", {"name": "Z"}))
    desk.ann.patch(f"{url}/{b}", {"name": "Y"}).expect(200)
    [conflict] = undo(desk, renamed).expect(409)["conflicts"]
    assert (conflict["kind"], conflict["fields"]) == ("saved_view", ["name"])


def test_somebodys_own_view_is_undone_by_nobody_else(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    give(desk, ben, "editor")
    body = {"name": "Mine", "type": "list", "scope": "personal", "project_id": desk.project["id"]}
    made = ben.post(f"{desk.team.w}/views", body)
    [conflict] = undo(desk, set_of(made)).expect(409)["conflicts"]
    assert conflict["detail"] == "The view is somebody's own."
    ben.get(f"{desk.team.w}/views/{made.json['id']}").expect(200)
    undo(desk, set_of(made), by=ben).expect(200)


def test_relations_are_undone_on_both_sides(desk: Desk) -> None:
    first, second = desk.tasks(2)
    kinds = desk.ann.get(f"{desk.team.w}/relation-types").expect(200)["data"]
    duplicates = next(one["id"] for one in kinds if one["outward"] == "duplicates")

    def related() -> list[list[str]]:
        urls = (desk.url(task, "/relations") for task in (first, second))
        return [[one["words"] for one in desk.ann.get(url).expect(200)["data"]] for url in urls]

    put = set_of(desk.ann.put(desk.url(first, f"/relations/{duplicates}/{second['id']}")))
    there = related()
    assert there == [["duplicates"], ["is duplicated by"]]
    undone = set_of(undo(desk, put))
    assert related() == [[], []]
    undo(desk, undone).expect(200)
    assert related() == there
    removed = set_of(desk.ann.delete(desk.url(second, f"/relations/{duplicates}/{first['id']}")))
    desk.ann.delete(desk.url(second)).expect(204)
    conflicts = undo(desk, removed).expect(409)["conflicts"]
    assert {one["kind"] for one in conflicts} == {"relations"}
    assert all("trash" in one["detail"] for one in conflicts)
    desk.ann.post(desk.url(second, "/restore")).expect(200)
    undo(desk, removed).expect(200)
    assert related() == there


def test_sprints_are_undone_to_their_place_and_not_once_they_are_started(desk: Desk) -> None:
    url, body = f"{desk.team.w}/sprints", {"project_id": desk.project["id"]}
    made = [desk.ann.post(url, {**body, "name": name}) for name in ("A", "B")]
    a, b = (answer.json["id"] for answer in made)
    moved = set_of(desk.ann.patch(f"{url}/{a}", {"name": "X", "goal": "Go", "end_on": "2031-01-14"}))
    undo(desk, moved).expect(200)
    now = desk.ann.get(f"{url}/{a}").expect(200)
    assert (now["name"], now["goal"], now["end_on"]) == ("A", "", None)
    undo(desk, set_of(desk.ann.delete(f"{url}/{a}"))).expect(200)
    desk.ann.post(f"{url}/{b}/start", {}).expect(200)
    conflicts = undo(desk, set_of(made[1])).expect(409)["conflicts"]
    assert "state" in conflicts[0]["fields"]
    complete = desk.ann.post(f"{url}/{b}/complete", {"carry_over_to": "next"})
    assert complete.expect(200)["carried_to"] == a


def test_a_workflow_has_its_names_and_transitions_again(desk: Desk) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}/workflow"
    found = desk.ann.get(path)
    before = found.json
    statuses = [{**status, "name": f"{status['name']}!"} for status in reversed(before["statuses"])]
    ids = [status["id"] for status in statuses]
    body = {"statuses": statuses, "transitions": dict.fromkeys(ids, ids)}
    changed = desk.ann.put(path, body, headers={"If-Match": found.headers["ETag"]})
    undone = set_of(undo(desk, set_of(changed)))
    now = desk.ann.get(path).expect(200)
    assert (now["statuses"], now["transitions"]) == (before["statuses"], before["transitions"])
    undo(desk, undone).expect(200)
    assert [one["name"] for one in desk.ann.get(path).expect(200)["statuses"]] == [one["name"] for one in statuses]
