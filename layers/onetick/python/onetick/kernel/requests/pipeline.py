"""What happens to a request, in one order that no route can enter half-way.

correlate -> principal and tenant -> rate limit -> validate -> load within the tenant -> decide ->
use case -> commit once -> render. A commit that lost against a concurrent one starts again from
loading; the idempotency record, the versions and the uniqueness conditions decide who wins.
"""

import inspect
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import meter, telemetry
from ..access import Subject, facts
from ..access.policies import handles
from ..adapters.aws import AwsError
from ..authority import authorize, standing
from ..entry import Public, Route, Self
from ..ids import OrgId, PrincipalId, WorkspaceId, new_ulid
from ..keys import fingerprint
from ..principal import Principal
from ..problems import (
    Conflict,
    Forbidden,
    Internal,
    NotFound,
    PreconditionRequired,
    Problem,
    Unauthenticated,
    UpstreamUnavailable,
    VersionMismatch,
)
from ..recording import Decided, Request, rfc3339
from ..runtime import runtime
from ..snapshots import complete, is_taken
from ..table import Key, TableName
from ..target import Arrival
from ..unit.allowance import Allowance
from ..work import Lost, Recorded, Work, pause_before
from . import binding
from .deprecation import deprecation_headers
from .idempotency import AnyReplay, IdempotencyKey
from .preview import preview
from .rate import origin
from .reply import Rendered, Response, problem_reply, proxy, render, unless_known

if TYPE_CHECKING:
    from pydantic import BaseModel

MAX_ATTEMPTS = 12
CHANGE_SET = "OneTick-Change-Set"
"""The header that names what a write changed, for whoever wants to undo it."""
ANONYMOUS = Principal(id=PrincipalId("anonymous"), method="none", scopes=frozenset())


class Pipeline:
    """Answers the requests of one route."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self._parameters = route.signature.parameters
        self._body: type[BaseModel] | None = self._model("body")
        self._query: type[BaseModel] | None = self._model("query")
        self._allowance = Allowance.of(route)
        if is_taken():
            runtime()
            handles()
            complete((self._body, self._query, route.signature.return_annotation))

    def answer(self, event: Mapping[str, Any], context: Any) -> Response:
        """The proxy response to an API Gateway REST event; never raises."""
        started = time.perf_counter()
        meter.reset()
        headers = binding.Headers(event)
        correlation_id = headers.correlation_id or new_ulid()
        path = str(event.get("path") or self.route.path)
        telemetry.begin(correlation_id, operation=self.route.operation)
        answer_headers = deprecation_headers(self.route.deprecation)
        code = None
        try:
            rendered = self._answer(event, headers, correlation_id, answer_headers)
        except AwsError:
            code = UpstreamUnavailable.code
            telemetry.logger.exception("upstream")
            retry = UpstreamUnavailable(headers={"Retry-After": "1"})
            rendered = problem_reply(retry, path=path, correlation_id=correlation_id)
        except Problem as problem:
            code = problem.code
            rendered = problem_reply(problem, path=path, correlation_id=correlation_id)
        except Exception:
            code = Internal.code
            telemetry.logger.exception("unexpected")
            rendered = problem_reply(Internal(), path=path, correlation_id=correlation_id)
        telemetry.observe(
            operation=self.route.operation,
            endpoint=self.route.endpoint,
            status=rendered.status,
            milliseconds=(time.perf_counter() - started) * 1e3,
            usage=meter.snapshot(),
            code=code,
        )
        return proxy(rendered, correlation_id=correlation_id, headers=answer_headers)

    def _answer(
        self, event: Mapping[str, Any], headers: binding.Headers, correlation_id: str, answer_headers: dict[str, str]
    ) -> Rendered:
        principal = self._principal(event)
        source_ip = binding.address_of(event, headers)
        answer_headers.update(self._spend(principal, source_ip, event))
        arrival, text, paging, dry_run = self._arrival(event, headers, principal)
        if arrival.as_of is not None:
            answer_headers["OneTick-As-Of"] = rfc3339(arrival.as_of)
        key = self._idempotency_key(headers, arrival, text, event, source_ip)
        request = Request(
            operation=self.route.operation,
            correlation_id=correlation_id,
            traceparent=headers.traceparent,
            source_ip=source_ip,
            user_agent=(headers.get("user-agent") or "")[:200] or None,
            idempotency=key.name if key else None,
        )
        telemetry.logger.append_keys(org=arrival.org, workspace=arrival.workspace, principal=principal.id)
        for attempt in range(1, MAX_ATTEMPTS + 1):
            work = self._work(arrival, request, attempt)
            work.previews = dry_run
            try:
                return self._attempt(work, arrival, key, headers, paging, dry_run)
            except Lost:
                if work.sent:
                    request = replace(work.request, part=work.request.part + work.sent)
                pause_before(attempt)
            except Problem:
                # It may come from what the same call, sent twice, has done a moment ago.
                done = self._replay(self._work(arrival, request, attempt), key) if key is not None else None
                if done is None:
                    raise
                return done
        raise Conflict("Others are changing the same thing right now. Try again.", headers={"Retry-After": "1"})

    def _work(self, arrival: Arrival, request: Request, attempt: int) -> Work:
        return Work(
            tables=runtime().tables,
            principal=arrival.principal,
            request=request,
            allowance=self._allowance,
            org_id=arrival.org,
            workspace_id=arrival.workspace,
            now=runtime().clock(),
            attempt=attempt,
        )

    def _attempt(
        self,
        work: Work,
        arrival: Arrival,
        key: IdempotencyKey | None,
        headers: binding.Headers,
        paging: Any,
        dry_run: bool,
    ) -> Rendered:
        work.prefetch(self._first_keys(arrival, key))
        if key is not None and (replayed := self._replay(work, key)) is not None:
            return replayed
        in_tenant = TableName.TENANT in self.route.tables
        work.standing = standing(work, arrival.principal, arrival.org if in_tenant else None, arrival.workspace)
        if arrival.as_of is not None:
            work.look_back(arrival.as_of)
        targets = {target.name: target.find(work, arrival) for target in self.route.on}
        self._decide(work, arrival, targets)
        self._check_version(targets, headers)
        try:
            result = self.route.function(**self._arguments(work, arrival, targets, paging))
        except Recorded as refusal:
            work.commit()
            raise refusal.problem from None
        rendered = render(result, self.route.status)
        if dry_run:
            return preview(work, rendered)
        if (change_set_id := work.change_set_id) is not None:
            rendered.headers[CHANGE_SET] = change_set_id
        self._commit(work, key, rendered)
        return unless_known(rendered, headers.get("if-none-match")) if self.route.method == "GET" else rendered

    # Before anything is read

    def _principal(self, event: Mapping[str, Any]) -> Principal:
        principal = Principal.from_context((event.get("requestContext") or {}).get("authorizer") or {})
        if self.route.public:
            return ANONYMOUS
        if principal is None:
            raise Unauthenticated()
        return principal

    def _spend(self, principal: Principal, source_ip: str | None, event: Mapping[str, Any]) -> dict[str, str]:
        caller = origin(source_ip) if self.route.public else principal.id
        if self.route.counted is not None:
            caller = self.route.counted(binding.raw_body(event)) or caller
        org = principal.org if TableName.TENANT in self.route.limited_in else None
        if org is None and TableName.GLOBAL not in self.route.limited_in:
            return {}
        now = runtime().clock().timestamp()
        return runtime().limiter.spend(self.route.endpoint, org=org, caller=caller, now=now)

    def _arrival(
        self, event: Mapping[str, Any], headers: binding.Headers, principal: Principal
    ) -> tuple[Arrival, str, Any, bool]:
        path = binding.path_of(event)
        org = self._org(principal, path)
        given = binding.query_of(event)
        dry_run = self.route.previews and binding.dry_run_of(given)
        now = runtime().clock()
        as_of = binding.as_of_of(given, now) if self.route.looks_back else None
        paging = None
        if "paging" in self._parameters:
            scope = (principal.id, org or "", *(f"{name}={value}" for name, value in sorted(path.items())))
            paging = binding.paging_of(self.route, given, *scope)
        if as_of is not None:
            del given["as_of"]
        query = binding.parse_query(self._query, given)
        text = binding.raw_body(event)
        body = binding.parse_body(self._body, text, headers.get("content-type")) if self._body else None
        if as_of is not None:
            # What makes no sense is said first; whether history goes back that far depends on the day.
            binding.require_kept(as_of, now)
        arrival = Arrival(
            principal=principal,
            org=org,
            workspace=WorkspaceId(path["workspace_id"]) if "workspace_id" in path else None,
            path=path,
            query=query,
            body=body,
            as_of=as_of,
            paging=paging,
        )
        return arrival, text, paging, dry_run

    def _org(self, principal: Principal, path: Mapping[str, str]) -> OrgId | None:
        """The tenant of the request. Another tenant's id, and a token without a tenant, find nothing."""
        if self.route.enters:
            return None
        named = path.get("organization_id")
        if named is not None and named != principal.org:
            raise NotFound()
        if principal.org is None and "workspace_id" in path:
            raise NotFound()
        if principal.org is None and isinstance(self.route.can, str):
            raise Forbidden("The token is not for an organization. Ask for one with organization_id.")
        return principal.org

    def _idempotency_key(
        self, headers: binding.Headers, arrival: Arrival, text: str, event: Mapping[str, Any], source_ip: str | None
    ) -> IdempotencyKey | None:
        given = headers.idempotency_key
        if self.route.method == "GET" or not self.route.writes:
            return None
        if given is None:
            if arrival.principal.type in ("service_account", "rule", "ai_agent"):
                raise PreconditionRequired("Service accounts, rules and agents must send an Idempotency-Key.")
            return None
        in_tenant = arrival.org is not None and TableName.TENANT in self.route.tables
        query = sorted((name, *values) for name, values in binding.query_of(event).items())
        return IdempotencyKey(
            caller=arrival.principal.id if not self.route.public else fingerprint("public", source_ip or ""),
            text=given,
            # With the key in it, what is stored does not let anybody guess at a password in the body.
            request=fingerprint(given, self.route.operation, str(sorted(arrival.path.items())), str(query), text),
            org=arrival.org if in_tenant else None,
        )

    # Within the tenant

    def _first_keys(self, arrival: Arrival, key: IdempotencyKey | None) -> list[Key]:
        keys = []
        if key is not None:
            cls, parts = key.stored
            keys.append(cls.key(**parts))
        if arrival.org is not None and TableName.TENANT in self.route.tables:
            keys += facts.keys(arrival.org, arrival.workspace, arrival.principal.id)
        for target in self.route.on:
            keys += _within(target.keys, arrival)
        return keys

    def _replay(self, work: Work, key: IdempotencyKey) -> Rendered | None:
        cls, parts = key.stored
        found: AnyReplay | None = work.find(cls, cls.key(**parts))
        if found is None or found.expires <= work.now.timestamp():
            return None
        key.check(found)
        return Rendered(found.status, {**found.headers, "Idempotent-Replayed": "true"}, key.body_of(found))

    def _decide(self, work: Work, arrival: Arrival, targets: Mapping[str, Any]) -> None:
        if isinstance(self.route.can, (Public, Self)):
            self._check_scope(arrival.principal)
            if arrival.workspace is not None:
                # What is one's own in a workspace is still only for those who are in it.
                authorize(work, "workspace:view", self._subject(work, arrival, {}))
            work.decided = Decided(policy=type(self.route.can).__name__.lower(), reason=self.route.can.reason)
            return
        subject = self._subject(work, arrival, targets)
        work.decided = authorize(work, self.route.can, subject)

    def _check_scope(self, principal: Principal) -> None:
        """A token limited to reading changes nothing, not even what is its owner's own."""
        can = self.route.can
        if not isinstance(can, Self) or can.any_scope or not self.route.writes:
            return
        if not principal.scopes & {"*", "write"}:
            raise Forbidden("The token is limited to other permissions.", extra={"reason": "guard-token-scope"})

    def _subject(self, work: Work, arrival: Arrival, targets: Mapping[str, Any]) -> Subject:
        for target in self.route.on:
            if target.decides and targets:
                return target.subject(work, targets[target.name])
        assert arrival.org is not None
        kind, identifier = ("workspace", arrival.workspace) if arrival.workspace else ("organization", arrival.org)
        return Subject(kind=kind, id=str(identifier), org_id=arrival.org, workspace_id=arrival.workspace)

    def _check_version(self, targets: Mapping[str, Any], headers: binding.Headers) -> None:
        about = self.route.about
        if not self.route.writes or about is None:
            return
        expected = headers.if_match
        if expected is None:
            if self.route.needs_if_match and headers.get("if-match") is None:
                raise PreconditionRequired("Send If-Match with the version that you saw.")
            return
        current = targets[about.name].version
        if current != expected:
            raise VersionMismatch(
                f"You saw version {expected}, the current one is {current}.", extra={"current_version": current}
            )

    def _arguments(self, work: Work, arrival: Arrival, targets: Mapping[str, Any], paging: Any) -> dict[str, Any]:
        given = {"work": work, "body": arrival.body, "query": arrival.query, "paging": paging, **targets}
        return {name: given[name] if name in given else arrival.path[name] for name in self._parameters}

    def _commit(self, work: Work, key: IdempotencyKey | None, rendered: Rendered) -> None:
        if key is None:
            work.commit()
            return
        record = key.record(
            rendered.status,
            rendered.headers,
            rendered.body,
            secret=self.route.secret_response,
            now=int(work.now.timestamp()),
        )
        work.commit(record)

    def _model(self, name: str) -> "type[BaseModel] | None":
        parameter = self._parameters.get(name)
        if parameter is None or parameter.annotation is inspect.Parameter.empty:
            return None
        model: type[BaseModel] = parameter.annotation
        return model


def _within(keys: Callable[[Arrival], Sequence[Key]], arrival: Arrival) -> Sequence[Key]:
    """A target's keys; a name that cannot be in a key is the name of nothing."""
    try:
        return keys(arrival)
    except ValueError:
        raise NotFound() from None
