"""Forms: what strangers see and send, and what becomes of it."""

from dataclasses import dataclass
from typing import Any

import pytest

from onetick.forms import submit_form
from tests.meta.scenery.losing import losing_once
from tests.service import Answer, Person, Service, Team

WHAT = {"id": "what", "label": "What?", "kind": "text", "required": True, "maps_to": "title"}
KIND = {"id": "kind", "label": "Kind", "kind": "choice", "options": ["Bug", "Wish"]}
STEPS = {
    "id": "steps",
    "label": "Steps",
    "kind": "long_text",
    "required": True,
    "show_if": {"question": "kind", "values": ["Bug"]},
}
URGENCY = {"id": "urgency", "label": "Urgency", "kind": "choice", "options": ["low", "high"], "maps_to": "priority"}
DAY = {"id": "day", "label": "Until", "kind": "date", "maps_to": "due_at"}


@dataclass
class Desk:
    """A team with a form that has a public link."""

    team: Team
    project: dict[str, Any]
    form: dict[str, Any]
    token: str

    @property
    def ann(self) -> Person:
        return self.team.owner

    @property
    def service(self) -> Service:
        return self.team.owner.service

    @property
    def url(self) -> str:
        return f"{self.team.w}/forms/{self.form['id']}"

    def opened(self) -> Answer:
        """The form as somebody with the link sees it."""
        return self.service.call("GET", f"/v1/forms/{self.token}")

    def send(self, answers: dict[str, Any], *, wait: float = 5, **more: Any) -> Answer:
        """Open the form, fill it in and send it."""
        body = {"answers": answers, "proof": self.opened().expect(200)["proof"], **more}
        self.service.clock.advance(seconds=wait)
        return self.service.call("POST", f"/v1/forms/{self.token}/submissions", body)

    def submissions(self, state: str = "new") -> list[dict[str, Any]]:
        """The submissions in a state."""
        rows: list[dict[str, Any]] = self.ann.get(f"{self.url}/submissions?filter[state]={state}").expect(200)["data"]
        return rows

    def triage(self, submission: dict[str, Any], action: str, by: Person | None = None, **more: Any) -> Answer:
        """Decide about a submission."""
        path = f"{self.team.w}/submissions/{submission['id']}/triage"
        return (by or self.ann).post(path, {"action": action, **more})


@pytest.fixture
def desk(team: Team) -> Desk:
    project = team.project()
    body = {
        "project_id": project["id"],
        "name": "Ask us",
        "confirmation": "Thanks!",
        "questions": [WHAT, KIND, STEPS, URGENCY, DAY],
    }
    form = team.owner.post(f"{team.w}/forms", body).expect(201)
    team.owner.post(f"{team.w}/forms/{form['id']}/link").expect(201)
    token = team.owner.get(f"{team.w}/forms/{form['id']}/link").expect(200)["token"]
    return Desk(team, project, form, token)


def test_a_stranger_sees_the_questions_and_nothing_of_the_team(desk: Desk) -> None:
    shown = desk.opened().expect(200)
    assert set(shown) == {"name", "description", "color", "questions", "proof"}
    assert set(shown["questions"][0]) == {"id", "label", "kind", "help", "required", "options", "show_if"}
    for secret in (desk.project["id"], desk.team.workspace_id, desk.ann.id, desk.form["id"]):
        assert secret not in desk.opened().text


def test_a_form_may_have_a_colour(desk: Desk) -> None:
    assert desk.opened().expect(200)["color"] is None
    assert desk.ann.patch(desk.url, {"color": "#2f80ed"}).expect(200)["color"] == "#2f80ed"
    assert desk.opened().expect(200)["color"] == "#2f80ed"
    desk.ann.patch(desk.url, {"color": "url(evil)"}).expect(400)


def test_what_is_sent_becomes_a_task_when_it_is_accepted(desk: Desk) -> None:
    answers = {"what": "Broken", "kind": "Bug", "steps": "Ask @[Ann](usr_x)", "urgency": "high", "day": "2030-01-31"}
    assert desk.send(answers).expect(201) == {"confirmation": "Thanks!"}
    [submission] = desk.submissions()
    assert (submission["answers"], submission["state"]) == (answers, "new")
    accepted = desk.triage(submission, "accept").expect(200)
    task = desk.ann.get(f"{desk.team.w}/tasks/{accepted['task_id']}").expect(200)
    assert (task["title"], task["priority"], task["due_at"]) == ("Broken", "high", "2030-01-31T00:00:00.000Z")
    assert "**Steps**" in task["description"] and "@\u200b[Ann]" in task["description"]
    assert desk.triage(submission, "accept").expect(409)["task_id"] == task["id"]
    assert (desk.submissions(), len(desk.submissions("accepted"))) == ([], 1)
    types = [event["type"] for event in desk.service.events()]
    assert types.count("onetick.form.submitted.v1") == types.count("onetick.submission.accepted.v1") == 1


@pytest.mark.parametrize(
    ("answers", "pointer"),
    [
        ({}, "/answers/what"),
        ({"what": "x", "nonsense": "y"}, "/answers/nonsense"),
        ({"what": "x", "kind": "Praise"}, "/answers/kind"),
        ({"what": "x", "kind": "Bug"}, "/answers/steps"),
        ({"what": "x", "day": "2030-02-30"}, "/answers/day"),
        ({"what": ["x"]}, "/answers/what"),
        ({"what": "two\nlines"}, "/answers/what"),
        ({"what": 5}, "/answers/what"),
    ],
)
def test_answers_that_do_not_fit_are_pointed_at(desk: Desk, answers: dict[str, Any], pointer: str) -> None:
    problem = desk.send(answers).expect(422)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    assert desk.submissions() == []


def test_an_answer_that_was_not_asked_for_is_left_out(desk: Desk) -> None:
    desk.send({"what": "x", "kind": "Wish", "steps": "Sneaked in"}).expect(201)
    assert desk.submissions()[0]["answers"] == {"what": "x", "kind": "Wish"}


def test_programs_are_kept_out(desk: Desk) -> None:
    assert desk.send({"what": "Buy!"}, website="https://spam.example").expect(201) == {"confirmation": "Thanks!"}
    assert desk.send({"what": "Fast"}, wait=0).expect(422)["errors"][0]["pointer"] == "/proof"
    assert desk.send({"what": "Slow"}, wait=90_000).status == 422
    assert desk.send({"what": "Forged"}, proof="1900000000.0123456789abcdef." + "0" * 32).status == 422
    desk.ann.at(desk.team.organization_id)
    assert desk.submissions() == []


def test_a_proof_is_good_for_one_submission_of_its_form(desk: Desk) -> None:
    body = {"answers": {"what": "Once"}, "proof": desk.opened().json["proof"]}
    desk.service.clock.advance(seconds=5)
    path = f"/v1/forms/{desk.token}/submissions"
    assert [desk.service.call("POST", path, body).status for _ in range(2)] == [201, 409]
    other = desk.ann.post(f"{desk.team.w}/forms", {"project_id": desk.project["id"], "name": "B", "questions": [WHAT]})
    desk.ann.post(f"{desk.team.w}/forms/{other.json['id']}/link").expect(201)
    link = desk.ann.get(f"{desk.team.w}/forms/{other.json['id']}/link").expect(200)["token"]
    assert desk.service.call("POST", f"/v1/forms/{link}/submissions", body).status == 422


def test_a_form_takes_only_so_many(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submit_form, "AT_ONCE", 2)
    assert [desk.send({"what": "x"}).status for _ in range(3)] == [201, 201, 429]


def test_only_what_is_stored_counts_and_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submit_form, "AT_ONCE", 2)
    body = {"answers": {"what": "Once"}, "proof": desk.opened().json["proof"]}
    desk.service.clock.advance(seconds=5)
    path = f"/v1/forms/{desk.token}/submissions"
    with losing_once(desk.service, lambda writes: any(write.key.sk == "submission" for write in writes)):
        assert [desk.service.call("POST", path, body).status for _ in range(3)] == [201, 409, 409]
    assert [desk.send({"what": "x"}).status for _ in range(2)] == [201, 429]
    desk.service.clock.advance(seconds=86_400 / submit_form.A_DAY * submit_form.SHARDS)
    assert desk.send({"what": "x"}).status == 201


def test_one_source_sends_only_so_many_a_minute(desk: Desk) -> None:
    path = f"/v1/forms/{desk.token}/submissions"
    body = {"answers": {"what": "x"}, "proof": "x"}
    statuses = [desk.service.call("POST", path, body, source_ip="203.0.113.9").status for _ in range(32)]
    assert statuses[-1] == 429


def test_a_link_opens_nothing_once_it_was_replaced_revoked_or_the_form_closed(desk: Desk) -> None:
    assert desk.ann.get(f"{desk.url}/link").expect(200)["token"] == desk.token
    desk.ann.post(f"{desk.url}/link").expect(201)
    old, desk.token = desk.token, desk.ann.get(f"{desk.url}/link").expect(200)["token"]
    assert desk.service.call("GET", f"/v1/forms/{old}").status == 404
    assert desk.opened().status == 200
    desk.ann.patch(desk.url, {"open": False}).expect(200)
    assert desk.opened().status == 404
    desk.ann.patch(desk.url, {"open": True}).expect(200)
    desk.ann.delete(desk.url).expect(204)
    assert desk.opened().status == 404
    desk.ann.post(f"{desk.url}/restore").expect(200)
    assert desk.opened().status == 200
    desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/archive").expect(200)
    assert desk.opened().status == 404
    desk.ann.delete(f"{desk.url}/link").expect(204)
    assert desk.ann.get(f"{desk.url}/link").status == 404
    for nonsense in ("x", "a.b.c", desk.token[:-1] + ("0" if desk.token[-1] != "0" else "1")):
        assert desk.service.call("GET", f"/v1/forms/{nonsense}").status == 404


def test_submissions_are_declined_snoozed_repeated_and_opened_again(desk: Desk) -> None:
    desk.send({"what": "1"}).expect(201)
    desk.send({"what": "2"}).expect(201)
    two, one = desk.submissions()
    assert desk.triage(one, "decline").status == 400
    declined = desk.triage(one, "decline", reason="No.").expect(200)
    assert (declined["state"], declined["reason"]) == ("declined", "No.")
    assert desk.triage(two, "snooze", until="2020-01-01T00:00:00Z").status == 422
    assert desk.triage(two, "snooze", until="2090-01-01T00:00:00Z").expect(200)["state"] == "snoozed"
    assert desk.triage(two, "duplicate", duplicate_of=two["id"]).status == 422
    assert desk.triage(two, "duplicate", duplicate_of=one["id"]).expect(200)["duplicate_of"] == one["id"]
    reopened = desk.triage(two, "reopen").expect(200)
    assert (reopened["state"], reopened["duplicate_of"], reopened["snoozed_until"]) == ("new", None, None)
    assert [row["id"] for row in desk.submissions("declined")] == [one["id"]]


def test_forms_are_made_by_admins_and_triaged_by_editors(desk: Desk) -> None:
    desk.send({"what": "x"}).expect(201)
    [submission] = desk.submissions()
    ben, cat = desk.team.join("Ben"), desk.team.join("Cat")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    assert ben.patch(desk.url, {"name": "Mine"}).status == 403
    assert ben.get(f"{desk.url}/link").status == 403
    assert cat.get(desk.url).status == 200
    assert cat.get(f"{desk.url}/submissions").status == 403
    assert desk.triage(submission, "accept", by=cat).status == 403
    assert desk.triage(submission, "accept", by=ben).status == 200


@pytest.mark.parametrize(
    ("questions", "pointer"),
    [
        ([WHAT, WHAT], "/questions/1/id"),
        ([{**KIND, "options": []}], "/questions/0/options"),
        ([{**WHAT, "options": ["x"]}], "/questions/0/options"),
        ([{**WHAT, "maps_to": "due_at"}], "/questions/0/maps_to"),
        ([{**URGENCY, "options": ["very"]}], "/questions/0/options"),
        ([WHAT, {**WHAT, "id": "again"}], "/questions/1/maps_to"),
        ([STEPS, KIND], "/questions/0/show_if/question"),
        ([WHAT, {**STEPS, "show_if": {"question": "what", "values": ["x"]}}], "/questions/1/show_if/question"),
    ],
)
def test_questions_that_make_no_form_are_pointed_at(desk: Desk, questions: list[Any], pointer: str) -> None:
    problem = desk.ann.patch(desk.url, {"questions": questions}).expect(422)
    assert pointer in [fault["pointer"] for fault in problem["errors"]]


def test_an_answer_fills_a_custom_field(desk: Desk) -> None:
    made = desk.ann.post(f"{desk.team.w}/custom-fields", {"name": "Budget", "type": "number"}).expect(201)
    attach = f"{desk.team.w}/projects/{desk.project['id']}/custom-fields/{made['id']}"
    desk.ann.put(attach, {}).expect(200)
    money = {"id": "money", "label": "Budget", "kind": "number", "field_id": made["id"]}
    desk.ann.patch(desk.url, {"questions": [WHAT, money]}).expect(200)
    desk.send({"what": "x", "money": 12.5}).expect(201)
    accepted = desk.triage(desk.submissions()[0], "accept").expect(200)
    task = desk.ann.get(f"{desk.team.w}/tasks/{accepted['task_id']}").expect(200)
    assert task["custom_fields"][made["id"]] == 12.5


def test_forms_are_listed_for_those_who_see_their_project(desk: Desk) -> None:
    secret = desk.team.project("Secret", "SEC", visibility="private")
    body = {"project_id": secret["id"], "name": "Hidden", "questions": [WHAT]}
    desk.ann.post(f"{desk.team.w}/forms", body).expect(201)
    ben = desk.team.join("Ben")

    def names(by: Person, query: str = "") -> list[str]:
        return [row["name"] for row in by.get(f"{desk.team.w}/forms{query}").expect(200)["data"]]

    assert names(desk.ann) == ["Ask us", "Hidden"]
    assert names(ben) == ["Ask us"]
    assert names(desk.ann, f"?filter[project_id]={secret['id']}") == ["Hidden"]
