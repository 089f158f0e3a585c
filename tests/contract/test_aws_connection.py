"""The client over real loopback sockets: kept connections, closed ones, silence, refused ports."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onetick.kernel.adapters import aws
from onetick.kernel.adapters.aws import AwsError, Service
from onetick.kernel.adapters.credentials import Credentials


class Server(ThreadingHTTPServer):
    """Answers each request with the number of the connection it came by."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.connections = 0
        self.closes_idle = False
        self.says_close = False
        self.silent = threading.Event()
        self.done = threading.Event()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        assert isinstance(self.server, Server)
        self.server.connections += 1
        self.number = self.server.connections

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        self.rfile.read(int(self.headers["Content-Length"]))
        if server.silent.is_set():
            server.done.wait(5)
        body = json.dumps({"connection": self.number}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        if server.says_close:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        # Without a word in the answer, as a server does with a connection that was idle too long.
        self.close_connection = server.closes_idle

    def log_message(self, *args: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found
    found.done.set()
    found.shutdown()
    found.server_close()


@pytest.fixture
def service(server: Server) -> Iterator[Service]:
    found = client(server.server_port)
    yield found
    found.close()


def client(port: int) -> Service:
    return Service(
        "dynamodb",
        region="eu-central-1",
        endpoint=f"http://127.0.0.1:{port}",
        credentials=lambda: Credentials("test", "test"),
        sleep=lambda seconds: None,
    )


def test_a_connection_that_the_server_said_it_closes_is_replaced_by_one_as_patient(
    server: Server, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aws, "CONNECT_SECONDS", 0.2)
    server.says_close = True
    service.call("GetItem", {})
    server.silent.set()
    threading.Timer(0.6, server.done.set).start()
    assert service.call("GetItem", {})["connection"] == 2


def test_calls_of_a_thread_share_a_connection_and_threads_do_not(service: Service) -> None:
    assert [service.call("GetItem", {})["connection"] for _ in range(3)] == [1, 1, 1]
    seen: list[int] = []
    thread = threading.Thread(target=lambda: seen.append(service.call("GetItem", {})["connection"]))
    thread.start()
    thread.join(5)
    assert seen == [2]


def test_a_connection_that_the_server_closed_is_replaced(service: Service, server: Server) -> None:
    server.closes_idle = True
    assert [service.call("GetItem", {})["connection"] for _ in range(3)] == [1, 2, 3]


def test_silence_is_an_error_after_the_read_timeout(
    service: Service, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aws, "READ_SECONDS", 0.1)
    server.silent.set()
    with pytest.raises(AwsError, match="did not answer in time"):
        service.call("GetItem", {})
    server.silent.clear()
    assert service.call("GetItem", {})["connection"] == 2, "the late answer is not taken for the next one"


def test_a_refused_connection_is_an_error_that_may_pass() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(AwsError) as refused:
            client(unused.getsockname()[1]).call("GetItem", {})
    assert refused.value.code == "ConnectionError"
    assert refused.value.may_pass
