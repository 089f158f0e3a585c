"""The demo organization of an installation, made through the public API like any other.

Every write carries an Idempotency-Key derived from the installation, so a seeding that was cut short
is finished by the next. The passwords are made up for the installation and kept beside its data only.
"""

import hashlib
import http.client
import json
import os
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .demo_plan import plan_website
from .demo_portfolio import gather
from .mailbox import Mail
from .refusal import Refusal

_ATTEMPTS = 6
_ORGANIZATION = "Harbour & Finch"
_WORKSPACE = "Product"
_PEOPLE = (
    ("Mara Lindqvist", "mara@harbour-finch.example", "owner"),
    ("Tomas Okafor", "tomas@harbour-finch.example", "member"),
    ("Ines Duarte", "ines@harbour-finch.example", "member"),
    ("Noor Haddad", "noor@harbour-finch.example", "guest"),
)
_TASKS = (
    ("Interview five pilot customers", "To do", 1, "high", 6, "Notes go into the shared folder, one page each."),
    ("Sketch the first-run screens", "In progress", 2, "medium", 3, "Three screens at most; no tour."),
    ("Choose the two notification defaults", "Ideas", 0, "low", None, ""),
    ("Write the migration guide", "To do", 1, "medium", 10, "For people who come with a spreadsheet."),
    ("Measure the board with 1,000 tasks", "In progress", 0, "high", 1, "On a slow laptop as well."),
    ("Agree on the names of the columns", "Done", 2, "low", None, ""),
    ("Prepare the launch checklist", "Ideas", 1, "medium", 21, "Who does what on the day, hour by hour."),
    ("Review the access roles with legal", "To do", 0, "high", 4, "Guests are the open question."),
    ("Translate the welcome mail", "To do", 2, "low", 8, "German and Portuguese first."),
    ("Record the two-minute tour", "To do", 1, "medium", 12, "One take, with captions."),
    ("Connect the status page", "In progress", 1, "medium", 2, ""),
    ("Invite the first ten teams", "To do", 0, "urgent", 14, "Two from each pilot region."),
    ("Draw the empty states", "In progress", 2, "medium", 5, "They should teach, not decorate."),
    ("Decide on the price of the team plan", "Done", 0, "high", None, ""),
    ("A shared calendar for on-call", "Ideas", 2, "none", None, ""),
    (
        "Load-test the import of a large spreadsheet",
        "To do",
        1,
        "high",
        9,
        "50,000 rows, some with errors.",
    ),
)
_BEFORE = (
    ("Sketch the first-run screens", "Draw the empty states"),
    ("Draw the empty states", "Record the two-minute tour"),
    ("Write the migration guide", "Invite the first ten teams"),
    ("Record the two-minute tour", "Invite the first ten teams"),
)
"""Which task waits for which to be done."""
_MAIL_SECONDS = 10.0
_INVITATION = re.compile(r"/invitations/([^\s/]+)$", re.MULTILINE)
Say = Callable[[str], None]
Mails = Callable[[], tuple[Mail, ...]]


@dataclass(frozen=True, slots=True)
class Person:
    """A demo sign-in."""

    name: str
    email: str
    password: str
    role: str


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo of one installation.

    `seed` makes its idempotency keys, and `since` is the day from which tasks are due; `complete` once
    everything is there.
    """

    seed: str
    since: str
    people: tuple[Person, ...]
    complete: bool = False


class Unexpected(Exception):
    """The API answered otherwise than the seeding needs; `status` is 0 when it was not an answer."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


def plant(url: str, file: Path, mails: Mails, say: Say) -> Demo:
    """The demo organization of the installation at `url`, made unless it is there.

    `file` keeps the sign-ins; `mails` shows what was sent, in which invitations are found.
    Raises Refusal when it cannot be made.
    """
    demo = _read(file)
    if demo and demo.complete and _signs_in(url, demo.people[0]):
        return demo
    if demo is None or demo.complete:
        # No demo yet, or the data it described is gone.
        today = datetime.now(UTC).date().isoformat()
        demo = Demo(
            secrets.token_hex(8), today, tuple(Person(n, e, secrets.token_urlsafe(12), r) for n, e, r in _PEOPLE)
        )
        write(file, demo)
    say("Planting the demo organization")
    try:
        Planting(url, demo, mails).everything()
    except (Unexpected, OSError, http.client.HTTPException) as error:
        raise Refusal(f"The demo organization could not be made: {error}") from error
    demo = replace(demo, complete=True)
    write(file, demo)
    return demo


class Api:
    """The public API for one person; each write has its own, repeatable idempotency key."""

    def __init__(self, url: str, seed: str, token: str | None = None) -> None:
        self._url, self._place = url, urlsplit(url).netloc
        self._seed = seed
        self._token = token

    def as_person(self, token: str) -> "Api":
        """The same API for whoever the token belongs to."""
        return Api(self._url, self._seed, token)

    def get(self, path: str) -> Any:
        """A resource or list. Raises Unexpected."""
        return self._call("GET", path, None)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """What was made. Raises Unexpected."""
        return self._call("POST", path, body)

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """What is there now. Raises Unexpected."""
        return self._call("PUT", path, body)

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """Like `post`, for what exists."""
        return self._call("PATCH", path, body)

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        content = b"" if body is None else json.dumps(body).encode()
        key = hashlib.sha256(f"{self._seed} {method} {path}".encode() + content).hexdigest()[:40]
        headers = {"Content-Type": "application/json", "Idempotency-Key": f"seed-{key}"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        for attempt in range(_ATTEMPTS):
            status, answer, pause = self._answer(method, path, content, headers)
            if status < 300:
                return json.loads(answer or "null")
            passes = status in (429, 503) or "idempotency_in_progress" in answer
            if not passes or attempt == _ATTEMPTS - 1:
                raise Unexpected(f"{method} {path} answered {status} {answer[:1000]}", status)
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _answer(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> tuple[int, str, float]:
        """The status, the body, and how many seconds to wait before asking again."""
        connection = http.client.HTTPConnection(self._place, timeout=40)
        try:
            connection.request(method, path, content, headers)
            response = connection.getresponse()
            pause = min(float(response.getheader("Retry-After") or 1), 10)
            return response.status, response.read().decode(errors="replace"), pause
        finally:
            connection.close()


class Planting:
    """Makes the demo, in an order in which each step can be repeated."""

    def __init__(self, url: str, demo: Demo, mails: Mails) -> None:
        self._url = url
        self._demo = demo
        self._mails = mails
        self._anybody = Api(url, demo.seed)

    def everything(self) -> None:
        """People, workspace, projects, tasks, comments, sprints, goals, a portfolio. Raises Unexpected, OSError."""
        founder, *invited = self._demo.people
        sessions = [self._arrive(person) for person in self._demo.people]
        users = [str(session["user"]["id"]) for session in sessions]
        organization = self._as(sessions[0]).post("/v1/organizations", {"name": _ORGANIZATION})["id"]
        owner = self._as(_session(self._url, founder, organization))
        workspace = owner.post(f"/v1/organizations/{organization}/workspaces", {"name": _WORKSPACE})["id"]
        base = f"/v1/workspaces/{workspace}"
        for person, session in zip(invited, sessions[1:], strict=True):
            if not session["organization_id"]:
                self._invite(owner, base, person, session)
        project = self._project(owner, base, users)
        sections = {section["name"]: section["id"] for section in owner.get(f"{project}/sections")["data"]}
        for name in {section for _, section, *_ in _TASKS} - sections.keys():
            sections[name] = owner.post(f"{project}/sections", {"name": name})["id"]
        tasks = [self._task(owner, base, project, sections, users, entry) for entry in _TASKS]
        by_title = dict(zip((title for title, *_ in _TASKS), tasks, strict=True))
        for first, then in _BEFORE:
            owner.put(f"{base}/tasks/{by_title[then]}/dependencies/{by_title[first]}", {"type": "FS"})
        owner.post(f"{base}/tasks/{tasks[1]}/move", {"section_id": sections["In progress"], "before_id": tasks[4]})
        member = self._as(_session(self._url, invited[0], organization))
        member.post(
            f"{base}/tasks/{tasks[0]}/comments", {"body_md": "Two have said yes. I call the other three today."}
        )
        mention = f"Could you look at this one, @[{invited[0].name}]({users[1]})?"
        owner.post(f"{base}/tasks/{tasks[3]}/comments", {"body_md": mention})
        since = date.fromisoformat(self._demo.since)
        plan_website(owner, base, users, since)
        gather(owner, base, users, since)

    def _arrive(self, person: Person) -> Any:
        """Sign up; whoever did so in a seeding that was cut short signs in."""
        given = {"email": person.email, "password": person.password, "name": person.name}
        try:
            return Api(self._url, secrets.token_hex(8)).post("/v1/auth/signup", given)
        except Unexpected as refused:
            if refused.status != 409:
                raise
        try:
            return _session(self._url, person, None)
        except Unexpected as refused:
            if refused.status != 401:
                raise
            lost = f"the password of {person.email} is not known here any more; delete .local to start anew"
            raise Unexpected(lost) from refused

    def _as(self, session: Any) -> Api:
        return self._anybody.as_person(session["access_token"])

    def _invite(self, owner: Api, base: str, person: Person, session: Any) -> None:
        """Invite a person, who follows the link in the mail."""
        invitation = owner.post(f"{base}/invitations", {"email": person.email, "role": person.role})
        token = self._token_in_mail(person)
        if token is None:
            # Sent before the last restart, and not kept.
            owner.post(f"{base}/invitations/{invitation['id']}/resend", {})
            token = self._token_in_mail(person)
        if token is None:
            raise Unexpected(f"no invitation arrived for {person.email}")
        self._as(session).post(f"/v1/invitations/{token}/accept", {})

    def _token_in_mail(self, person: Person) -> str | None:
        deadline = time.monotonic() + _MAIL_SECONDS
        while time.monotonic() < deadline:
            for mail in reversed(self._mails()):
                found = _INVITATION.search(mail.text) if person.email in mail.to else None
                if found:
                    return found[1]
            time.sleep(0.1)
        return None

    def _project(self, owner: Api, base: str, users: list[str]) -> str:
        """The project's path; guests reach it because it is shared with them."""
        given = {"name": "Launch", "key": "LAUNCH", "visibility": "public", "member_access": "edit"}
        path = f"{base}/projects/{owner.post(f'{base}/projects', given)['id']}"
        for person, user in zip(self._demo.people, users, strict=True):
            if person.role == "guest":
                owner.put(f"{path}/members/{user}", {"role": "commenter"})
        return path

    def _task(
        self,
        owner: Api,
        base: str,
        project: str,
        sections: Mapping[str, str],
        users: list[str],
        entry: tuple[str, str, int, str, int | None, str],
    ) -> str:
        title, section, assignee, priority, days, description = entry
        body: dict[str, Any] = {
            "project_id": project.rpartition("/")[2],
            "section_id": sections[section],
            "title": title,
            "priority": priority,
            "assignee_ids": [users[assignee]],
        }
        if description:
            body["description"] = description
        if days is not None:
            due = date.fromisoformat(self._demo.since) + timedelta(days)
            body["due_at"] = f"{due}T12:00:00Z"
            body["start_at"] = f"{due - timedelta(1 + len(title) % 4)}T08:00:00Z"
        return str(owner.post(f"{base}/tasks", body)["id"])


def _session(url: str, person: Person, organization: str | None) -> Any:
    body = {"grant_type": "password", "email": person.email, "password": person.password}
    chosen = {"organization_id": organization} if organization else {}
    # A seed of its own each time: an idempotency key would hand out the same, ageing token.
    return Api(url, secrets.token_hex(8)).post("/v1/auth/token", {**body, **chosen})


def _signs_in(url: str, person: Person) -> bool:
    try:
        return bool(_session(url, person, None)["access_token"])
    except Unexpected:
        return False


def _read(file: Path) -> Demo | None:
    try:
        found = json.loads(file.read_text())
        return Demo(
            found["seed"], found["since"], tuple(Person(**person) for person in found["people"]), found["complete"]
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def write(file: Path, demo: Demo) -> None:
    """Keep the sign-ins, for the owner of the installation only."""
    written = file.with_suffix(".new")
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        json.dump(asdict(demo), opened, indent=1)
    written.replace(file)
