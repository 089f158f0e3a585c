"""What an undo leaves as it is, it names: nobody believes that something is as it was when it is not."""

from typing import Any

from tests.unit.tasks.desk import Desk

from .steps import content, set_of, undo

DUE = "2030-01-07T09:00:00Z"


def _wait(desk: Desk, task: dict[str, Any], other: dict[str, Any]) -> str:
    return set_of(desk.ann.put(desk.url(task, f"/dependencies/{other['id']}"), {}))


def test_a_dependency_that_was_taken_away_by_hand_is_in_nobodys_way(desk: Desk) -> None:
    first, second = desk.tasks(2)
    before = content(desk, second)
    change_set = _wait(desk, second, first)
    desk.ann.delete(desk.url(second, f"/dependencies/{first['id']}")).expect(200)
    undo(desk, change_set).expect(200)
    assert content(desk, second) == before


def test_what_a_task_waits_for_is_in_no_other_changes_way(desk: Desk) -> None:
    first, second = desk.tasks(2)
    _wait(desk, second, first)
    change_set = set_of(desk.ann.patch(desk.url(second), {"title": "Other"}))
    desk.ann.post(desk.url(first, "/transition"), {"status": "done"}).expect(200)
    desk.service.deliver()
    undo(desk, change_set).expect(200)
    assert desk.now(second)["title"] == second["title"]


def test_finishing_a_task_that_recurs_is_undone_as_any_other(desk: Desk) -> None:
    task = desk.task(due_at=DUE)
    desk.ann.put(desk.url(task, "/recurrence"), {"rrule": "FREQ=WEEKLY"}).expect(200)
    change_set = set_of(desk.ann.post(desk.url(task, "/transition"), {"status": "done"}))
    desk.service.deliver()
    undo(desk, change_set).expect(200)
    assert desk.now(task)["status"] == task["status"]


def test_a_role_in_a_project_is_not_undone_and_the_conflict_says_so(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    path = f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}"
    change_set = set_of(desk.ann.put(path, {"role": "editor"}))
    [conflict] = undo(desk, change_set).expect(409)["conflicts"]
    assert conflict["kind"] == "project" and "by hand" in conflict["detail"]


def test_a_form_is_undone_and_its_link_never_is(desk: Desk) -> None:
    body = {"name": "Ask us", "questions": [{"id": "q1", "label": "What?", "kind": "text"}]}
    made = desk.ann.post(f"{desk.team.w}/forms", {"project_id": desk.project["id"], **body})
    path = f"{desk.team.w}/forms/{made.json['id']}"

    def token() -> Any:
        return desk.ann.get(f"{path}/link").expect(200)["token"]

    first = desk.ann.post(f"{path}/link")
    [conflict] = undo(desk, set_of(made)).expect(409)["conflicts"]
    assert (conflict["kind"], conflict["fields"]) == ("form", ["linked"])
    old = token()
    renamed = desk.ann.patch(path, {"name": "Tell us", "open": False})
    rotated = desk.ann.post(f"{path}/link")
    new = token()
    for answer in (first, rotated):
        [conflict] = undo(desk, set_of(answer)).expect(409)["conflicts"]
        assert conflict["kind"] == "form" and "nothing ever again" in conflict["detail"]
    undo(desk, set_of(renamed)).expect(200)
    shown = desk.ann.get(path).expect(200)
    assert (shown["name"], shown["open"], token()) == ("Ask us", True, new)
    gone = desk.ann.delete(path)
    undo(desk, set_of(gone)).expect(200)
    assert desk.service.call("GET", f"/v1/forms/{old}").status == 404
    assert desk.service.call("GET", f"/v1/forms/{new}").status == 200
    revoked = desk.ann.delete(f"{path}/link")
    undo(desk, set_of(revoked)).expect(409)
    assert desk.service.call("GET", f"/v1/forms/{new}").status == 404


def test_a_form_whose_section_is_gone_is_not_set_back_to_it(desk: Desk) -> None:
    section = desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/sections", {"name": "Asked"}).expect(201)
    questions = [{"id": "q1", "label": "What?", "kind": "text"}]
    body = {"project_id": desk.project["id"], "name": "Ask", "section_id": section["id"], "questions": questions}
    form = desk.ann.post(f"{desk.team.w}/forms", body).expect(201)
    changed = desk.ann.patch(f"{desk.team.w}/forms/{form['id']}", {"section_id": None})
    desk.ann.delete(f"{desk.team.w}/sections/{section['id']}").expect(204)
    [conflict] = undo(desk, set_of(changed)).expect(409)["conflicts"]
    assert conflict["detail"] == "The project has no such section."


def test_a_sprint_that_was_completed_stays_so_and_the_conflict_says_why(desk: Desk) -> None:
    sprint = desk.ann.post(f"{desk.team.w}/sprints", {"project_id": desk.project["id"], "name": "One"}).expect(201)
    path = f"{desk.team.w}/sprints/{sprint['id']}"
    started = desk.ann.post(f"{path}/start", {})
    completed = desk.ann.post(f"{path}/complete", {})
    [conflict] = undo(desk, set_of(completed)).expect(409)["conflicts"]
    assert conflict["kind"] == "sprint" and "on record" in conflict["detail"]
    [conflict] = undo(desk, set_of(started)).expect(409)["conflicts"]
    assert "state" in conflict["fields"]


def test_a_workflow_whose_statuses_came_or_went_is_not_undone_since_tasks_follow(desk: Desk) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}/workflow"
    found = desk.ann.get(path)
    statuses = [*found.json["statuses"], {"id": "review", "name": "Review", "category": "started"}]
    headers = {"If-Match": found.headers["ETag"]}
    changed = desk.ann.put(path, {"statuses": statuses}, headers=headers)
    [conflict] = undo(desk, set_of(changed)).expect(409)["conflicts"]
    assert conflict["kind"] == "workflow" and "by hand" in conflict["detail"]


def test_a_reaction_is_not_undone(desk: Desk) -> None:
    comment = desk.ann.post(desk.url(desk.task(), "/comments"), {"body_md": "Fine"}).expect(201)
    reacted = desk.ann.post(f"{desk.team.w}/comments/{comment['id']}/reactions", {"emoji": "👍"})
    [conflict] = undo(desk, set_of(reacted)).expect(409)["conflicts"]
    assert conflict["kind"] == "comment" and "one click" in conflict["detail"]
