"""The front server: the web app's files, its pages, and the API behind it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from infra.local.front import Front, Site
from infra.local.ports import is_free, lasting, listen
from infra.local.refusal import Refusal

from .platform import call


class Upstream(HTTPServer):
    """A stand-in for the emulator that answers what it was asked."""

    port: int


class Handler(BaseHTTPRequestHandler):
    def answer(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        if self.path.endswith("/empty"):
            self.send_response_only(204)
            self.end_headers()
            return
        content = f"{self.command} {self.path} {body.decode()} {self.headers['X-Viewer-Ip']}".encode()
        self.send_response_only(200)
        self.send_header("Set-Cookie", "a=1")
        self.send_header("Set-Cookie", "b=2")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_HEAD = do_POST = do_PATCH = do_DELETE = do_OPTIONS = answer  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    files = {
        "web/index.html": "<p>app",
        "web/assets/app.js": "1",
        "docs/index.html": "<p>docs",
        "docs/problems/index.html": "<p>problems",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return Site({"/": tmp_path / "web", "/docs": tmp_path / "docs"}, {"X-Frame-Options": "DENY"}, api="/stage")


@pytest.fixture
def url(site: Site) -> Iterator[str]:
    front = Front(listen(0), site)
    front.start()
    yield f"http://127.0.0.1:{front.port}"
    front.stop()


@pytest.fixture
def upstream(site: Site) -> Iterator[None]:
    with Upstream(("127.0.0.1", 0), Handler) as server:
        server.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        site.emulator = server  # type: ignore[assignment]
        yield
        server.shutdown()


@pytest.mark.parametrize("path", ["/", "/projects/prj_1", "/reset?token=a.b", "/verify-email/a.1796.b-c", "/app.js"])
def test_every_path_but_those_of_assets_is_the_web_app(url: str, path: str) -> None:
    answer = call(url, path)
    assert (answer.status, answer.body) == (200, b"<p>app")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_file_is_served_with_its_type_and_not_sent_twice(url: str) -> None:
    answer = call(url, "/assets/app.js")
    assert (answer.body, answer.headers["content-type"]) == (b"1", "text/javascript; charset=utf-8")
    again = call(url, "/assets/app.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_assets_are_kept_for_ever_and_pages_are_asked_for_each_time(url: str) -> None:
    assert call(url, "/assets/app.js").headers["cache-control"] == "public, max-age=31536000, immutable"
    assert call(url, "/").headers["cache-control"] == "no-cache"
    assert call(url, "/assets/gone.js").status == 404


def test_head_has_the_headers_of_get_and_no_body(url: str) -> None:
    answer = call(url, "/assets/app.js", method="HEAD")
    assert (answer.status, answer.headers["content-length"], answer.body) == (200, "1", b"")


def test_the_reference_is_a_folder_of_its_own(url: str) -> None:
    for path, shown in {"/docs": b"<p>docs", "/docs/": b"<p>docs", "/docs/problems": b"<p>problems"}.items():
        assert call(url, path).body == shown
    for path in ("/docs/nothing.html", "/docs/nothing"):
        assert call(url, path).status == 404
    assert call(url, "/docsier").body == b"<p>app"


@pytest.mark.parametrize(
    "path",
    ["/assets/../../secret.txt", "/assets/..%2f../secret.txt", "/docs/../../secret.txt", "/docs/%2e%2e/secret.txt"],
)
def test_nothing_outside_of_the_folders_is_served(url: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("s")
    assert call(url, path).status == 404


def test_files_cannot_be_written(url: str) -> None:
    answer = call(url, "/assets/app.js", method="PUT", body={})
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.usefixtures("upstream")
@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE", "OPTIONS"])
def test_the_api_gets_the_request_as_it_was_sent(url: str, method: str) -> None:
    answer = call(url, "/v1/things/a%2Fb?x=1&x=2", method=method, body={"a": 1})
    assert answer.body.decode() == f'{method} /stage/v1/things/a%2Fb?x=1&x=2 {{"a": 1}} 127.0.0.1'


@pytest.mark.usefixtures("upstream")
def test_the_answer_comes_back_as_it_is(url: str) -> None:
    with closing(socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])))) as connection:
        connection.sendall(b"GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = b""
        while part := connection.recv(65536):
            received += part
    head = received.partition(b"\r\n\r\n")[0].decode().splitlines()
    assert head[0] == "HTTP/1.1 200 OK"
    assert sorted(head[1:]) == ["Connection: close", "Content-Length: 43", "Set-Cookie: a=1", "Set-Cookie: b=2"]


@pytest.mark.usefixtures("upstream")
def test_an_answer_without_a_body_has_none(url: str) -> None:
    answer = call(url, "/v1/empty", method="DELETE")
    assert (answer.status, answer.body) == (204, b"")
    assert "content-length" not in answer.headers


@pytest.mark.usefixtures("upstream")
def test_a_body_that_the_gateway_would_refuse_is_refused(url: str) -> None:
    answer = call(url, "/v1/things", method="POST", headers={"Content-Length": "10485761"})
    assert (answer.status, answer.json["code"]) == (413, "payload_too_large")


def test_an_api_that_does_not_answer_is_a_problem(url: str, site: Site) -> None:
    with closing(listen(0)) as nobody:
        port = nobody.getsockname()[1]

    class Gone:
        pass

    gone: Any = Gone()
    gone.port = port
    site.emulator = gone
    answer = call(url, "/v1/me")
    assert (answer.status, answer.headers["content-type"]) == (502, "application/problem+json")
    assert answer.json["code"] == "upstream_unavailable"


def test_without_a_web_app_the_page_says_so(tmp_path: Path) -> None:
    front = Front(listen(0), Site({"/": tmp_path / "none"}))
    front.start()
    answer = call(f"http://127.0.0.1:{front.port}", "/")
    front.stop()
    assert answer.status == 200
    assert b"not built" in answer.body


def test_a_taken_port_is_refused_with_what_to_do() -> None:
    with closing(listen(0)) as taken:
        port = taken.getsockname()[1]
        assert not is_free(port)
        with pytest.raises(Refusal, match=f"Port {port} is taken.*PORT="):
            listen(port)


def test_ports_last_while_they_are_free(tmp_path: Path) -> None:
    record = tmp_path / "ports.json"
    first = lasting(record, "emulator", "pool")
    assert lasting(record, "emulator", "pool") == first
    with closing(listen(first[0])):
        changed = lasting(record, "emulator", "pool")
    assert changed[0] != first[0]
    assert changed[1] == first[1]
    record.write_text("{")
    assert len(lasting(record, "emulator", "pool")) == 2
