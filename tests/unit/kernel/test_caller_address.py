"""Whose address counts: behind a distribution the gateway sees only that, and its limits would be everybody's."""

from collections.abc import Iterator

import pytest

from onetick.kernel.requests.binding import Headers, address_of
from onetick.kernel.settings import settings
from tests.service import Service

EVENT = {"headers": {"X-Viewer-Ip": "203.0.113.9"}, "requestContext": {"identity": {"sourceIp": "198.51.100.1"}}}


@pytest.fixture
def behind_a_distribution(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ONETICK_CALLER_HEADER", "X-Viewer-Ip")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.usefixtures("behind_a_distribution")
def test_behind_a_distribution_the_caller_is_who_it_says() -> None:
    assert address_of(EVENT, Headers(EVENT)) == "203.0.113.9"


@pytest.mark.usefixtures("behind_a_distribution")
def test_without_the_header_it_is_who_the_gateway_sees() -> None:
    event = {**EVENT, "headers": {}}
    assert address_of(event, Headers(event)) == "198.51.100.1"


def test_with_nothing_in_front_a_caller_cannot_choose_an_address() -> None:
    assert address_of(EVENT, Headers(EVENT)) == "198.51.100.1"


@pytest.mark.usefixtures("behind_a_distribution")
def test_one_address_out_of_tries_does_not_shut_out_another(service: Service) -> None:
    body = {"grant_type": "password", "email": "nobody@example.com", "password": "wrong horse battery staple"}

    def statuses(address: str, times: int) -> set[int]:
        headers = {"X-Viewer-Ip": address}
        return {service.call("POST", "/v1/auth/token", body, headers=headers).status for _ in range(times)}

    assert 429 in statuses("203.0.113.9", 40)
    body["email"] = "somebody@example.com"
    assert 429 not in statuses("203.0.113.10", 1)
