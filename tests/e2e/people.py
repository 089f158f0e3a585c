"""Who acts in the scenarios, and the two ways to the service: within this process, and over HTTP as it is deployed."""

import http.client
import json
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from infra.local.platform import Platform
from onetick.kernel.ids import new_ulid
from tests.service import PASSWORD, Answer, Service, entry_named

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that somebody received."""

    to: str
    subject: str
    text: str


class Driver(Protocol):
    """A way to the service."""

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request."""

    def letters(self) -> Sequence[Letter]:
        """Every mail so far, oldest first."""

    def eventually(self, look: Callable[[], T], within: float, *, every: float = 0.02) -> T:
        """The first true thing that `look` finds `within` so many seconds, looking `every` so many.

        Raises AssertionError when it finds none.
        """

    def run(self, schedule: str) -> None:
        """Have a schedule run now, by its function's name behind the prefix."""


class InProcess:
    """The service in this process; events travel when somebody waits for what they do."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._address = _an_address("198.18")

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        return self._service.call(method, path, body, token=token, headers=headers, source_ip=self._address)

    def letters(self) -> Sequence[Letter]:
        return [Letter(one.to, one.subject, one.text) for one in self._service.mails]

    def eventually(self, look: Callable[[], T], within: float, *, every: float = 0.02) -> T:
        self._service.deliver()
        found = look()
        assert found, "it did not happen"
        return found

    def run(self, schedule: str) -> None:
        self._service.deliver()
        entry_named(schedule)({}, None)
        self._service.deliver()


class OverHttp:
    """The deployed platform through its one origin, from an address of its own: limits on sign-ins go by address."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._address = _an_address("127")

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        sent |= {"Content-Type": "application/json"} if body is not None else {}
        place = urlsplit(self._platform.url).netloc
        connection = http.client.HTTPConnection(place, timeout=60, source_address=(self._address, 0))
        try:
            connection.request(method, path, None if body is None else json.dumps(body), {**sent, **(headers or {})})
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read().decode())
        finally:
            connection.close()

    def letters(self) -> Sequence[Letter]:
        return [Letter(one.to[0], one.subject, one.text) for one in self._platform.mails()]

    def eventually(self, look: Callable[[], T], within: float, *, every: float = 0.02) -> T:
        deadline = time.monotonic() + within
        while not (found := look()):
            assert time.monotonic() < deadline, f"it did not happen within {within} s"
            time.sleep(every)
        return found

    def run(self, schedule: str) -> None:
        name = f"{self._platform.prefix}-{schedule}"
        answer = self._platform.client("lambda").invoke(FunctionName=name, Qualifier="live", Payload=b"{}")
        assert "FunctionError" not in answer, answer["Payload"].read()


@dataclass
class Person:
    """Somebody with an account."""

    driver: Driver
    name: str
    password: str = PASSWORD
    email: str = field(init=False)
    id: str = ""
    token: str = ""
    refresh: str = ""

    def __post_init__(self) -> None:
        self.email = f"{self.name.lower()}.{new_ulid().lower()}@example.com"

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        """A request of theirs."""
        return self.driver.call(method, path, body, **{"token": self.token, **more})

    def get(self, path: str, **more: Any) -> Any:
        """What is there; it must be there."""
        return self.call("GET", path, **more).expect(200)

    def post(self, path: str, body: Any = None, *, status: int = 201, **more: Any) -> Any:
        """What was made, or done with another `status`."""
        return self.call("POST", path, body, **more).expect(status)

    def put(self, path: str, body: Any = None, *, status: int = 200, **more: Any) -> Any:
        """What is there now."""
        return self.call("PUT", path, body, **more).expect(status)

    def patch(self, path: str, body: Any, *, status: int = 200, **more: Any) -> Any:
        """What it was changed to."""
        return self.call("PATCH", path, body, **more).expect(status)

    def delete(self, path: str, *, status: int = 204, **more: Any) -> Any:
        """Nothing."""
        return self.call("DELETE", path, **more).expect(status)

    def sign_up(self) -> "Person":
        """Make the account."""
        body = {"email": self.email, "password": self.password, "name": self.name}
        self._signed_in(self.post("/v1/auth/signup", body, token=None))
        return self

    def sign_in(self, **more: Any) -> "Person":
        """Begin a session with the password."""
        body = {"grant_type": "password", "email": self.email, "password": self.password, **more}
        self._signed_in(self.post("/v1/auth/token", body, status=200, token=None))
        return self

    def at(self, organization_id: str) -> "Person":
        """Renew the session, for an organization."""
        body = {"grant_type": "refresh_token", "refresh_token": self.refresh, "organization_id": organization_id}
        self._signed_in(self.post("/v1/auth/token", body, status=200, token=None))
        return self

    def link(self, place: str, within: float) -> str:
        """The token of the newest link to `place` in a mail to them, waiting for the mail to come."""
        pattern = re.compile(rf"/{place}/([A-Za-z0-9_.-]+)")

        def look() -> str | None:
            texts = [one.text for one in self.driver.letters() if one.to == self.email]
            found = [match[1] for text in texts if (match := pattern.search(text))]
            return found[-1] if found else None

        token = self.driver.eventually(look, within)
        assert token is not None
        return token

    def _signed_in(self, answer: Any) -> None:
        self.id, self.token, self.refresh = answer["user"]["id"], answer["access_token"], answer["refresh_token"]


def header(answer: Answer, name: str) -> str:
    """A header of an answer, in whatever case it came."""
    return next(value for given, value in answer.headers.items() if given.lower() == name.lower())


def _an_address(prefix: str) -> str:
    parts = prefix.split(".")
    return ".".join([*parts, *(str(random.randint(1, 254)) for _ in range(4 - len(parts)))])
