"""Answers: views, pages and problems as API Gateway proxy responses."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Generic, TypeVar

from ..paging import Page
from ..problems import Problem

Response = dict[str, Any]

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """An answer with more than a view: another status, more headers, or text that is already JSON.

    `T` is the view as the reference documents it.
    """

    view: "T | str | None"
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A response before the headers that every response has."""

    status: int
    headers: dict[str, str]
    body: str


def render(result: Any, status: int) -> Rendered:
    """What a handler returned, as a response: a view bare, a page in its envelope, None as 204."""
    if isinstance(result, Reply):
        inner = render(result.view, result.status or status)
        return Rendered(result.status or inner.status, {**inner.headers, **result.headers}, inner.body)
    if result is None:
        return Rendered(204, {}, "")
    if isinstance(result, str):
        return Rendered(status, {"Content-Type": "application/json"}, result)
    if isinstance(result, Page):
        rows = ",".join(row.model_dump_json(by_alias=True) for row in result.data)
        page = json.dumps({"next_cursor": result.next_cursor, "has_more": result.next_cursor is not None})
        return Rendered(status, {"Content-Type": "application/json"}, f'{{"data":[{rows}],"page":{page}}}')
    version = getattr(result, "version", None)
    etag = {"ETag": f'"v{version}"'} if isinstance(version, int) else {}
    return Rendered(status, {"Content-Type": "application/json", **etag}, result.model_dump_json(by_alias=True))


def unless_known(rendered: Rendered, if_none_match: str | None) -> Rendered:
    """What was read, with an ETag: that of its version, or a weak one of what it shows. A 304 for whoever has it."""
    if rendered.status != 200:
        return rendered
    tag = rendered.headers.get("ETag") or f'W/"{blake2b(rendered.body.encode(), digest_size=12).hexdigest()}"'
    known = [given.strip().removeprefix("W/") for given in (if_none_match or "").split(",")]
    if tag.removeprefix("W/") in known:
        return Rendered(304, {"ETag": tag}, "")
    return Rendered(rendered.status, {**rendered.headers, "ETag": tag}, rendered.body)


def problem_reply(problem: Problem, *, path: str, correlation_id: str) -> Rendered:
    """A problem as `application/problem+json`."""
    document = problem.document(instance=path, correlation_id=correlation_id)
    headers = {"Content-Type": "application/problem+json", **problem.headers}
    if problem.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="onetick"'
    return Rendered(problem.status, headers, json.dumps(document))


def proxy(rendered: Rendered, *, correlation_id: str, headers: Mapping[str, str]) -> Response:
    """The API Gateway proxy response."""
    everything = {**SECURITY_HEADERS, **rendered.headers, **headers, "X-Correlation-Id": correlation_id}
    return {
        "statusCode": rendered.status,
        "headers": everything,
        "body": rendered.body,
        "isBase64Encoded": False,
    }
