"""No secret is stored, published, logged or mailed to anybody but its owner, whatever is called."""

import io
import json
import logging
import re
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import Mock

import pytest

from onetick.kernel import registry, telemetry
from onetick.kernel.adapters.aws import AwsError
from onetick.kernel.adapters.mail import Mail
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entry import Route
from tests.service import PASSWORD, TEST_SECRETS, Answer, Service, running

from .effects import Stage, effect
from .leaks import given_away, piece_of
from .scene import Scene, populate

LINK = re.compile(r"https?://\S+/([A-Za-z0-9_.-]{30,})")
NEW = "another " + PASSWORD
WRONG = "a wrong guess at it"


@dataclass
class Told:
    """Everything that was written down while every writing route was called, and every secret that came up."""

    items: set[str] = field(default_factory=set)
    logs: io.StringIO = field(default_factory=io.StringIO)
    answers: list[str] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)

    def learn(self, kind: str, *secrets: str) -> None:
        """Remember what must be nowhere."""
        self.secrets |= dict.fromkeys(secrets, kind)

    def hear(self, answer: Answer) -> None:
        """Remember an answer, and the credentials that it gives away."""
        if not answer.text.startswith('{\n "openapi"'):
            # The reference shows examples of passwords.
            self.answers.append(answer.text)
        shown = json.loads(answer.text) if answer.text else None
        if isinstance(shown, dict):
            self.learn("credential", *given_away(shown))

    def leaks(self, texts: Collection[str], *, but: str = "") -> list[tuple[str, str, str]]:
        """Which secrets stand in which texts: their kinds, the pieces found, and where; `but` is a kind that may."""
        whole = "\n".join(texts)
        found = [(secret, kind) for secret, kind in self.secrets.items() if kind != but and piece_of(secret, whole)]
        return [
            (kind, piece, text[:300]) for secret, kind in found for text in texts if (piece := piece_of(secret, text))
        ]


@contextmanager
def at_info() -> Iterator[None]:
    """Let the product's logger and everybody else's write what they write in production."""
    loggers = (logging.root, telemetry.logger._logger)
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@pytest.fixture(scope="module")
def told() -> Told:
    """What is left behind when everything was called, rightly and wrongly."""
    told = Told()
    with pytest.MonkeyPatch.context() as patch, at_info(), running() as service:
        _listen(patch, told)
        stage = Stage(populate(service))
        for route in registry.routes():
            stage.reset()
            _call(stage, route)
            told.items |= _written(stage)
        stage.reset()
        _stumble(stage.scene)
        told.items |= _written(stage)
        told.mails += service.mails
    told.learn("password", PASSWORD, NEW, WRONG)
    told.learn("key", *(json.loads(text)["d"] for name, text in TEST_SECRETS.items() if "signing" in name))
    told.learn("key", *(text for name, text in TEST_SECRETS.items() if "signing" not in name))
    told.learn("link", *(token for mail in told.mails for token in LINK.findall(mail.text)))
    return told


def _listen(patch: pytest.MonkeyPatch, told: Told) -> None:
    """Hear every answer and every log line at INFO, the product's own and its libraries'."""
    spoken = Service.call

    def call(service: Service, *args: Any, **more: Any) -> Answer:
        answer = spoken(service, *args, **more)
        told.hear(answer)
        return answer

    patch.setattr(Service, "call", call)
    patch.setattr(telemetry.logger.registered_handler, "stream", told.logs)
    everything = logging.StreamHandler(told.logs)
    patch.setattr(logging.root, "handlers", [*logging.root.handlers, everything])


def _call(stage: Stage, route: Route) -> None:
    """Call a route with success where it writes, and carry what happened to everybody whom it concerns."""
    if route.writes:
        answer = effect(stage.scene, route).call("a key of the caller's")
        assert answer.status < 300, answer.text
        stage.scene.service.deliver()
    else:
        stage.scene.call(route, None if route.public else stage.scene.owner)


def _stumble(scene: Scene) -> None:
    """Do what goes wrong with secrets in hand."""
    service, ann = scene.service, scene.owner
    grant = {"grant_type": "password", "email": ann.email}
    for body in ({**grant, "password": WRONG}, {**grant, "password": [PASSWORD]}, {**grant, "pasword": PASSWORD}):
        service.call("POST", "/v1/auth/token", body, headers={"Idempotency-Key": PASSWORD})
    service.call("POST", "/v1/auth/token", raw=json.dumps({**grant, "password": PASSWORD})[:-1])
    for _ in range(2):
        service.call("POST", "/v1/auth/token", {"grant_type": "refresh_token", "refresh_token": ann.refresh})
    service.call("GET", f"/v1/me?access_token={ann.token}", token=ann.token[:-3])
    service.call("POST", f"/v1/invitations/{scene.ids['token']}/accept", token=ann.token)
    for failure in (RuntimeError("broken"), AwsError("Broken", "broken", 500, {})):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(MemoryTables, "transact", Mock(side_effect=failure))
            person = {"email": "new@example.com", "password": PASSWORD, "name": "New"}
            assert service.call("POST", "/v1/auth/signup", person).status >= 500
    service.deliver()


def _written(stage: Stage) -> set[str]:
    """Every item that was ever put, as it is stored."""
    return {repr(item) for item in stage.tables._state.written}


def test_there_is_something_to_look_for(told: Told) -> None:
    kinds = Counter(told.secrets.values())
    assert set(kinds) == {"credential", "password", "key", "link"}
    assert min(kinds["credential"], kinds["link"]) > 5
    assert len(told.logs.getvalue().splitlines()) > len(registry.routes())


def test_nothing_that_is_stored_or_published_holds_a_secret(told: Told) -> None:
    assert told.leaks(told.items) == []


def test_no_log_line_holds_a_secret(told: Told) -> None:
    assert told.leaks(told.logs.getvalue().splitlines()) == []


def test_a_mail_holds_its_own_link_and_no_other_secret(told: Told) -> None:
    assert told.leaks([mail.text + mail.subject for mail in told.mails], but="link") == []
    owners: dict[str, set[str]] = {}
    for mail in told.mails:
        for token in LINK.findall(mail.text):
            owners.setdefault(token, set()).add(mail.to)
    assert all(len(people) == 1 for people in owners.values())


def test_no_answer_repeats_a_password_or_shows_a_key(told: Told) -> None:
    told_secrets = {secret for secret, kind in told.secrets.items() if kind in ("password", "key")}
    whole = "\n".join(told.answers)
    assert [secret for secret in told_secrets if piece_of(secret, whole)] == []
