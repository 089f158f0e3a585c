"""The API and the front door: exactly the routes, guarded, in our own words, and reached one way only."""

import json
import re
import subprocess
from typing import Any

import pytest

from infra.generating import api
from onetick.kernel.entry import Authorizer, Route
from onetick.kernel.problems import problems
from tests.meta.stacks import AREAS, ENTRIES, GENERATED, ROUTES, functions, named
from tests.meta.templates import ROOT, Document, as_list, expanded, read, resources, statements, text


def body() -> Document:
    """The inline definition of the API."""
    [found] = resources(read(GENERATED / "api.yaml"), "AWS::Serverless::Api").values()
    definition: Document = found["DefinitionBody"]
    return definition


def operations() -> dict[tuple[str, str], Document]:
    """Every operation of the API by method and path."""
    found = body()["paths"].items()
    return {(method.upper(), path): operation for path, methods in found for method, operation in methods.items()}


def test_the_api_serves_exactly_the_routes() -> None:
    assert set(operations()) == {(route.method, route.path) for route in ROUTES}


@pytest.mark.parametrize("route", named(ROUTES))
def test_a_route_is_wired_to_its_own_lambda_and_guarded(route: Route) -> None:
    operation = operations()[(route.method, route.path)]
    integration = operation["x-amazon-apigateway-integration"]
    assert text(integration["uri"]).endswith(f":function:${{Prefix}}-{route.name}:live/invocations")
    assert operation["operationId"] == route.operation
    guards: list[Document] = [{entry.operation: []} for entry in ENTRIES if isinstance(entry, Authorizer)]
    assert operation["security"] == ([] if route.public else guards)
    assert route.public or guards


def test_the_api_may_invoke_exactly_what_it_serves() -> None:
    served = [*ROUTES, *(entry for entry in ENTRIES if isinstance(entry, Authorizer))]
    allowed = [
        text(resource).rsplit(":function:", 1)[-1]
        for _, statement in statements(expanded(GENERATED / "api.yaml"))
        for resource in as_list(statement["Resource"])
    ]
    assert sorted(allowed) == sorted(f"${{Prefix}}-{entry.name}:live" for entry in served)


def test_a_policy_of_the_api_is_not_too_long_for_iam() -> None:
    long = {
        "AWS::Partition": "aws-us-gov",
        "AWS::Region": "ap-southeast-99",
        "AWS::AccountId": "1" * 12,
        "Prefix": "p" * 20,
    }
    for policy in resources(expanded(GENERATED / "api.yaml"), "AWS::IAM::ManagedPolicy").values():
        written = json.dumps(policy["PolicyDocument"], separators=(",", ":"))
        for name, value in long.items():
            written = written.replace(f"${{{name}}}", value)
        assert len(written.replace('{"Fn::Sub":', "")) < 6144


def test_a_role_s_policy_is_not_too_long_for_iam() -> None:
    for path in AREAS:
        for name, role in resources(expanded(path), "AWS::IAM::Role").items():
            assert len(json.dumps(role.get("Policies", []))) < 10_240, name


def test_the_api_stays_within_the_resources_that_api_gateway_allows() -> None:
    nodes = {path[:end] for path in body()["paths"] for end in (match.end() for match in re.finditer(r"/[^/]+", path))}
    assert len(nodes) <= 300


def test_paths_that_name_one_position_differently_are_refused() -> None:
    with pytest.raises(ValueError, match=r"says \{task_id\} where"):
        api.refuse_rival_variables(["/v1/tasks/{id}/a", "/v1/tasks/{task_id}"])
    api.refuse_rival_variables(["/v1/tasks/{id}/a", "/v1/tasks/{id}", "/v1/projects/{project_id}"])


def test_the_gateway_speaks_in_problems() -> None:
    answers = body()["x-amazon-apigateway-gateway-responses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "UNAUTHORIZED", "ACCESS_DENIED", "REQUEST_TOO_LARGE", "THROTTLED"} <= set(
        answers
    )
    for kind, answer in answers.items():
        document = json.loads(answer["responseTemplates"]["application/json"])
        assert document["status"] == int(answer["statusCode"]) == problems[document["code"]].status, kind
        assert set(document) == {"type", "title", "status", "detail", "instance", "code", "correlation_id"}
        assert document["correlation_id"] == "$context.requestId"
        headers = answer["responseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
        assert headers["gatewayresponse.header.X-Correlation-Id"] == "context.requestId"
    assert answers["MISSING_AUTHENTICATION_TOKEN"]["statusCode"] == "404"


def test_the_authorizer_is_asked_once_for_a_while() -> None:
    [guard] = [entry for entry in ENTRIES if isinstance(entry, Authorizer)]
    settings = body()["components"]["securitySchemes"][guard.operation]["x-amazon-apigateway-authorizer"]
    assert settings["type"] == "request"
    assert settings["identitySource"] == "method.request.header.Authorization"
    assert settings["authorizerResultTtlInSeconds"] == guard.ttl <= 60, "a revoked token must stop working within 60 s"


def edge(name: str, uri: str) -> Any:
    """What a function at the edge makes of a request for this path."""
    code = resources(read(ROOT / "infra" / "web.yaml"), "AWS::CloudFront::Function")[name]["FunctionCode"]
    sent = {"viewer": {"ip": "192.0.2.7"}, "request": {"uri": uri, "headers": {"x-viewer-ip": {"value": "10.0.0.1"}}}}
    program = f"{code}\nprocess.stdout.write(JSON.stringify(handler({json.dumps(sent)})))"
    return json.loads(subprocess.run(["node", "-e", program], capture_output=True, check=True).stdout)


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("/", "/index.html"),
        ("/w/wsp_1/board", "/index.html"),
        ("/documents", "/index.html"),
        ("/verify-email/01J.1796372855.kOu0e6-_", "/index.html"),
        ("/docs", "/docs/index.html"),
        ("/docs/", "/docs/index.html"),
        ("/docs/problems", "/docs/problems/index.html"),
        ("/docs/index.html", "/docs/index.html"),
        ("/assets/site.1a2b.js", "/assets/site.1a2b.js"),
    ],
)
def test_every_path_but_those_of_assets_is_a_page(asked: str, served: str) -> None:
    assert edge("Pages", asked)["uri"] == served


def test_the_caller_s_address_is_the_edge_s_word_and_not_the_caller_s() -> None:
    assert edge("Caller", "/v1/me")["headers"]["x-viewer-ip"] == {"value": "192.0.2.7"}


def test_the_api_is_only_reached_through_the_distribution_that_tells_who_calls() -> None:
    [firewall] = resources(read(ROOT / "infra" / "protection.yaml"), "AWS::WAFv2::WebACL").values()
    first = min(firewall["Rules"], key=lambda rule: int(rule["Priority"]))
    match = first["Statement"]["NotStatement"]["Statement"]["ByteMatchStatement"]
    [distribution] = resources(read(ROOT / "infra" / "web.yaml"), "AWS::CloudFront::Distribution").values()
    [origin] = [each for each in distribution["DistributionConfig"]["Origins"] if each["Id"] == "api"]
    [said] = origin["OriginCustomHeaders"]
    assert first["Action"] == {"Block": {}}
    assert match["FieldToMatch"] == {"SingleHeader": {"Name": said["HeaderName"]}}
    assert text(match["SearchString"]) == text(said["HeaderValue"])
    assert all(
        each["Environment"]["Variables"]["ONETICK_CALLER_HEADER"] == "x-viewer-ip" for each in functions().values()
    )


def _matches(statement: Document, path: str, sent: str) -> bool:
    """Whether a statement of the firewall holds for a request; what it cannot read as JSON has no values."""
    [(kind, content)] = statement.items()
    if kind == "AndStatement":
        return all(_matches(each, path, sent) for each in content["Statements"])
    if kind == "NotStatement":
        return not _matches(content["Statement"], path, sent)
    assert kind == "ByteMatchStatement"
    [(field, how)] = content["FieldToMatch"].items()
    if field == "UriPath":
        value = path
    else:
        assert (how["InvalidFallbackBehavior"], how["OversizeHandling"]) == ("NO_MATCH", "NO_MATCH")
        [pointer] = how["MatchPattern"]["IncludedPaths"]
        try:
            value = str(json.loads(sent).get(pointer.removeprefix("/")))
        except ValueError:
            return False
    wanted = str(content["SearchString"])
    matches = {"CONTAINS": wanted in value, "ENDS_WITH": value.endswith(wanted), "EXACTLY": value == wanted}
    return matches[content["PositionalConstraint"]]


@pytest.mark.parametrize(
    ("path", "sent", "counted"),
    [
        ("/v1/auth/token", '{"grant_type": "password", "email": "a@example.com", "password": "x"}', [300, 3000, 30000]),
        ("/v1/auth/token", '{"grant_type": "refresh_token", "refresh_token": "x"}', [3000, 30000]),
        ("/live/v1/auth/token", '{"grant_type": "refresh_token", "refresh_token": "x"}', [3000, 30000]),
        ("/v1/auth/token", "grant_type=refresh_token", [300, 3000, 30000]),
        ("/v1/auth/token", "", [300, 3000, 30000]),
        ("/v1/auth/signup", '{"grant_type": "refresh_token"}', [300, 3000, 30000]),
        ("/v1/auth/password/forgot", '{"email": "a@example.com"}', [300, 3000, 30000]),
        ("/v1/auth/password/reset", "{}", [300, 3000, 30000]),
        ("/v1/workspaces", '{"grant_type": "password"}', [30000]),
    ],
)
def test_renewals_do_not_use_up_what_an_address_may_sign_in(path: str, sent: str, counted: list[int]) -> None:
    [firewall] = resources(read(ROOT / "infra" / "protection.yaml"), "AWS::WAFv2::WebACL").values()
    limits = [rule["Statement"]["RateBasedStatement"] for rule in firewall["Rules"] if "RateBased" in str(rule)]
    found = [
        limit["Limit"]
        for limit in limits
        if "ScopeDownStatement" not in limit or _matches(limit["ScopeDownStatement"], path, sent)
    ]
    assert found == counted
