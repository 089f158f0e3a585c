"""A task waits until others agree, and goes on when they do."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.schedules.expire_approvals import handler as expire_approvals
from tests.service import Answer, Person, Team
from tests.unit.tasks.desk import Desk, names

STATUSES = [
    {"id": "todo", "name": "To do", "category": "unstarted"},
    {"id": "in_progress", "name": "In progress", "category": "started"},
    {"id": "done", "name": "Done", "category": "completed"},
]


def put(desk: Desk, *rules: dict[str, Any]) -> Answer:
    """Give the project's workflow these rules."""
    body = {"statuses": STATUSES, "rules": list(rules)}
    return desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/workflow", body, headers={"If-Match": "*"})


def joins(desk: Desk, name: str, role: str = "editor") -> Person:
    """Somebody with a role in the project."""
    person = desk.team.join(name)
    path = f"{desk.team.w}/projects/{desk.project['id']}/members/{person.id}"
    assert desk.ann.put(path, {"role": role}).status < 300
    return person


def needs(*people: Person, **more: Any) -> dict[str, Any]:
    """A rule that these people must agree."""
    return {"to": "done", "approval": {"people": [one.id for one in people], **more}}


def ask(desk: Desk, task: dict[str, Any], by: Person | None = None, **more: Any) -> dict[str, Any]:
    """Ask for a task to be done; the task."""
    asked: dict[str, Any] = (by or desk.ann).post(desk.url(task, "/transition"), {"status": "done", **more}).expect(202)
    return asked


def decide(desk: Desk, by: Person, task: dict[str, Any], decision: str = "approve", **more: Any) -> Answer:
    """Say something to what a task waits for."""
    path = f"{desk.team.w}/approvals/{task['approval']['id']}/decision"
    return by.post(path, {"decision": decision, **more})


def waiting(desk: Desk, by: Person, side: str = "deciding") -> list[str]:
    """The tasks of the approvals in somebody's list."""
    rows = by.get(f"{desk.team.w}/approvals?filter[side]={side}").expect(200)["data"]
    return [row["task_title"] for row in rows]


def test_a_task_stays_until_somebody_agrees_and_goes_to_its_section_then(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    task = ask(desk, desk.task("Ship"), comment="Please look")
    assert (task["status"], task["approval_state"]) == ("todo", "pending")
    assert waiting(desk, ben) == waiting(desk, desk.ann, "asking") == ["Ship"]
    desk.service.deliver(times=2)
    assert [one["reason"] for one in ben.get(f"{desk.team.w}/notifications").expect(200)["data"]] == [
        "approval_requested"
    ]
    decided = decide(desk, ben, task, comment="Good").expect(200)
    assert (decided["state"], decided["given"], decided["votes"][0]["comment"]) == ("approved", 1, "Good")
    after = desk.now(task)
    assert (after["status"], after["approval_state"]) == ("done", "approved")
    assert after["section_id"] == desk.sections["Done"] and after["completed_at"] is not None
    assert waiting(desk, ben) == []
    desk.service.deliver(times=2)
    assert "approval_decided" in [
        one["reason"] for one in desk.ann.get(f"{desk.team.w}/notifications").expect(200)["data"]
    ]
    history = desk.ann.get(desk.url(task, "/history")).expect(200)["data"]
    assert "onetick.task.approval_changed.v1" in [one["type"] for one in history]
    listed = desk.ann.get(desk.url(task, "/approvals")).expect(200)["data"]
    assert [one["state"] for one in listed] == ["approved"]
    assert desk.ann.get(f"{desk.team.w}/approvals/{decided['id']}").expect(200)["id"] == decided["id"]


def test_an_approval_is_told_by_its_own_event_and_the_task_by_its_own(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    task = desk.task()
    assert names(desk.events_of(lambda: ask(desk, task))) == ["approval.requested", "task.approval_changed"]
    waits = desk.now(task)
    told = names(desk.events_of(lambda: decide(desk, ben, waits).expect(200)))
    assert told == [
        "approval.granted",
        "task.approval_changed",
        "task.completed",
        "task.moved",
        "task.status_changed",
    ]


def test_nothing_but_an_approval_leads_to_the_status(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    task = desk.task()
    assert desk.ann.patch(desk.url(task), {"status": "done"}).expect(409)["code"] == "approval_required"
    assert desk.move(task, section_id=desk.sections["Done"]).expect(409)["code"] == "approval_required"
    body = {"project_id": desk.project["id"], "title": "New", "status": "done"}
    assert desk.ann.post(f"{desk.team.w}/tasks", body).expect(409)["code"] == "approval_required"
    operations = [{"op": "transition", "task_ids": [task["id"]], "status": "done"}]
    assert "approval_required" in desk.ann.post(f"{desk.team.w}/bulk/tasks", {"operations": operations}).text
    assert desk.now(task)["status"] == "todo"


def test_nobody_decides_what_they_asked_for_or_were_not_asked(desk: Desk) -> None:
    ben, cal = joins(desk, "Ben"), joins(desk, "Cal")
    put(desk, needs(ben, desk.ann)).expect(200)
    task = ask(desk, desk.task())
    assert decide(desk, desk.ann, task).expect(403)["reason"] == "guard-own-request"
    assert decide(desk, cal, task).expect(403)["reason"] == "not-asked"
    decide(desk, ben, task).expect(200)
    put(desk, needs(desk.ann)).expect(200)
    desk.ann.post(desk.url(desk.task(), "/transition"), {"status": "done"}).expect(422)


def test_who_lost_the_right_decides_nothing(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    private = {"visibility": "private"}
    desk.ann.patch(f"{desk.team.w}/projects/{desk.project['id']}", private).expect(200)
    put(desk, needs(ben)).expect(200)
    task = ask(desk, desk.task())
    desk.ann.delete(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}")
    assert decide(desk, ben, task).status in (403, 404)
    assert waiting(desk, ben) == []
    assert desk.now(task)["status"] == "todo"


def test_a_role_decides_and_is_told(desk: Desk) -> None:
    ben, cal = joins(desk, "Ben", "admin"), joins(desk, "Cal", "editor")
    put(desk, {"to": "done", "approval": {"role": "admin"}}).expect(200)
    task = ask(desk, desk.task("Ship"), cal)
    assert waiting(desk, ben) == waiting(desk, desk.ann) == ["Ship"]
    decide(desk, cal, task).expect(403)
    decide(desk, ben, task).expect(200)
    assert waiting(desk, desk.ann) == []
    listed = desk.ann.get(f"{desk.team.w}/projects/{desk.project['id']}/approvals").expect(200)["data"]
    assert [one["task_title"] for one in listed] == ["Ship"]


def test_who_has_the_role_by_a_team_is_told_and_decides(desk: Desk) -> None:
    ben, cal, dee = desk.team.join("Ben"), joins(desk, "Cal", "editor"), desk.team.join("Dee")
    members = f"{desk.team.w}/projects/{desk.project['id']}/members"
    for name, role, person in (("Leads", "admin", ben), ("Guests", "viewer", dee)):
        team = desk.ann.post(f"{desk.team.w}/teams", {"name": name}).expect(201)
        assert desk.ann.put(f"{desk.team.w}/teams/{team['id']}/members/{person.id}").status < 300
        assert desk.ann.put(f"{members}/{team['id']}", {"role": role}).status < 300
    put(desk, {"to": "done", "approval": {"role": "admin"}}).expect(200)
    task = ask(desk, desk.task("Ship"), cal)
    desk.service.deliver(times=3)
    assert waiting(desk, ben) == waiting(desk, desk.ann) == ["Ship"]
    assert waiting(desk, dee) == waiting(desk, cal) == []
    [told] = ben.get(f"{desk.team.w}/notifications").expect(200)["data"]
    assert (told["reason"], told["actor_name"], told["task_title"]) == ("approval_requested", "Cal", "Ship")
    decide(desk, ben, task).expect(200)
    assert waiting(desk, ben) == waiting(desk, desk.ann) == []


def test_as_many_must_agree_as_the_rule_says_and_each_counts_once(desk: Desk) -> None:
    ben, cal, dan = (joins(desk, name) for name in ("Ben", "Cal", "Dan"))
    put(desk, needs(ben, cal, dan, needed=2)).expect(200)
    task = ask(desk, desk.task())
    for _ in range(3):
        assert decide(desk, ben, task).expect(200)["given"] == 1
    assert desk.now(task)["status"] == "todo" and waiting(desk, ben) == []
    decide(desk, cal, task).expect(200)
    assert desk.now(task)["status"] == "done"
    decide(desk, dan, task).expect(409)
    put(desk, needs(ben, cal, desk.ann, needed="all")).expect(200)
    other = ask(desk, desk.task())
    assert decide(desk, ben, other).expect(200)["required"] == 2
    decide(desk, cal, other).expect(200)
    assert desk.now(other)["status"] == "done"


def test_of_many_who_agree_at_once_each_counts_once(desk: Desk) -> None:
    people = [joins(desk, f"P{number}") for number in range(4)]
    put(desk, needs(*people, needed=3)).expect(200)
    task = ask(desk, desk.task())
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: decide(desk, one, task).status, people * 2))
    assert set(answers) <= {200, 409}
    found = desk.ann.get(f"{desk.team.w}/approvals/{task['approval']['id']}").expect(200)
    assert (found["state"], found["given"]) == ("approved", 3)
    changes = [event for event in desk.service.events() if event["type"] == "onetick.task.status_changed.v1"]
    assert len(changes) == 1


@pytest.mark.parametrize(("decision", "state"), [("reject", "rejected"), ("request_changes", "changes_requested")])
def test_a_refusal_says_why_and_the_task_can_be_asked_for_anew(desk: Desk, decision: str, state: str) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    task = ask(desk, desk.task())
    decide(desk, ben, task, decision).expect(400)
    assert decide(desk, ben, task, decision, comment="Too early").expect(200)["state"] == state
    after = desk.now(task)
    assert (after["status"], after["approval_state"]) == ("todo", state)
    decide(desk, ben, task).expect(409)
    again = ask(desk, task)
    assert again["approval"]["id"] != task["approval"]["id"]
    decide(desk, ben, again).expect(200)


def test_a_task_that_changed_is_looked_at_again(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, {**needs(ben), "required_fields": ["estimate_minutes"]}).expect(200)
    task = desk.task()
    assert desk.ann.post(desk.url(task, "/transition"), {"status": "done"}).expect(422)["code"] == (
        "required_field_missing"
    )
    desk.change(task, estimate_minutes=5)
    waits = ask(desk, task)
    changed = desk.change(task, estimate_minutes=500, priority="high")
    problem = decide(desk, ben, waits).expect(412)
    assert (problem["changed_fields"], problem["current_version"]) == (["estimate_minutes"], changed["version"])
    desk.change(task, estimate_minutes=None)
    emptied = desk.now(task)
    assert decide(desk, ben, waits, task_version=emptied["version"]).expect(422)["code"] == "required_field_missing"
    filled = desk.change(task, estimate_minutes=7)
    decide(desk, ben, waits, task_version=filled["version"]).expect(200)
    assert desk.now(task)["status"] == "done"


def test_who_asked_takes_it_back_and_nobody_else(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    task = ask(desk, desk.task())
    desk.ann.post(desk.url(task, "/transition"), {"status": "done"}).expect(409)
    path = f"{desk.team.w}/approvals/{task['approval']['id']}/cancel"
    ben.post(path).expect(403)
    assert desk.ann.post(path).expect(200)["state"] == "cancelled"
    desk.ann.post(path).expect(200)
    assert desk.now(task)["approval"] is None and waiting(desk, ben) == []
    decide(desk, ben, task).expect(409)


def test_a_request_ends_when_its_time_is_over(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben, expires_after_days=2)).expect(200)
    task = ask(desk, desk.task())
    desk.service.deliver(times=2)
    desk.service.clock.advance(days=1)
    expire_approvals({}, None)
    desk.ann.at(desk.team.organization_id)  # the clock was moved, so the token has expired
    assert desk.now(task)["approval_state"] == "pending"
    desk.service.clock.advance(days=1, seconds=1)
    expire_approvals({}, None)
    expire_approvals({}, None)
    desk.ann.at(desk.team.organization_id)
    assert desk.now(task)["approval"] is None
    found = desk.ann.get(f"{desk.team.w}/approvals/{task['approval']['id']}").expect(200)
    assert found["state"] == "expired"


def test_a_request_ends_with_its_task_or_when_that_goes_elsewhere(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    gone, moved = ask(desk, desk.task("Gone")), ask(desk, desk.task("Moved"))
    desk.ann.delete(desk.url(gone)).expect(204)
    decide(desk, ben, gone).expect(410)
    assert desk.change(moved, status="in_progress")["approval"] is None
    decide(desk, ben, moved).expect(409)
    desk.service.deliver(times=2)
    for task, reason in ((gone, "task_deleted"), (moved, "task_moved_on")):
        found = desk.ann.get(f"{desk.team.w}/approvals/{task['approval']['id']}").expect(200)
        assert (found["state"], found["reason"]) == ("invalidated", reason)
    assert waiting(desk, ben) == []
    desk.ann.post(desk.url(gone, "/restore")).expect(200)
    assert desk.now(gone)["approval"] is None


def test_a_list_of_approvals_is_walked_page_by_page(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    for task in desk.tasks(5):
        ask(desk, task)
    seen: list[str] = []
    path = f"{desk.team.w}/approvals?limit=2"
    cursor: str | None = ""
    while cursor is not None:
        page = ben.get(path + (f"&cursor={cursor}" if cursor else "")).expect(200)
        seen += [row["task_title"] for row in page["data"]]
        cursor = page["page"]["next_cursor"]
    assert seen == ["5", "4", "3", "2", "1"]


def test_another_tenant_finds_no_approval(desk: Desk, team: Team) -> None:
    from tests.service import a_team

    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    task = ask(desk, desk.task())
    stranger = a_team(desk.service)
    path = f"{stranger.w}/approvals/{task['approval']['id']}"
    stranger.owner.get(path).expect(404)
    stranger.owner.post(f"{path}/decision", {"decision": "approve"}).expect(404)
    stranger.owner.post(f"{path}/cancel").expect(404)


@pytest.mark.parametrize(
    "approval",
    [
        {},
        {"people": ["nobody"]},
        {"role": "viewer"},
        {"role": "admin", "needed": "all"},
        {"people": ["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"], "needed": 2},
        {"role": "admin", "expires_after_days": 0},
    ],
)
def test_an_approval_that_nobody_could_give_is_refused(desk: Desk, approval: dict[str, Any]) -> None:
    put(desk, {"to": "done", "approval": approval}).expect(400)


def test_one_transition_asks_for_one_approval(desk: Desk) -> None:
    general = {"to": "done", "approval": {"role": "admin"}}
    problem = put(desk, general, {**general, "from": "todo"}).expect(422)
    assert problem["errors"][0]["pointer"] == "/rules/1/approval"
