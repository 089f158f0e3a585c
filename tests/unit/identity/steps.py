"""What the tests of identity do again and again."""

import base64
import json
import re
from typing import Any

from onetick.kernel.table import TableName
from tests.service import PASSWORD, Answer, Person, Service

NEW_PASSWORD = "a quite different secret"


def sign_in(service: Service, email: str, password: str = PASSWORD, **more: Any) -> Answer:
    """A sign-in, from an address of its own unless told."""
    body = {"grant_type": "password", "email": email, "password": password}
    if "organization_id" in more:
        body["organization_id"] = more.pop("organization_id")
    return service.call("POST", "/v1/auth/token", body, **{"source_ip": fresh_ip(), **more})


def renew(service: Service, refresh_token: str, **more: Any) -> Answer:
    """A renewal, from an address of its own unless told."""
    body = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    if "organization_id" in more:
        body["organization_id"] = more.pop("organization_id")
    return service.call("POST", "/v1/auth/token", body, **{"source_ip": fresh_ip(), **more})


def forget(service: Service, email: str) -> Answer:
    """A request for a link to set a new password."""
    return service.call("POST", "/v1/auth/password/forgot", {"email": email}, source_ip=fresh_ip())


def reset(service: Service, token: str, password: str = NEW_PASSWORD) -> Answer:
    """A new password, with the token of a link."""
    body = {"token": token, "password": password}
    return service.call("POST", "/v1/auth/password/reset", body, source_ip=fresh_ip())


def reset_token(service: Service) -> str:
    """The token of the link in the newest mail, after delivery."""
    service.deliver()
    return link_token(service.mails[-1].text, "reset-password")


def link_token(text: str, page: str) -> str:
    """The token in a mail's link to a page."""
    match = re.search(rf"/{page}/([A-Za-z0-9_.-]+)\n", text)
    assert match, text
    return match[1]


def claims_of(token: str) -> dict[str, Any]:
    """The claims of a JWT, unverified."""
    part = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims


def is_signed_in(person: Person) -> bool:
    """Whether their access token is let in."""
    return person.get("/v1/me").status == 200


def events_of(service: Service, *names: str) -> list[dict[str, Any]]:
    """The events with these names, in order."""
    wanted = {f"onetick.{name}.v1" for name in names}
    return [event for event in service.events() if event["type"] in wanted]


_ips = iter(range(1 << 24))


def fresh_ip() -> str:
    """An address that nobody used before, so that the limit per address does not couple steps."""
    number = next(_ips)
    return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"


def everything_stored(service: Service) -> str:
    """The documents of every item of both tables."""
    windows = (service.tables.scan(table, segment=0, segments=1, start=None, limit=100_000) for table in TableName)
    return "\n".join(item.doc for window in windows for item in window.items)
