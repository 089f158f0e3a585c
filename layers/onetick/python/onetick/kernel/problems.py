"""The vocabulary of what can go wrong, and its one mapping to RFC 9457.

    Problem
    ├─ 400 ValidationFailed, CursorMismatch
    ├─ 401 Unauthenticated
    ├─ 403 Forbidden, PolicyDenied
    ├─ 404 NotFound           absent, or another tenant's: the same words for both
    ├─ 409 Conflict, ApprovalRequired, DependencyCycle, InvalidTransition
    ├─ 410 Gone, HistoryExpired · 412 VersionMismatch · 413 PayloadTooLarge · 415 UnsupportedMedia
    ├─ 422 Unprocessable, RequiredFieldMissing, IdempotencyKeyReused, QuotaExceeded
    ├─ 428 PreconditionRequired · 429 RateLimited
    └─ 500 Internal · 503 UpstreamUnavailable

Raise them with the sentence that a person should read. Anything else that escapes a handler is an
`internal` that says only the correlation id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: where (a JSON pointer, or `query/<name>`), a code and a sentence."""

    pointer: str
    code: str
    message: str


problems: dict[str, "type[Problem]"] = {}
"""Every problem by code, for the reference page and the OpenAPI document."""


class Problem(Exception):
    """Something the caller can understand and act on.

    `extra` adds members to the problem document, `headers` adds response headers.
    """

    status: ClassVar[int]
    code: ClassVar[str]
    title: ClassVar[str]

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Sequence[Fault] = (),
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.detail = detail or self.title
        self.errors = tuple(errors)
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})
        super().__init__(self.detail)

    def __init_subclass__(cls) -> None:
        if cls.code in problems:
            raise TypeError(f"two problems have the code {cls.code}")
        problems[cls.code] = cls

    def document(self, *, instance: str, correlation_id: str) -> dict[str, Any]:
        """The RFC 9457 document; `instance` is the request's path."""
        document: dict[str, Any] = {
            "type": f"/docs/problems#{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            "code": self.code,
            "correlation_id": correlation_id,
        }
        if self.errors:
            document["errors"] = [
                {"pointer": fault.pointer, "code": fault.code, "message": fault.message} for fault in self.errors
            ]
        return document | self.extra


class ValidationFailed(Problem):
    """The request could not be understood as it stands: malformed JSON, an unknown field, a wrong type or a value out
    of range. `errors` points at each."""

    status, code, title = 400, "validation_failed", "The request is not valid"


class CursorMismatch(Problem):
    """A cursor belongs to one list, filter, sort and tenant, and lives 24 hours. Start again without a cursor."""

    status, code, title = 400, "cursor_mismatch", "The cursor does not fit this request"


class Unauthenticated(Problem):
    """There is no usable credential on the request: none, a wrong one, or one that has expired. Renew the access token
    and try again."""

    status, code, title = 401, "unauthenticated", "Sign in first"


class Forbidden(Problem):
    """The resource exists, but you have no right to do this to it. `reason` says which policy decided; `POST
    /access/explain` says more."""

    status, code, title = 403, "forbidden", "You may not do this"


class PolicyDenied(Problem):
    """An explicit policy forbids this, whatever your role."""

    status, code, title = 403, "policy_denied", "A policy forbids this"


class NotFound(Problem):
    """It does not exist, or not for you: the answer is the same."""

    status, code, title = 404, "not_found", "There is no such thing here"


class Conflict(Problem):
    """The request is valid, but not in the present state, or others are changing the same thing right now."""

    status, code, title = 409, "conflict", "This conflicts with the current state"


class DependencyCycle(Problem):
    """A task would wait for itself or be below itself, or a goal count for itself. `path` names those of the circle,
    which begins and ends with the same one."""

    status, code, title = 409, "dependency_cycle", "This would go round in a circle"


class InvalidTransition(Problem):
    """The workflow of the project does not allow this transition; `allowed` lists those it does."""

    status, code, title = 409, "invalid_transition", "This status cannot follow the present one"


class ApprovalRequired(Problem):
    """Others must agree before a task may have this status. `transitionTask` asks them; `rule` is the transition."""

    status, code, title = 409, "approval_required", "Others must agree to this first"


class Gone(Problem):
    """It was deleted. While it is in the trash it can be restored."""

    status, code, title = 410, "gone", "This is no longer here"


class HistoryExpired(Problem):
    """`as_of` is longer ago than history is kept; `earliest` is how far back it reaches."""

    status, code, title = 410, "history_expired", "History does not reach back that far"


class VersionMismatch(Problem):
    """The `If-Match` version is not the current one; `current_version` is. Read again and decide."""

    status, code, title = 412, "version_mismatch", "Somebody else changed this first"


class PayloadTooLarge(Problem):
    """The body, one of its parts, or what would be stored is over the limit."""

    status, code, title = 413, "payload_too_large", "The request is too large"


class UnsupportedMedia(Problem):
    """The body must be `application/json` in UTF-8."""

    status, code, title = 415, "unsupported_media", "Send JSON"


class Unprocessable(Problem):
    """The request is well-formed, but something it names does not fit: `errors` points at it."""

    status, code, title = 422, "unprocessable", "The request cannot be carried out"


class RequiredFieldMissing(Problem):
    """A rule of the project's workflow asks for values before a task may have this status. `errors` names each field
    that has none, `rule` the transition."""

    status, code, title = 422, "required_field_missing", "This status needs more to be filled in"


class IdempotencyKeyReused(Problem):
    """Use a new key for a new request."""

    status, code, title = 422, "idempotency_key_reused", "This Idempotency-Key was used for another request"


class QuotaExceeded(Problem):
    """`detail` names the limit."""

    status, code, title = 422, "quota_exceeded", "A limit of the plan is reached"


class PreconditionRequired(Problem):
    """Send `If-Match` with the version you saw; service accounts, rules and agents also send an `Idempotency-Key`."""

    status, code, title = 428, "precondition_required", "A header is missing"


class RateLimited(Problem):
    """Wait for the number of seconds in `Retry-After`. Rejected calls do not consume quota."""

    status, code, title = 429, "rate_limited", "Too many requests"


class Internal(Problem):
    """It was logged under the correlation id. Trying again is safe with an Idempotency-Key."""

    status, code, title = 500, "internal", "Something went wrong on our side"


class UpstreamUnavailable(Problem):
    """Try again in a moment."""

    status, code, title = 503, "upstream_unavailable", "A service that this needs does not answer"
