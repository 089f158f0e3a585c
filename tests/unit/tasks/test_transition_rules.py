"""What a workflow asks for before a task may have a status holds on every way to it."""

from typing import Any

import pytest

from onetick.kernel import meter
from tests.service import Team
from tests.unit.imports.test_imports import brought_in

from .desk import Desk, a_desk

STATUSES = [
    {"id": "todo", "name": "To do", "category": "unstarted"},
    {"id": "in_progress", "name": "In progress", "category": "started"},
    {"id": "done", "name": "Done", "category": "completed"},
]
ESTIMATED = {"from": "in_progress", "to": "done", "required_fields": ["estimate_minutes", "assignee_ids"]}


def put(desk: Desk, *rules: dict[str, Any], **more: Any) -> Any:
    """Give the project's workflow these rules."""
    body = {"statuses": STATUSES, "rules": list(rules), **more}
    return desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/workflow", body, headers={"If-Match": "*"})


def pointers(problem: dict[str, Any]) -> list[str]:
    """Where a problem points."""
    return [fault["pointer"] for fault in problem["errors"]]


def finish(desk: Desk, task: dict[str, Any]) -> Any:
    """Take a task to done."""
    return desk.ann.post(desk.url(task, "/transition"), {"status": "done"})


def test_a_transition_is_refused_with_the_name_of_each_missing_field(desk: Desk) -> None:
    put(desk, ESTIMATED).expect(200)
    task = desk.task(status="in_progress")
    problem = finish(desk, task).expect(422)
    assert problem["code"] == "required_field_missing"
    assert pointers(problem) == ["/estimate_minutes", "/assignee_ids"]
    assert problem["rule"] == {"from": "in_progress", "to": "done"}
    desk.change(task, estimate_minutes=30, assignee_ids=[desk.ann.id])
    assert finish(desk, task).expect(200)["status"] == "done"


def test_a_rule_costs_no_call(desk: Desk) -> None:
    put(desk, {**ESTIMATED, "allowed_for": ["editor"]}).expect(200)
    task = desk.task(status="in_progress", estimate_minutes=5, assignee_ids=[desk.ann.id])
    desk.now(task)
    finish(desk, task).expect(200)
    assert meter.snapshot().calls == 2


def test_one_change_may_bring_the_status_and_what_it_needs(desk: Desk) -> None:
    put(desk, ESTIMATED).expect(200)
    task = desk.task(status="in_progress")
    path = desk.url(task)
    assert pointers(desk.ann.patch(path, {"status": "done", "estimate_minutes": 5}).expect(422)) == ["/assignee_ids"]
    desk.ann.patch(path, {"status": "done", "estimate_minutes": 5, "assignee_ids": [desk.ann.id]}).expect(200)


def test_the_board_a_bulk_and_a_new_task_lead_not_round_a_rule(desk: Desk) -> None:
    put(desk, ESTIMATED).expect(200)
    task = desk.task(status="in_progress")
    assert desk.move(task, section_id=desk.sections["Done"]).expect(422)["code"] == "required_field_missing"
    assert desk.move(task, status="done").expect(422)["code"] == "required_field_missing"
    operations = [{"op": "transition", "task_ids": [task["id"]], "status": "done"}]
    answer = desk.ann.post(f"{desk.team.w}/bulk/tasks", {"operations": operations})
    assert "required_field_missing" in str(answer.json)
    body = {"project_id": desk.project["id"], "title": "Finished", "status": "done"}
    assert pointers(desk.ann.post(f"{desk.team.w}/tasks", body).expect(422)) == ["/estimate_minutes", "/assignee_ids"]
    in_section = {"project_id": desk.project["id"], "title": "Finished", "section_id": desk.sections["Done"]}
    desk.ann.post(f"{desk.team.w}/tasks", in_section).expect(422)
    assert desk.now(task)["status"] == "in_progress"


def test_a_rule_holds_from_its_status_alone_unless_it_is_about_all(desk: Desk) -> None:
    put(desk, ESTIMATED).expect(200)
    assert finish(desk, desk.task()).expect(200)["status"] == "done"
    put(desk, {**ESTIMATED, "from": None}).expect(200)
    finish(desk, desk.task()).expect(422)


def test_a_custom_field_is_required_by_its_name_as_long_as_the_project_uses_it(desk: Desk) -> None:
    made = desk.ann.post(f"{desk.team.w}/custom-fields", {"name": "Verdict", "type": "text"}).expect(201)
    rule = {"to": "done", "required_fields": [made["id"]]}
    assert pointers(put(desk, rule).expect(422)) == ["/rules/0/required_fields/0"]
    attached = f"{desk.team.w}/projects/{desk.project['id']}/custom-fields/{made['id']}"
    assert desk.ann.put(attached, {}).status in (200, 201)
    put(desk, rule).expect(200)
    task = desk.task()
    problem = finish(desk, task).expect(422)
    assert pointers(problem) == [f"/custom_fields/{made['id']}"]
    assert "Verdict" in problem["detail"]
    desk.change(task, custom_fields={made["id"]: "Guilty"})
    finish(desk, task).expect(200)
    assert desk.ann.delete(attached).status in (200, 204)
    finish(desk, desk.task()).expect(200)


def test_only_whom_the_rule_names_may_take_the_transition(desk: Desk, team: Team) -> None:
    ben = team.join("Ben")
    place = f"{team.w}/projects/{desk.project['id']}/members/{ben.id}"
    assert desk.ann.put(place, {"role": "editor"}).status in (200, 201)
    put(desk, {"to": "done", "allowed_for": ["assignee"]}).expect(200)
    task = desk.task()
    refused = ben.post(desk.url(task, "/transition"), {"status": "done"}).expect(403)
    assert (refused["reason"], refused["allowed_for"]) == ("workflow-rule", ["assignee"])
    both = {"status": "done", "assignee_ids": [ben.id]}
    assert ben.patch(desk.url(task), both).expect(403)["reason"] == "workflow-rule"
    finish(desk, task).expect(403)
    desk.change(task, assignee_ids=[ben.id])
    ben.post(desk.url(task, "/transition"), {"status": "done"}).expect(200)
    put(desk, {"to": "done", "allowed_for": ["admin"]}).expect(200)
    mine = desk.task(assignee_ids=[ben.id])
    ben.post(desk.url(mine, "/transition"), {"status": "done"}).expect(403)
    finish(desk, mine).expect(200)
    put(desk, {"to": "done", "allowed_for": [ben.id]}).expect(200)
    ben.post(desk.url(desk.task(), "/transition"), {"status": "done"}).expect(200)


def test_an_undo_goes_by_the_rules_of_the_way_back(desk: Desk) -> None:
    task = desk.task(status="in_progress")
    answer = finish(desk, task)
    put(desk, {"from": "done", "to": "in_progress", "required_fields": ["description"]}).expect(200)
    change_set = answer.headers["OneTick-Change-Set"]
    desk.ann.post(f"{desk.team.w}/change-sets/{change_set}/undo", {})
    desk.service.deliver()
    assert desk.now(task)["status"] == "done"


def test_a_new_home_asks_for_what_every_way_into_its_status_asks(desk: Desk, team: Team) -> None:
    other = a_desk(team, name="Other", key="OTH")
    put(other, ESTIMATED).expect(200)
    task = desk.task(status="done")
    path = desk.url(task, f"/projects/{other.project['id']}")
    assert pointers(desk.ann.put(path, {"home": True}).expect(422)) == ["/estimate_minutes", "/assignee_ids"]
    assert desk.ann.put(path, {"home": True, "status": "todo"}).expect(200)["status"] == "todo"


def test_a_copy_that_no_rule_lets_in_begins_anew(desk: Desk) -> None:
    task = desk.task(status="done")
    put(desk, {"to": "done", "required_fields": ["due_at"]}).expect(200)
    copy = desk.ann.post(desk.url(task, "/duplicate"), {}).expect(201)
    assert (copy["status"], copy["completed_at"], copy["section_id"]) == ("todo", None, desk.sections["To do"])
    path = f"{desk.team.w}/projects/{desk.project['id']}/duplicate"
    desk.ann.post(path, {"name": "Copy", "key": "COPY"}).expect(202)
    desk.service.deliver()
    listed = desk.ann.get(f"{desk.team.w}/tasks?limit=50").expect(200)["data"]
    assert {row["status"] for row in listed if row["key"].startswith("COPY")} == {"todo"}


def test_rules_stay_when_they_are_left_out_and_go_with_their_statuses(desk: Desk) -> None:
    put(desk, ESTIMATED, {"to": "in_progress", "required_fields": ["due_at"]}).expect(200)
    path = f"{desk.team.w}/projects/{desk.project['id']}/workflow"
    kept = desk.ann.put(path, {"statuses": STATUSES[::-1]}, headers={"If-Match": "*"}).expect(200)
    assert [rule["to"] for rule in kept["rules"]] == ["done", "in_progress"]
    body = {"statuses": [STATUSES[0], STATUSES[2]], "remap": {"in_progress": "todo"}}
    left = desk.ann.put(path, body, headers={"If-Match": "*"}).expect(202)
    assert left["rules"] == []
    assert put(desk, statuses=STATUSES).expect(200)["rules"] == []


@pytest.mark.parametrize(
    "rule",
    [
        {"to": "nowhere"},
        {"from": "done", "to": "done"},
        {"from": "done", "to": "todo"},
    ],
)
def test_a_rule_about_no_transition_is_refused(desk: Desk, rule: dict[str, Any]) -> None:
    transitions = {"todo": ["in_progress", "done"], "in_progress": ["done"]}
    assert pointers(put(desk, rule, transitions=transitions).expect(422)) == ["/rules/0"]


@pytest.mark.parametrize(
    "rule",
    [
        {"from": "todo"},
        {"to": "done", "required_fields": ["version"]},
        {"to": "done", "required_fields": ["fld_x"]},
        {"to": "done", "allowed_for": ["owner"]},
        {"to": "done", "surprise": True},
        {"to": "done", "required_fields": ["due_at"] * 21},
    ],
)
def test_a_malformed_rule_is_refused(desk: Desk, rule: dict[str, Any]) -> None:
    put(desk, rule).expect(400)


def test_two_rules_about_one_transition_are_refused(desk: Desk) -> None:
    assert pointers(put(desk, ESTIMATED, ESTIMATED).expect(422)) == ["/rules/0", "/rules/1"]


def test_rows_of_a_file_that_no_rule_lets_in_are_refused_one_by_one(desk: Desk) -> None:
    put(desk, {"to": "done", "required_fields": ["due_at"]}).expect(200)
    text = "ID,Name,Status,Due Date\n1,Early,Done,2026-03-01\n2,Vague,Done,\n3,Open,,\n"
    job = brought_in(desk.ann, desk.team, desk.project, text)
    assert (job["state"], job["counts"]["created"]) == ("partial", 2)
    errors = desk.ann.get(f"{desk.team.w}/jobs/{job['id']}/errors").expect(200)["data"]
    assert [one["code"] for one in errors] == ["required_field_missing"], errors
