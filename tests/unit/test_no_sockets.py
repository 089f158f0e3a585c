"""The rule that unit tests stay off the network can fail."""

import socket

import pytest


def test_reaching_for_the_network_fails() -> None:
    with socket.socket() as found, pytest.raises(AssertionError, match="reached for the network"):
        found.connect(("127.0.0.1", 9))
