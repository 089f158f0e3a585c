"""The service as a WSGI application, for tools that speak HTTP: what they send arrives as they sent it."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from tests.service import Service

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class Application:
    """Every route of a service behind what API Gateway answers for paths and methods that it does not know."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        answer = self._service.call(
            environ["REQUEST_METHOD"], _target(environ), raw=_body(environ), headers=_headers(environ)
        )
        phrase = HTTPStatus(answer.status).phrase
        start_response(f"{answer.status} {phrase}", [(name, str(value)) for name, value in answer.headers.items()])
        return [answer.text.encode()]


def _target(environ: dict[str, Any]) -> str:
    """The path and query, still encoded."""
    parts = urlsplit(str(environ["REQUEST_URI"]))
    path = parts.path.encode("latin-1", "replace").decode("latin-1")
    return f"{path}?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else path


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    sent = {name[5:].replace("_", "-").title(): str(value) for name, value in environ.items() if name[:5] == "HTTP_"}
    # Without a type the service must not be told of one.
    return {**sent, "Content-Type": str(environ.get("CONTENT_TYPE", ""))}


def _body(environ: dict[str, Any]) -> str:
    """The bytes of the body as text; those that are no UTF-8 become surrogates, which no text may hold."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return bytes(environ["wsgi.input"].read(length)).decode("utf-8", "surrogateescape")
