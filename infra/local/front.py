"""One origin for everything: the web app, the API reference, the API, and the mails that were sent.

It stands where the CDN stands in AWS, and does no more than that: static files, and the API's paths
handed on with the caller's address. On loopback only.
"""

import http.client
import json
import mimetypes
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from . import mailbox
from .emulator import Emulator
from .ports import HOST

API_PATHS = ("/v1/", "/.well-known/")
MAIL_PATH = "/_local/mail"
CALLER = "X-Viewer-Ip"
_HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
# As API Gateway; the API itself allows less.
_MAX_BODY_BYTES = 10_485_760
_API_SECONDS = 35.0
# As they are published: see infra/operations/publish_web.py.
_ASSETS = "assets/"
_FOREVER = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "no-cache"
_NO_WEB_APP = (
    b"<!doctype html><title>OneTick</title><p>The web app is not built yet. The API is at <code>/v1</code>.</p>"
)


@dataclass(slots=True)
class Site:
    """What is served.

    `folders`: each path prefix and its folder; `/` is the web app, whose pages all are `index.html`.
    `headers` go with every static file. `api` is the path of the API's stage on the emulator.
    """

    folders: Mapping[str, Path]
    headers: Mapping[str, str] = field(default_factory=dict)
    emulator: Emulator | None = None
    api: str = ""
    mails: Callable[[], tuple[mailbox.Mail, ...]] = tuple


class Front:
    """The server, on a socket that already listens: connections wait until `start`."""

    def __init__(self, listening: socket.socket, site: Site) -> None:
        self._server = _Server(listening, site)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Serve, on threads of its own."""
        threading.Thread(target=self._server.serve_forever, args=(0.1,), name="front", daemon=True).start()

    def stop(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, listening: socket.socket, site: Site) -> None:
        super().__init__((HOST, 0), _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.server_address = listening.getsockname()
        self.site = site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer leaves as one: its head alone would wait, for 40 ms, until the browser has confirmed it.
    wbufsize = 65_536
    disable_nagle_algorithm = True
    server: _Server

    def handle_one_request(self) -> None:
        """Every method is handled alike."""
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline:
            self.close_connection = True
            return
        if not self.parse_request():
            return
        path = urlsplit(self.path).path
        if path.startswith(API_PATHS):
            self._hand_on()
        elif self.command not in ("GET", "HEAD"):
            self._say(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b"Only GET and HEAD.\n", {"Allow": "GET, HEAD"})
        elif path == MAIL_PATH:
            self._say(HTTPStatus.OK, "text/html; charset=utf-8", mailbox.page(self.server.site.mails()).encode())
        else:
            self._serve_file(unquote(path))
        self.wfile.flush()

    def _hand_on(self) -> None:
        """The request as it came, to the API; the answer as it comes."""
        site = self.server.site
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdigit():
            self._problem(HTTPStatus.LENGTH_REQUIRED, "validation_failed", "The request must say its Content-Length.")
            return
        if int(length) > _MAX_BODY_BYTES:
            self._problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "payload_too_large", "The request is too large.")
            return
        body = self.rfile.read(int(length))
        assert site.emulator is not None
        connection = http.client.HTTPConnection(HOST, site.emulator.port, timeout=_API_SECONDS)
        try:
            connection.putrequest(self.command, site.api + self.path, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", f"{HOST}:{site.emulator.port}")
            for name, value in self.headers.items():
                if name.lower() not in {*_HOP_BY_HOP, "host", "content-length", "expect", CALLER.lower()}:
                    connection.putheader(name, value)
            connection.putheader(CALLER, self.client_address[0])
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self._problem(HTTPStatus.BAD_GATEWAY, "upstream_unavailable", "The API does not answer.")
            return
        finally:
            connection.close()
        self.send_response_only(response.status, response.reason)
        for name, value in response.getheaders():
            if name.lower() not in {*_HOP_BY_HOP, "content-length"}:
                self.send_header(name, value)
        self._finish(content, response.getheader("Content-Length"), bodiless=response.status in (204, 304))

    def _serve_file(self, path: str) -> None:
        prefix, folder = self._folder(path)
        inside = path.removeprefix(prefix).lstrip("/")
        # As the distribution does it: the web app's files are its assets, and every other path is a page of it, even
        # with dots in it. Beside it, a path without a file name is a page.
        is_page = not inside.startswith(_ASSETS) if prefix == "/" else path.rfind(".") <= path.rfind("/")
        page = "index.html" if prefix == "/" else f"{inside}/index.html"
        file = (folder / (page.lstrip("/") if is_page else inside)).resolve()
        if is_page and prefix == "/" and not file.is_file():
            self._say(HTTPStatus.OK, "text/html; charset=utf-8", _NO_WEB_APP)
            return
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            self._say(HTTPStatus.NOT_FOUND, "text/plain", b"Not found.\n")
            return
        stat = file.stat()
        tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        kind += "; charset=utf-8" if kind.startswith("text/") or kind in ("text/javascript", "application/json") else ""
        cache = _FOREVER if inside.startswith(_ASSETS) else _ASK_EACH_TIME
        headers = {"ETag": tag, "Cache-Control": cache, "Last-Modified": formatdate(stat.st_mtime, usegmt=True)}
        if self.headers.get("If-None-Match") == tag:
            self.send_response_only(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        self._say(HTTPStatus.OK, kind, file.read_bytes(), {**headers, **self.server.site.headers})

    def _folder(self, path: str) -> tuple[str, Path]:
        folders = self.server.site.folders
        for prefix in sorted(folders, key=len, reverse=True):
            if prefix != "/" and (path == prefix or path.startswith(f"{prefix}/")):
                return prefix, folders[prefix]
        return "/", folders["/"]

    def _problem(self, status: HTTPStatus, code: str, detail: str) -> None:
        document = {
            "type": f"/docs/problems#{code}",
            "title": status.phrase,
            "status": status,
            "detail": detail,
            "code": code,
        }
        self.close_connection = True
        self._say(status, "application/problem+json", json.dumps(document).encode())

    def _say(self, status: HTTPStatus, kind: str, content: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response_only(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self._finish(content, str(len(content)))

    def _finish(self, content: bytes, length: str | None, *, bodiless: bool = False) -> None:
        """End the answer. `length`: what a HEAD request is told; `bodiless`: the status allows no body at all."""
        head = self.command == "HEAD"
        told = length if head else str(len(content))
        if self.close_connection:
            self.send_header("Connection", "close")
        if told is not None and not bodiless:
            self.send_header("Content-Length", told)
        self.end_headers()
        if not head and not bodiless:
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the functions log what they did."""
