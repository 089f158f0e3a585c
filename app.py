"""The same entries as one Chalice application: for `chalice local`, `chalice package` and `chalice deploy`.

All routes share one function and the authorizer is another; consumers, the relay, schedules,
rotations and maintenance have one each, which runs its entry itself. `template.yaml` gives every entry its
own function.
"""

import os
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any
from urllib.parse import unquote

from chalice.app import AuthRequest, Blueprint, Chalice, Response

from onetick.kernel import registry
from onetick.kernel.entry import Authorizer, Entry, Route
from onetick.kernel.ids import new_ulid
from onetick.kernel.problems import Unauthenticated
from onetick.kernel.requests.reply import problem_reply
from onetick.kernel.settings import settings
from onetick.kernel.triggers import Consumer, Schedule, Stream

Document = dict[str, Any]
Answer = Callable[..., Any]

app = Chalice(app_name="onetick")

# A Lambda serves one request at a time and the kernel relies on it; `chalice local` is threaded.
one_at_a_time = Lock()

ON_LAMBDA = "AWS_LAMBDA_FUNCTION_NAME" in os.environ


def register(entry: Entry, kind: str, function: Answer, **options: Any) -> None:
    """Tell Chalice about an entry.

    Chalice derives a Lambda's handler from the blueprint's module and the function's name, so what
    is deployed for a consumer is the entry itself; `function` serves `chalice local`, the test client
    and the routes.
    """
    function.__name__, function.__doc__ = entry.function.__name__, entry.function.__doc__
    blueprint = Blueprint(entry.module)
    getattr(blueprint, kind)(name=entry.name, **options)(function)
    app.register_blueprint(blueprint)


def source(entry: Entry) -> Answer:
    """Hands a batch or a tick to its entry as Lambda would."""

    def listen(event: Any) -> Any:
        with one_at_a_time:
            return entry(event.to_dict(), event.context)

    return listen


def invoked(entry: Entry) -> Answer:
    """An entry that is invoked by name."""

    def invoke(event: Document, context: Any) -> Any:
        with one_at_a_time:
            return entry(event, context)

    return invoke


def guard(entry: Authorizer) -> Any:
    """The authorizer. Chalice's are of the TOKEN type; ours wants the whole request, of which it needs the header."""

    def authorize(request: AuthRequest) -> Document:
        event = {
            "type": "REQUEST",
            "methodArn": request.method_arn,
            "headers": {"Authorization": request.token},
        }
        with one_at_a_time:
            policy: Document = answer_of(entry, event)
        for statement in policy["policyDocument"]["Statement"]:
            if isinstance(statement["Resource"], str):  # the local gateway only knows lists
                statement["Resource"] = [statement["Resource"]]
        return policy

    return app.authorizer(name=entry.name, ttl_seconds=entry.ttl)(authorize)


def answer_of(entry: Authorizer, event: Document) -> Any:
    """Its answer. A refusal is API Gateway's exception; `chalice local` knows another one."""
    try:
        return entry(event, None)
    except Exception as refusal:
        if ON_LAMBDA or str(refusal) != "Unauthorized":
            raise
        from chalice.local import NotAuthorizedError  # Lambda has no such module

        answer = problem_reply(Unauthenticated(), path=event["methodArn"], correlation_id=new_ulid())
        raise NotAuthorizedError(answer.headers, answer.body.encode()) from refusal


def view(route: Route) -> Answer:
    """Answers a request by a route."""

    def answer(**_path: str) -> Response:
        assert app.current_request is not None
        event = rest_event(app.current_request.to_original_event(), route)
        with one_at_a_time:
            result = route(event, app.lambda_context)
        headers = dict(result.get("headers") or {}) | dict(result.get("multiValueHeaders") or {})
        return Response(result.get("body") or "", headers, result["statusCode"])

    return answer


def rest_event(event: Mapping[str, Any], route: Route) -> Document:
    """API Gateway's REST event in full; `chalice local` leaves parts out and decodes nothing."""
    if "httpMethod" in event:
        return dict(event)
    context = event["requestContext"]
    query = event["multiValueQueryStringParameters"] or {}
    # It also keeps what other routes captured while it was looking for this one.
    captured = {name: unquote(event["pathParameters"][name]) for name in re.findall(r"\{(\w+)\}", route.path)}
    return {
        **event,
        "httpMethod": context["httpMethod"],
        "resource": context["resourcePath"],
        "path": context["path"],
        "pathParameters": captured or None,
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueHeaders": {name: [value] for name, value in event["headers"].items()},
        **encoded_body(event["body"]),
    }


def encoded_body(body: bytes | str | None) -> Document:
    """The body members of a REST event. Bytes need not be text: what they are is the route's to find out."""
    if not body:
        return {"body": None, "isBase64Encoded": False}
    raw = body if isinstance(body, bytes) else body.encode()
    return {"body": b64encode(raw).decode(), "isBase64Encoded": True}


def include(entry: Entry, authorizer: Any) -> None:
    """Register one entry.

    Chalice cannot declare partial batch responses, so one record is a batch, and a failure is never
    acknowledged with its neighbours. `make chalice` merges infra/generated/chalice.json, which
    restores real batches.
    """
    match entry:
        case Route():
            options: Document = {} if entry.public else {"authorizer": authorizer}
            register(entry, "route", view(entry), path=entry.path, methods=[entry.method], content_types=[], **options)
        case Consumer():
            queue = f"{settings().prefix}-{entry.queue}" + (".fifo" if entry.fifo else "")
            register(entry, "on_sqs_message", source(entry), queue=queue, batch_size=1)
        case Stream():
            stream = os.environ.get("ONETICK_TENANT_STREAM") or {"Ref": "TenantStream"}
            register(entry, "on_dynamodb_record", source(entry), stream_arn=stream, batch_size=1)
        case Schedule():
            register(entry, "schedule", source(entry), expression=entry.expression)
        case Authorizer():
            pass
        case _:
            register(entry, "lambda_function", invoked(entry))


entries = registry.entries()
authorizers = [guard(entry) for entry in entries if isinstance(entry, Authorizer)]
# The handler of a deployed Chalice authorizer is found by this name.
authorize = authorizers[0] if authorizers else None
for each in entries:
    include(each, authorize)
