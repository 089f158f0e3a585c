"""Unit tests run with sockets off: what reaches for the network fails, whatever it wanted there."""

import socket
from typing import Any, NoReturn

import pytest

ABOUT_SOCKETS = ("test_local_", "test_aws")
"""Modules whose subject is a socket; they stay on the loopback."""


@pytest.fixture(autouse=True)
def no_sockets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection."""
    if request.path.name.startswith(ABOUT_SOCKETS):
        return

    def refuse(*_: Any) -> NoReturn:
        raise AssertionError("a unit test reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
