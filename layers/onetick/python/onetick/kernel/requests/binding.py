"""From an API Gateway event to validated arguments, and every way in which it can be wrong.

What a handler's signature names decides what is parsed: `body` and `query` are pydantic models,
`paging` reads `limit` and `cursor`, path parameters arrive under their names.
"""

import base64
import difflib
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..adapters.secrets import secret
from ..keys import fingerprint
from ..paging import DEFAULT_LIMIT, MAX_LIMIT, Paging
from ..problems import Fault, HistoryExpired, NotFound, PayloadTooLarge, UnsupportedMedia, ValidationFailed
from ..recording import rfc3339
from ..settings import settings
from .idempotency import checked_key

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    from ..entry import Route
    from ..fields import Gathered

MAX_BODY_BYTES = 1_000_000
MAX_FAULTS = 20
_NOT_TEXT = Fault("", "not_utf_8", "must be UTF-8 text")
_SAFE_PATH = re.compile(r"[A-Za-z0-9_.@:~-]{1,128}")
_CONTROL = re.compile(r"(?<!\\)(?:\\\\)*\\(?:[bf]|u00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]))|\x7f")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_CORRELATION = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_SMALL = re.compile(r"[0-9]{1,3}")
_TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


class Headers:
    """Request headers by lower-case name; the last value wins."""

    def __init__(self, event: Mapping[str, Any]) -> None:
        single = event.get("headers") or {}
        multi = event.get("multiValueHeaders") or {}
        self._values = {name.lower(): value for name, value in single.items()}
        self._values |= {name.lower(): values[-1] for name, values in multi.items() if values}

    def get(self, name: str) -> str | None:
        """The value of a header, by its lower-case name."""
        return self._values.get(name)

    @property
    def correlation_id(self) -> str | None:
        """The caller's correlation id, when it is one that is safe in a log."""
        given = self.get("x-correlation-id")
        return given if given and _CORRELATION.fullmatch(given) else None

    @property
    def traceparent(self) -> str | None:
        """The W3C trace context, when well-formed."""
        given = self.get("traceparent")
        return given if given and _TRACEPARENT.fullmatch(given) else None

    @property
    def idempotency_key(self) -> str | None:
        """The Idempotency-Key. Raises ValidationFailed for an unusable one."""
        given = self.get("idempotency-key")
        return None if given is None else checked_key(given)

    @property
    def if_match(self) -> int | None:
        """The version `If-Match` asks for; None for `*` or no header. Raises ValidationFailed."""
        given = self.get("if-match")
        if given is None or given.strip() == "*":
            return None
        match = re.fullmatch(r'\s*"v(\d{1,15})"\s*', given)
        if match is None:
            raise ValidationFailed(
                'If-Match must be an ETag of this API, such as "v3".',
                errors=[Fault("header/If-Match", "invalid", 'expected "v<version>"')],
            )
        return int(match[1])


def address_of(event: Mapping[str, Any], headers: Headers) -> str | None:
    """The caller's address: behind a distribution the gateway itself only sees the distribution's."""
    told = headers.get(settings().caller_header)
    seen: str | None = ((event.get("requestContext") or {}).get("identity") or {}).get("sourceIp")
    return told or seen


def raw_body(event: Mapping[str, Any]) -> str:
    """The request body as text. Raises PayloadTooLarge or ValidationFailed."""
    body = event.get("body") or ""
    if event.get("isBase64Encoded"):
        try:
            body = base64.b64decode(body, validate=True).decode()
        except ValueError:
            raise ValidationFailed("The body is not valid.", errors=[_NOT_TEXT]) from None
    try:
        size = len(body.encode())
    except UnicodeEncodeError:
        raise ValidationFailed("The body is not valid.", errors=[_NOT_TEXT]) from None
    if size > MAX_BODY_BYTES:
        raise PayloadTooLarge(f"The body may be at most {MAX_BODY_BYTES} bytes.")
    return str(body)


def path_of(event: Mapping[str, Any]) -> dict[str, str]:
    """The path parameters. Raises NotFound for text that no identifier can be."""
    path = {name: str(value) for name, value in (event.get("pathParameters") or {}).items()}
    if not all(_SAFE_PATH.fullmatch(value) for value in path.values()):
        raise NotFound()
    return path


def query_of(event: Mapping[str, Any]) -> dict[str, list[str]]:
    """Every query parameter with all its values."""
    multi = event.get("multiValueQueryStringParameters")
    if multi:
        return {name: list(values) for name, values in multi.items()}
    return {name: [value] for name, value in (event.get("queryStringParameters") or {}).items()}


def parse_body(model: "type[BaseModel]", text: str, content_type: str | None) -> "BaseModel":
    """The validated body. Raises UnsupportedMedia or ValidationFailed with a pointer to each fault."""
    from pydantic import ValidationError

    if text and (content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMedia()
    if _CONTROL.search(text) and (found := _control_faults(text)):
        raise ValidationFailed("The body is not valid.", errors=found)
    try:
        return model.model_validate_json(text or "{}")
    except ValidationError as error:
        raise ValidationFailed("The body is not valid.", errors=faults(error, _parsed(text))) from None


def parse_query(model: "type[BaseModel] | None", given: Mapping[str, Sequence[str]]) -> "BaseModel | None":
    """The validated query. Raises ValidationFailed; an unknown parameter is named with the nearest known ones."""
    from pydantic import ValidationError

    known = {field.alias or name: field for name, field in model.model_fields.items()} if model else {}
    gathers: Gathered | None = getattr(model, "gathers", None)
    gathered = {}
    if gathers is not None:
        del known[gathers.field]
        gathered = {name: key for name in given if (key := gathers.key_of(name)) is not None}
    unknown = [name for name in given if name not in known and name not in gathered][:MAX_FAULTS]
    if unknown:
        raise ValidationFailed("Unknown query parameter.", errors=[_unknown(name, list(known)) for name in unknown])
    if model is None:
        return None
    values: dict[str, Any] = {
        name: list(values) if _takes_many(known[name].annotation) else values[-1]
        for name, values in given.items()
        if name in known
    }
    if gathers is not None:
        values[gathers.field] = {key: given[name][-1] for name, key in gathered.items()}
    unprintable = [name for name, several in given.items() if any(map(_UNPRINTABLE.search, several))]
    if unprintable:
        message = "may not contain control characters"
        found = [Fault(f"query/{name}", "control_character", message) for name in unprintable]
        raise ValidationFailed("The query is not valid.", errors=found)
    try:
        return model.model_validate_strings(values)
    except ValidationError as error:
        raise ValidationFailed("The query is not valid.", errors=faults(error, values, root="query")) from None


def dry_run_of(given: dict[str, list[str]]) -> bool:
    """Whether to write nothing; takes `dry_run` out of `given`. Raises ValidationFailed for any other word."""
    asked = (given.pop("dry_run", None) or ["false"])[-1]
    if asked not in ("true", "false"):
        raise ValidationFailed("The query is not valid.", errors=[Fault("query/dry_run", "invalid", "true or false")])
    return asked == "true"


def as_of_of(given: dict[str, list[str]], now: datetime) -> datetime | None:
    """The moment to look back to; leaves it in `given` as it is understood, for cursors to be bound to.

    Raises ValidationFailed for what is no moment, or none yet.
    """
    asked = given.get("as_of")
    if asked is None:
        return None
    moment = _moment(asked[-1])
    if moment is None:
        message = "must be a moment with its zone, such as 2026-01-31T09:30:00Z; a + is written %2B"
        raise ValidationFailed("The query is not valid.", errors=[Fault("query/as_of", "invalid", message)])
    if moment > now:
        raise ValidationFailed("The query is not valid.", errors=[Fault("query/as_of", "future", "has not come yet")])
    given["as_of"] = [rfc3339(moment)]
    return moment


def require_kept(moment: datetime, now: datetime) -> None:
    """Raises HistoryExpired for a moment that history does not go back to any more."""
    days = settings().history_days
    earliest = now - timedelta(days=days)
    if moment < earliest:
        extra = {"earliest": rfc3339(earliest)}
        raise HistoryExpired(f"History is kept for {days} days.", extra=extra)


def _moment(text: str) -> datetime | None:
    if not _RFC_3339.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def paging_of(route: "Route", given: dict[str, list[str]], *binding: str) -> Paging:
    """The page asked for; takes `limit` and `cursor` out of `given`. Raises ValidationFailed or CursorMismatch."""
    most = route.max_limit or MAX_LIMIT
    limit = (given.pop("limit", None) or [str(min(DEFAULT_LIMIT, most))])[-1]
    cursor = (given.pop("cursor", None) or [""])[-1]
    if not _SMALL.fullmatch(limit) or not 1 <= int(limit) <= most:
        message = f"must be a whole number from 1 to {most}"
        raise ValidationFailed("The query is not valid.", errors=[Fault("query/limit", "out_of_range", message)])
    flat = [text for name in sorted(given) if name != route.part for text in (name, *given[name])]
    paging = Paging(
        limit=int(limit),
        binding=fingerprint(route.operation, *binding, *flat),
        key=secret("cursor-key").encode(),
        now=int(time.time()),
    )
    if not cursor:
        return paging
    return paging.opened(cursor, part=given.get(route.part or "", [""])[-1])


def faults(error: "ValidationError", given: Any, root: str = "") -> list[Fault]:
    """The faults of a pydantic error, by pointer into what was given; input values are never repeated."""
    found = []
    for item in error.errors(include_url=False, include_input=False, include_context=False)[:MAX_FAULTS]:
        path = "/".join(_escaped(part) for part in _steps(item["loc"], given, missing=item["type"] == "missing"))
        pointer = f"{root}/{path}" if path else root
        # Pydantic counts the characters of a secret as "items".
        message = item["msg"].removeprefix("Value error, ").replace(" items after validation", " characters")
        found.append(Fault(pointer, item["type"], message.replace("Value should", "should")))
    return found


def _steps(location: Sequence[int | str], given: Any, *, missing: bool) -> Iterator[int | str]:
    """The steps that lead to a fault, without the names that pydantic gives to the branches of a union."""
    for place, step in enumerate(location):
        inside = given if isinstance(given, dict) else dict(enumerate(given)) if isinstance(given, list) else {}
        if step in inside:
            given = inside[step]
            yield step
        elif missing and place == len(location) - 1:
            yield step


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _control_faults(text: str) -> list[Fault]:
    """Where control characters stand in a body; nowhere in a text that is no JSON, which is refused for that."""
    message = "may not contain control characters other than tab and line breaks"
    try:
        pointers = list(islice(_with_control(json.loads(text), ""), MAX_FAULTS))
    except (ValueError, RecursionError):
        return []
    return [Fault(pointer, "control_character", message) for pointer in pointers]


def _with_control(value: Any, pointer: str) -> Iterator[str]:
    if isinstance(value, str) and _CONTROLS.search(value):
        yield pointer
    elif isinstance(value, dict):
        for name, part in value.items():
            if _CONTROLS.search(name):
                yield pointer
            yield from _with_control(part, f"{pointer}/{_escaped(name)}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _with_control(part, f"{pointer}/{number}")


def _escaped(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


def _unknown(name: str, known: list[str]) -> Fault:
    nearest = difflib.get_close_matches(name, known, n=3)
    message = f"unknown; did you mean {', '.join(nearest)}?" if nearest else "unknown"
    return Fault(f"query/{name[:100]}", "unknown_field", message)


def _takes_many(annotation: Any) -> bool:
    text = str(annotation)
    return "list[" in text or "tuple[" in text or "frozenset[" in text
