"""Ports on the loopback interface."""

import json
import socket
from pathlib import Path

from .refusal import Refusal

HOST = "127.0.0.1"


def listen(port: int, *, whose: str = "make run", backlog: int = 512) -> socket.socket:
    """A listening socket on loopback; 0 means any free port. Raises Refusal when the port cannot be had."""
    if not 0 <= port <= 65535:
        raise Refusal(f"{port} is not a port: choose one from 1 to 65535.")
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
    except PermissionError:
        taken.close()
        raise Refusal(f"Port {port} needs more rights. Choose a port above 1023: {whose} PORT=8001") from None
    except OSError:
        taken.close()
        raise Refusal(f"Port {port} is taken. Stop what listens there, or choose another: {whose} PORT=8001") from None
    taken.listen(backlog)
    return taken


def is_free(port: int) -> bool:
    """Whether nothing listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def lasting(record: Path, *names: str) -> tuple[int, ...]:
    """The ports of the given names as written down in `record`, while they are free; new ones are written down."""
    try:
        found = json.loads(record.read_text())
        known = {name: int(found[name]) for name in names if name in found}
    except (FileNotFoundError, ValueError, TypeError):
        known = {}
    ports = {name: known[name] if name in known and is_free(known[name]) else any_free() for name in names}
    if ports != known:
        record.write_text(json.dumps(ports))
    return tuple(ports.values())
