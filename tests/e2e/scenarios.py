"""The story of a team that signs up, makes a project and moves tasks, told step by step.

The same steps run within one process and against the deployed platform (see `people`). A step calls
functions; `behind` names those that do their part without being called: consumers, by what is waited for.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from .people import Driver, Person, header

INBOX_SECONDS = 5.0
REVOCATION_SECONDS = 60.0

View = dict[str, Any]


@dataclass
class Story:
    """Who and what the story is about so far. `patience`: seconds to wait for what follows from an event."""

    driver: Driver
    patience: float = INBOX_SECONDS
    ann: Person = field(init=False)
    ben: Person = field(init=False)
    o: str = ""
    w: str = ""
    project: View = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    tasks: list[View] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    """What was measured."""

    def __post_init__(self) -> None:
        self.ann, self.ben = Person(self.driver, "Ann"), Person(self.driver, "Ben")

    @property
    def p(self) -> str:
        """The project's path."""
        return f"{self.w}/projects/{self.project['id']}"

    def t(self, number: int) -> str:
        """A task's path."""
        return f"{self.w}/tasks/{self.tasks[number]['id']}"

    def key(self, number: int) -> str:
        """What people call a task."""
        return str(self.tasks[number]["key"])

    def eventually(self, look: Callable[[], Any]) -> Any:
        """What follows from an event."""
        return self.driver.eventually(look, self.patience)

    def inbox(self, person: Person) -> list[tuple[str, str]]:
        """Why somebody was told, and of which task, newest first."""
        rows = person.get(f"{self.w}/notifications")["data"]
        return [(row["reason"], row["task_key"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the story."""

    act: Callable[[Story], None]
    behind: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What happens in it."""
        return self.act.__name__


STEPS: list[Step] = []


class StepFailed(Exception):
    """A step did not go as it should; the reason is its cause."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.name)
        self.step = step


def tell(story: Story, steps: Sequence[Step] = STEPS) -> Story:
    """Go through the steps in order. Raises StepFailed."""
    for one in steps:
        try:
            one.act(story)
        except Exception as error:
            raise StepFailed(one) from error
    return story


def step(*behind: str) -> Callable[[Callable[[Story], None]], Callable[[Story], None]]:
    """The next step of the story."""

    def add(act: Callable[[Story], None]) -> Callable[[Story], None]:
        STEPS.append(Step(act, behind))
        return act

    return add


@step()
def strangers_find_the_door_closed(story: Story) -> None:
    for token in (None, "made.up.token", "otp_made-up-token"):
        answer = story.driver.call("GET", "/v1/me", token=token)
        assert answer.expect(401)["code"] == "unauthenticated"
        assert header(answer, "Content-Type") == "application/problem+json"


@step("identity-send-account-mail")
def ann_signs_up_and_confirms_her_address(story: Story) -> None:
    ann = story.ann.sign_up()
    assert ann.get("/v1/me")["email_verified"] is False
    token = ann.link("verify-email", story.patience)
    ann.post("/v1/auth/verify-email", {"token": token}, status=204, token=None)
    assert ann.get("/v1/me")["email_verified"] is True
    again = {"email": ann.email, "password": ann.password, "name": "Mallory"}
    assert story.driver.call("POST", "/v1/auth/signup", again).status == 409


@step()
def ann_founds_an_organization(story: Story) -> None:
    organization = story.ann.post("/v1/organizations", {"name": "Acme"})
    story.o = f"/v1/organizations/{organization['id']}"
    assert [one["name"] for one in story.ann.get("/v1/organizations")["data"]] == ["Acme"]
    assert story.ann.call("GET", story.o).status == 404, "the token is not for it yet"
    story.ann.at(organization["id"])
    assert story.ann.get(story.o)["name"] == "Acme"


@step()
def ann_makes_a_workspace(story: Story) -> None:
    workspace = story.ann.post(f"{story.o}/workspaces", {"name": "Main"})
    story.w = f"/v1/workspaces/{workspace['id']}"
    assert story.ann.get(story.w)["name"] == "Main"
    assert [one["id"] for one in story.ann.get("/v1/workspaces")["data"]] == [workspace["id"]]


@step()
def ann_makes_a_project(story: Story) -> None:
    body = {"name": "Launch", "key": "LAU", "visibility": "private"}
    story.project = story.ann.post(f"{story.w}/projects", body)
    assert story.ann.get(story.p)["key"] == "LAU"
    assert [one["key"] for one in story.ann.get(f"{story.w}/projects")["data"]] == ["LAU"]
    review = story.ann.post(f"{story.p}/sections", {"name": "Review"})
    sections = story.ann.get(f"{story.p}/sections")["data"]
    story.sections = {one["name"]: one["id"] for one in sections}
    assert story.sections["Review"] == review["id"]


@step("consumers-send-invitations")
def ben_is_invited_by_mail_and_accepts(story: Story) -> None:
    ann, ben = story.ann, story.ben
    ann.post(f"{story.w}/invitations", {"email": ben.email, "role": "member"})
    assert [one["email"] for one in ann.get(f"{story.w}/invitations")["data"]] == [ben.email]
    link = ben.link("invitations", story.patience)
    assert ann.get(f"/v1/invitations/{link}", token=None)["organization_name"] == "Acme"
    assert ann.call("POST", f"/v1/invitations/{link}/accept").status == 403, "it is not for her"
    accepted = ben.sign_up().post(f"/v1/invitations/{link}/accept", status=200)
    ben.at(accepted["organization_id"])
    names = {one["name"] for one in ann.get(f"{story.w}/members")["data"]}
    assert names == {"Ann", "Ben"}


@step()
def ben_gets_a_role_in_the_project(story: Story) -> None:
    assert story.ben.call("GET", story.p).status == 403, "it was not shared"
    story.ann.put(f"{story.p}/members/{story.ben.id}", {"role": "editor"})
    assert story.ben.get(story.p)["name"] == "Launch"
    assert len(story.ann.get(f"{story.p}/members")["data"]) == 2


@step()
def they_write_tasks(story: Story) -> None:
    for person, title in ((story.ann, "Announcement"), (story.ben, "Screenshots"), (story.ann, "Price list")):
        body = {"project_id": story.project["id"], "title": title}
        key = {"Idempotency-Key": f"{person.id}-{title}"}
        made = person.post(f"{story.w}/tasks", body, headers=key)
        assert person.post(f"{story.w}/tasks", body, headers=key) == made, "a repeated call has one effect"
        story.tasks.append(made)
    numbers = [int(story.key(place).removeprefix("LAU-")) for place in range(3)]
    assert numbers == sorted(set(numbers)), "numbers may have gaps, but no twins"
    assert story.ben.get(f"{story.w}/tasks/{story.key(0)}")["title"] == "Announcement"
    listed = story.ben.get(f"{story.w}/tasks?filter[project_id]={story.project['id']}")["data"]
    assert [task["title"] for task in listed] == ["Announcement", "Screenshots", "Price list"]


@step("consumers-count-columns")
def they_move_tasks_on_the_board(story: Story) -> None:
    ben = story.ben
    place = {"section_id": story.tasks[0]["section_id"], "before_id": story.tasks[0]["id"]}
    ben.post(f"{story.t(2)}/move", place, status=200)
    ben.post(f"{story.t(1)}/move", {"section_id": story.sections["Review"]}, status=200)
    columns = {one["section"]["id"]: one for one in ben.get(f"{story.p}/board")["columns"]}
    first, review = columns[story.tasks[0]["section_id"]], columns[story.sections["Review"]]
    assert [task["title"] for task in first["tasks"]] == ["Price list", "Announcement"]
    assert [task["title"] for task in review["tasks"]] == ["Screenshots"]
    moved = ben.post(f"{story.t(0)}/transition", {"status": "in_progress"}, status=200)
    assert (moved["status"], moved["status_category"]) == ("in_progress", "started")


@step()
def two_change_a_task_and_none_of_it_is_lost(story: Story) -> None:
    seen = story.ann.call("GET", story.t(0))
    tag = header(seen, "ETag")
    changed = story.ben.patch(story.t(0), {"title": "The announcement"}, headers={"If-Match": tag})
    late = story.ann.call("PATCH", story.t(0), {"priority": "high"}, headers={"If-Match": tag})
    assert late.expect(412)["current_version"] == changed["version"]
    both = story.ann.patch(story.t(0), {"priority": "high"})
    assert (both["title"], both["priority"]) == ("The announcement", "high")


@step("consumers-notify-people")
def ben_is_mentioned_and_finds_it_in_his_inbox(story: Story) -> None:
    before = story.ben.get(f"{story.w}/notifications/summary")["unread"]
    body = {"body_md": f"Can you look at this, @{story.ben.id}?"}
    comment = story.ann.post(f"{story.t(0)}/comments", body)
    answered = time.monotonic()
    story.eventually(lambda: ("mentioned", story.key(0)) in story.inbox(story.ben))
    story.seconds["comment to inbox"] = time.monotonic() - answered
    assert story.seconds["comment to inbox"] < INBOX_SECONDS
    assert story.ben.get(f"{story.w}/notifications/summary")["unread"] == before + 1
    assert ("mentioned", story.key(0)) not in story.inbox(story.ann), "nobody is told what they did themselves"
    read = [one["body_md"] for one in story.ben.get(f"{story.t(0)}/comments")["data"]]
    assert read == [comment["body_md"]]


@step()
def ben_reads_answers_and_watches(story: Story) -> None:
    ben = story.ben
    newest = ben.get(f"{story.w}/notifications?limit=1")["data"][0]["id"]
    marked = ben.post(f"{story.w}/notifications/mark", {"through": newest}, status=200)
    assert marked["unread"] == 0
    ben.put(f"{story.t(2)}/watchers/me")
    answer = ben.post(f"{story.t(0)}/comments", {"body_md": "I have."})
    ben.patch(f"{story.w}/comments/{answer['id']}", {"body_md": "I have, it is fine."})
    story.eventually(lambda: ("commented", story.key(0)) in story.inbox(story.ann))
    history = [one["type"] for one in ben.get(f"{story.t(0)}/history")["data"]]
    assert {"onetick.comment.created.v1", "onetick.task.created.v1", "onetick.task.status_changed.v1"} <= {*history}


@step("consumers-plan-reminders", "schedules-announce-due-tasks")
def ben_hears_what_is_due(story: Story) -> None:
    soon = (datetime.now(UTC) + timedelta(hours=2)).isoformat(timespec="milliseconds")
    story.ann.patch(story.t(2), {"due_at": soon, "assignee_ids": [story.ben.id]})
    story.eventually(lambda: ("assigned", story.key(2)) in story.inbox(story.ben))

    def announced() -> bool:
        story.driver.run("schedules-announce-due-tasks")
        return ("due_approaching", story.key(2)) in story.inbox(story.ben)

    story.eventually(announced)


@step()
def a_finished_task_is_deleted_and_brought_back(story: Story) -> None:
    done = story.ann.post(f"{story.t(1)}/transition", {"status": "done"}, status=200)
    assert done["completed_at"]
    story.ann.delete(story.t(1))
    assert story.ann.call("GET", story.t(1)).status in (404, 410)
    restored = story.ann.post(f"{story.t(1)}/restore", status=200)
    assert restored["title"] == "Screenshots"


@step("identity-send-account-mail")
def ben_forgot_his_password(story: Story) -> None:
    ben = story.ben
    old = ben.refresh
    ben.post("/v1/auth/password/forgot", {"email": ben.email}, status=204, token=None)
    link = ben.link("reset-password", story.patience)
    ben.password = "wrong mule capacitor paperclip"
    body = {"token": link, "password": ben.password}
    ben.post("/v1/auth/password/reset", body, status=204, token=None)
    assert story.driver.call("POST", "/v1/auth/password/reset", body).status == 422, "a link works once"
    renewal = {"grant_type": "refresh_token", "refresh_token": old}
    assert story.driver.call("POST", "/v1/auth/token", renewal).status == 401, "every session ended"
    ben.sign_in(organization_id=story.o.rpartition("/")[2])
    assert ben.get(story.t(0))["title"] == "The announcement"


@step()
def ann_reads_with_a_personal_token(story: Story) -> None:
    body = {"name": "Nightly export", "scopes": ["read"], "expires_in_days": 30}
    made = story.ann.post("/v1/me/tokens", body)
    assert story.ann.get(story.t(0), token=made["token"])["key"] == story.key(0)
    change = story.driver.call("PATCH", story.t(0), {"title": "Mine"}, token=made["token"])
    assert change.status == 403, "it only reads"
    listed = story.ann.get("/v1/me/tokens")["data"]
    assert [one["id"] for one in listed] == [made["id"]] and "token" not in listed[0]
    story.ann.delete(f"/v1/me/tokens/{made['id']}")
    assert story.ann.get("/v1/me/tokens")["data"] == []


@step()
def what_is_revoked_stops_working(story: Story) -> None:
    laptop = Person(story.driver, "Ann", story.ann.password)
    laptop.email = story.ann.email
    laptop.sign_in(organization_id=story.o.rpartition("/")[2])
    token = story.ann.post("/v1/me/tokens", {"name": "Old script", "scopes": ["read"]})
    assert laptop.get(story.t(0)) and story.ann.get(story.t(0), token=token["token"])
    others = [one["id"] for one in story.ann.get("/v1/me/sessions")["data"] if not one["current"]]
    for session in others:
        story.ann.delete(f"/v1/me/sessions/{session}")
    story.ann.delete(f"/v1/me/tokens/{token['id']}")
    revoked = time.monotonic()
    for name, credential in (("session", laptop.token), ("token", token["token"])):
        story.driver.eventually(partial(_is_refused, story, credential), REVOCATION_SECONDS, every=0.5)
        story.seconds[f"revoked {name} refused"] = time.monotonic() - revoked
    assert story.ann.get(story.t(0))


def _is_refused(story: Story, token: str) -> bool:
    return story.driver.call("GET", story.t(0), token=token).status == 401
