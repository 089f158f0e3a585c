"""The REST API: an inline body whose integrations name each function's `live` alias.

API Gateway imports OpenAPI 3.0, so this body is not the document that clients read: it holds only
paths, security, integrations and what the gateway itself answers.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from onetick.kernel.entry import Authorizer, Entry, Route
from onetick.kernel.problems import (
    Forbidden,
    Internal,
    NotFound,
    PayloadTooLarge,
    Problem,
    RateLimited,
    Unauthenticated,
    UnsupportedMedia,
    UpstreamUnavailable,
    ValidationFailed,
)
from onetick.kernel.requests.reply import SECURITY_HEADERS

from .cloudformation import SERVING, Document, arn, as_yaml, attribute, live_alias, ref, sub, template
from .policies import document, trust

STAGE = "live"

ALIASES_PER_POLICY = 40
"""A managed policy holds 6,144 characters, and an alias of the longest name takes 150 of them."""

POLICIES_PER_ROLE = 10
"""AWS's quota."""

COMPRESS_FROM_BYTES = 1024

GATEWAY_ANSWERS: Mapping[str, type[Problem]] = {
    "ACCESS_DENIED": Forbidden,
    "API_CONFIGURATION_ERROR": Internal,
    "AUTHORIZER_CONFIGURATION_ERROR": Internal,
    "AUTHORIZER_FAILURE": Internal,
    "BAD_REQUEST_BODY": ValidationFailed,
    "BAD_REQUEST_PARAMETERS": ValidationFailed,
    "DEFAULT_4XX": ValidationFailed,
    "DEFAULT_5XX": Internal,
    "EXPIRED_TOKEN": Unauthenticated,
    "INTEGRATION_FAILURE": UpstreamUnavailable,
    "INTEGRATION_TIMEOUT": UpstreamUnavailable,
    "INVALID_API_KEY": Forbidden,
    "INVALID_SIGNATURE": Unauthenticated,
    # The gateway's word for a path or method that does not exist.
    "MISSING_AUTHENTICATION_TOKEN": NotFound,
    "QUOTA_EXCEEDED": RateLimited,
    "REQUEST_TOO_LARGE": PayloadTooLarge,
    "RESOURCE_NOT_FOUND": NotFound,
    "THROTTLED": RateLimited,
    "UNAUTHORIZED": Unauthenticated,
    "UNSUPPORTED_MEDIA_TYPE": UnsupportedMedia,
    "WAF_FILTERED": Forbidden,
}
"""What the gateway answers before any function runs, in our own words."""

_ACCESS_LOG = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "ip": "$context.identity.sourceIp",
    "userAgent": "$context.identity.userAgent",
    "method": "$context.httpMethod",
    "resource": "$context.resourcePath",
    "status": "$context.status",
    "bytes": "$context.responseLength",
    "milliseconds": "$context.responseLatency",
    "functionMilliseconds": "$context.integrationLatency",
    "functionRequestId": "$context.integration.requestId",
    "authorizerMilliseconds": "$context.authorizer.latency",
    "principal": "$context.authorizer.principalId",
    "error": "$context.error.responseType",
    "waf": "$context.wafResponseCode",
    "trace": "$context.xrayTraceId",
}


def api_stack(entries: Sequence[Entry]) -> str:
    """The stack of the API. Raises ValueError for paths that API Gateway would refuse."""
    routes = [entry for entry in entries if isinstance(entry, Route)]
    authorizers = [entry for entry in entries if isinstance(entry, Authorizer)]
    refuse_rival_variables(route.path for route in routes)
    resources = {
        "Api": _api(routes, authorizers),
        "InvokeRole": _invoke_role(),
        **_invoke_policies([*routes, *authorizers]),
        "AccessLogs": {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {
                "LogGroupName": sub("/aws/apigateway/${Prefix}-api"),
                "RetentionInDays": ref("LogRetention"),
                "KmsKeyId": ref("KeyArn"),
            },
        },
    }
    whole = template(
        "OneTick API - the gateway in front of the functions",
        parameters=("Prefix", "Profile", "KeyArn", "LogRetention", "RateLimit", "BurstLimit"),
        Conditions=SERVING,
        resources=resources,
    )
    whole["Outputs"] = {
        "ApiId": {"Value": ref("Api")},
        "Domain": {"Value": sub("${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}")},
        "StageArn": {
            "Value": sub(f"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}::/restapis/${{Api}}/stages/{STAGE}")
        },
    }
    return as_yaml(whole, source="the routes in functions/")


def refuse_rival_variables(paths: Iterable[str]) -> None:
    """Raises ValueError when two paths name the same position differently: API Gateway allows one name for it."""
    names: dict[str, tuple[str, str]] = {}
    for path in paths:
        parts = path.split("/")
        for index, part in enumerate(parts):
            if not part.startswith("{"):
                continue
            place = re.sub(r"\{[^}]*\}", "{}", "/".join(parts[:index]))
            name, other = names.setdefault(place, (part, path))
            if name != part:
                raise ValueError(f"{path} says {part} where {other} says {name}")


def _api(routes: Sequence[Route], authorizers: Sequence[Authorizer]) -> Document:
    return {
        "Type": "AWS::Serverless::Api",
        # From its first moment the API may invoke what it names.
        "DependsOn": list(_invoke_policies([*routes, *authorizers])),
        "Properties": {
            "Name": ref("Prefix"),
            "StageName": STAGE,
            "OpenApiVersion": "3.0.1",
            "EndpointConfiguration": {"Type": "REGIONAL"},
            "TracingEnabled": True,
            "MinimumCompressionSize": COMPRESS_FROM_BYTES,
            "AccessLogSetting": {"DestinationArn": attribute("AccessLogs"), "Format": _access_log_format()},
            "MethodSettings": [
                {
                    "ResourcePath": "/*",
                    "HttpMethod": "*",
                    "MetricsEnabled": {"Fn::If": ["Serving", True, False]},
                    "LoggingLevel": "ERROR",
                    "DataTraceEnabled": False,
                    "ThrottlingRateLimit": ref("RateLimit"),
                    "ThrottlingBurstLimit": ref("BurstLimit"),
                }
            ],
            "DefinitionBody": _body(routes, authorizers),
        },
    }


def _access_log_format() -> str:
    members = ",".join(f'"{name}":"{value}"' for name, value in _ACCESS_LOG.items())
    return f"{{{members}}}"


def _body(routes: Sequence[Route], authorizers: Sequence[Authorizer]) -> Document:
    paths: dict[str, Document] = {}
    for route in sorted(routes, key=lambda route: (route.path, route.method)):
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, authorizers)
    schemes = {authorizer.operation: _scheme(authorizer) for authorizer in authorizers}
    return {
        "openapi": "3.0.1",
        "info": {"title": ref("Prefix"), "version": "1"},
        "paths": paths,
        "components": {"securitySchemes": schemes},
        "x-amazon-apigateway-gateway-responses": {
            kind: gateway_answer(problem) for kind, problem in GATEWAY_ANSWERS.items()
        },
    }


def _operation(route: Route, authorizers: Sequence[Authorizer]) -> Document:
    """Security is said for each operation: API Gateway ignores it at the root of a document."""
    return {
        "operationId": route.operation,
        "security": [] if route.public else [{authorizer.operation: []} for authorizer in authorizers],
        "responses": {},
        "x-amazon-apigateway-integration": {
            "type": "aws_proxy",
            "httpMethod": "POST",
            "passthroughBehavior": "when_no_match",
            "uri": _invocation(route),
            "credentials": attribute("InvokeRole"),
        },
    }


def _scheme(authorizer: Authorizer) -> Document:
    return {
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
            "type": "request",
            "identitySource": "method.request.header.Authorization",
            "authorizerUri": _invocation(authorizer),
            "authorizerCredentials": attribute("InvokeRole"),
            "authorizerResultTtlInSeconds": authorizer.ttl,
        },
    }


def _invocation(entry: Entry) -> Document:
    alias = f"arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:{live_alias(entry)}"
    return sub(
        f"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/{alias}/invocations"
    )


def gateway_answer(problem: type[Problem]) -> Document:
    """The gateway's own answer as a problem document.

    Its templates only fill in variables, without escaping, so the document names the request by the
    id that the gateway chose and repeats nothing that the caller sent.
    """
    members = {
        "type": f"/docs/problems#{problem.code}",
        "title": problem.title,
        "detail": problem.title,
        "instance": "urn:request:$context.requestId",
        "code": problem.code,
        "correlation_id": "$context.requestId",
    }
    body = "".join(f'"{name}":"{value}",' for name, value in members.items())
    headers = {
        **SECURITY_HEADERS,
        "Content-Type": "application/problem+json",
        **({"WWW-Authenticate": 'Bearer realm="onetick"'} if problem.status == 401 else {}),
        **({"Retry-After": "1"} if problem.status in (429, 503) else {}),
    }
    return {
        "statusCode": str(problem.status),
        "responseTemplates": {"application/json": f'{{{body}"status":{problem.status}}}'},
        "responseParameters": {
            # A static value stands in single quotes and cannot hold one.
            **{f"gatewayresponse.header.{name}": f"'{value}'" for name, value in headers.items() if "'" not in value},
            "gatewayresponse.header.X-Correlation-Id": "context.requestId",
        },
    }


def _invoke_role() -> Document:
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "Description": sub("What the API ${Prefix} may invoke"),
            "AssumeRolePolicyDocument": trust("apigateway.amazonaws.com"),
        },
    }


def _invoke_policies(entries: Sequence[Entry]) -> dict[str, Document]:
    """Exactly the aliases of the routes and the authorizer, over as many policies as they need."""
    ordered = sorted(entries, key=lambda entry: entry.name)
    chunks = [ordered[at : at + ALIASES_PER_POLICY] for at in range(0, len(ordered), ALIASES_PER_POLICY)]
    if len(chunks) > POLICIES_PER_ROLE:
        raise ValueError(f"{len(ordered)} functions are more than one role can name")
    return {f"InvokePolicy{number}": _invoke_policy(chunk) for number, chunk in enumerate(chunks, start=1)}


def _invoke_policy(entries: Sequence[Entry]) -> Document:
    statement = {
        "Effect": "Allow",
        "Action": "lambda:InvokeFunction",
        "Resource": [arn("lambda", live_alias(entry)) for entry in entries],
    }
    return {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {
            "Description": sub("What the API ${Prefix} may invoke"),
            "PolicyDocument": document([statement]),
            "Roles": [ref("InvokeRole")],
        },
    }
