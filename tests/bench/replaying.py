"""What the emulator answered, overheard and played again: by a process that does nothing else.

A request's CPU would be measured beside an emulator that searches whole partitions, for milliseconds or seconds on
the same processors and in the same caches, and by a clock that a busy machine slows down meanwhile. So it is measured
against a player, which sends the very bytes of the emulator's answers, headers included, over a connection of its
own. What our process does is all the same: it builds and signs its requests, and sends them through a socket; it
waits, reads, parses and renders.
"""

import selectors
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from ssl import SSLContext
from urllib.parse import urlsplit

from onetick.kernel.adapters import aws
from onetick.kernel.adapters.aws import Service

_LARGEST_READ = 1 << 18


class Overhearing:
    """Requests to a DynamoDB, and the answers to them as they came."""

    def __init__(self, endpoint: str) -> None:
        self.answers: list[bytes] = []
        self.service = Service("dynamodb", region="eu-central-1", endpoint=endpoint, connect=self._connect)

    def taken(self) -> list[bytes]:
        """What was answered since the last time."""
        taken = list(self.answers)
        self.answers.clear()
        return taken

    def _connect(self, host: str, tls: SSLContext | None) -> HTTPConnection:
        parts = urlsplit(f"//{host}")
        connection = HTTPConnection(parts.hostname or host, parts.port, timeout=aws.READ_SECONDS)
        answers = self.answers

        class Overheard(HTTPResponse):
            def read(self, amt: int | None = None) -> bytes:
                body = super().read(amt)
                head = [
                    f"HTTP/1.1 {self.status} {self.reason}",
                    *(f"{name}: {text}" for name, text in self.getheaders()),
                ]
                answers.append("\r\n".join([*head, "", ""]).encode() + body)
                return body

        connection.response_class = Overheard
        connection.connect()
        return connection


class Player:
    """A process that answers each request with the next of the answers it was given, whatever is asked."""

    def __init__(self, told: Connection, service: Service) -> None:
        self._told = told
        self.service = service

    def play(self, answers: Sequence[bytes]) -> None:
        """Answer with these from now on, over and over."""
        self._told.send(answers)
        self._told.recv()


@contextmanager
def player() -> Iterator[Player]:
    """A player, for as long as the block runs."""
    context = get_context("fork")
    ours, theirs = context.Pipe()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        process = context.Process(target=_play, args=(listening, theirs), daemon=True)
        process.start()
    service = Service("dynamodb", region="eu-central-1", endpoint=f"http://127.0.0.1:{port}")
    try:
        yield Player(ours, service)
    finally:
        service.close()
        process.terminate()
        process.join()


def _play(listening: socket.socket, told: Connection) -> None:
    """The player's process."""
    answers: Iterator[bytes] = iter(())
    with selectors.DefaultSelector() as selector:
        selector.register(listening, selectors.EVENT_READ)
        selector.register(told, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is told:
                    answers = cycle(told.recv())
                    told.send(None)
                elif key.fileobj is listening:
                    connection, _ = listening.accept()
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    selector.register(connection, selectors.EVENT_READ)
                elif isinstance(key.fileobj, socket.socket):
                    if _request_came(key.fileobj):
                        key.fileobj.sendall(next(answers))
                    else:
                        selector.unregister(key.fileobj)
                        key.fileobj.close()


def _request_came(connection: socket.socket) -> bool:
    """Read one request to its end; whether there was one."""
    data = connection.recv(_LARGEST_READ)
    while data and b"\r\n\r\n" not in data:
        data += connection.recv(_LARGEST_READ)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head:
        return False
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    left = int(length.partition(b":")[2]) - len(body)
    while left:
        left -= len(connection.recv(min(left, _LARGEST_READ)))
    return True
