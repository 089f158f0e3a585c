"""The templates say what the code says: folder, registry, stacks, API and grants agree in both directions."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra import generate
from infra.generating import api, objectives
from infra.generating.chalice import PREFIX
from onetick.kernel import registry, telemetry
from onetick.kernel.entry import Authorizer, Consumer, Entry, Rotation, Route, Schedule, Stream
from onetick.kernel.events import EVENT_KINDS
from onetick.kernel.problems import problems
from tests.meta.templates import ROOT, Document, as_list, expanded, paths, read, resources, statements, text

ENTRIES = registry.entries()
ROUTES = [entry for entry in ENTRIES if isinstance(entry, Route)]
CONSUMERS = [entry for entry in ENTRIES if isinstance(entry, Consumer)]
GENERATED = ROOT / "infra" / "generated"
AREAS = sorted(GENERATED.glob("area-*.yaml"))


def functions() -> dict[str, Document]:
    """The properties of every function of every stack, by its name behind the prefix."""
    found = [resources(expanded(path), "AWS::Lambda::Function") for path in AREAS]
    return {behind_prefix(each["FunctionName"]): each for area in found for each in area.values()}


def behind_prefix(value: Any) -> str:
    """`tasks-create-task` of `${Prefix}-tasks-create-task`."""
    return text(value).removeprefix("${Prefix}-")


def named(entries: list[Entry]) -> list[Any]:
    """Parameters that read well."""
    return [pytest.param(entry, id=entry.name) for entry in entries]


# What is generated is current.


def test_the_generated_files_are_current() -> None:
    assert generate.stale(GENERATED, generate.files(ENTRIES)) == [], "run `make generate`"


def test_the_order_of_entries_does_not_matter() -> None:
    assert generate.files(ENTRIES[::-1]) == generate.files(ENTRIES)


def test_a_stale_a_missing_and_a_left_over_file_are_found_and_mended(tmp_path: Path) -> None:
    wanted = {"a.yaml": "a", "b.yaml": "b"}
    (tmp_path / "a.yaml").write_text("old")
    (tmp_path / "c.yaml").write_text("c")
    assert generate.stale(tmp_path, wanted) == ["a.yaml", "b.yaml", "c.yaml"]
    generate.write(tmp_path, wanted)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == wanted


# Folder, registry and stacks.


def test_every_file_in_functions_is_one_entry_and_one_lambda() -> None:
    files = {path for path in (ROOT / "functions").glob("*/*.py") if path.name != "__init__.py"}
    from_files = {f"{path.parent.name}-{path.stem}".replace("_", "-") for path in files}
    assert from_files == {entry.name for entry in ENTRIES} == set(functions())


def test_no_two_entries_have_one_operation_or_one_name() -> None:
    assert len({entry.operation for entry in ENTRIES}) == len({entry.name for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", named(list(ENTRIES)))
def test_a_lambda_runs_its_entry(entry: Entry) -> None:
    function = functions()[entry.name]
    assert function["Handler"] == f"{entry.module}.handler"
    assert (function["MemorySize"], function["Timeout"]) == (entry.memory, entry.timeout)


def test_code_is_packaged_under_the_name_it_is_imported_by() -> None:
    for path in AREAS:
        for name, resource in read(path)["Resources"].items():
            if resource["Type"] != "AWS::Serverless::Function":
                continue
            package = ".".join(resource["Properties"]["Handler"].split(".")[:2])
            expected = {"ParentPackageMode": "explicit", "ParentPackages": package}
            assert resource["Metadata"]["BuildProperties"] == expected, name
            assert (path.parent / resource["Properties"]["CodeUri"]).resolve() == ROOT / package.replace(".", "/")


# Stacks fit together.


def nested() -> Iterator[tuple[Path, str, Document, Path]]:
    """Each nested stack: the template it stands in, its logical id, its parameters, and its own template."""
    for path in paths():
        for name, properties in resources(read(path), "AWS::Serverless::Application").items():
            yield path, name, properties.get("Parameters", {}), (path.parent / properties["Location"]).resolve()


def test_every_template_is_part_of_the_deployment() -> None:
    assert {child for *_, child in nested()} | {ROOT / "template.yaml"} == set(paths())


def test_every_nested_stack_gets_exactly_the_parameters_it_takes() -> None:
    for _, name, given, child in nested():
        assert set(given) == set(read(child).get("Parameters", {})), name


def test_outputs_that_are_asked_for_exist() -> None:
    for parent, *_ in nested():
        children = {name: child for path, name, _, child in nested() if path == parent}
        for stack, output in re.findall(r"(\w+)\.Outputs\.(\w+)", parent.read_text(encoding="utf-8")):
            assert output in read(children[stack])["Outputs"]


# Least privilege.


def known_names() -> set[str]:
    """The end of the ARN of everything that the stacks define by name."""
    named_by = {
        "AWS::DynamoDB::Table": ("TableName", "table/{}"),
        "AWS::SQS::Queue": ("QueueName", "{}"),
        "AWS::SecretsManager::Secret": ("Name", "secret:{}-*"),
        "AWS::Events::EventBus": ("Name", "event-bus/{}"),
        "AWS::Logs::LogGroup": ("LogGroupName", "log-group:{}:*"),
    }
    found = set()
    for path in paths():
        for kind, (key, pattern) in named_by.items():
            found |= {pattern.format(text(each[key])) for each in resources(expanded(path), kind).values()}
    tables = {name for name in found if name.startswith("table/")}
    return found | {f"{table}/{part}/*" for table in tables for part in ("index", "stream")}


def test_every_resource_that_a_role_names_exists() -> None:
    known = known_names()
    for path in AREAS:
        for name, statement in statements(expanded(path)):
            for resource in map(text, as_list(statement["Resource"])):
                last = resource.partition("${AWS::AccountId}:")[2]
                if last and not last.startswith("identity/"):
                    assert last in known, f"{name} may use {resource}, which is nowhere"


@pytest.mark.parametrize("entry", named(list(ENTRIES)))
def test_a_role_may_do_what_its_entry_declares_and_nothing_else(entry: Entry) -> None:
    area = expanded(GENERATED / f"area-{entry.area}.yaml")
    role = text(functions()[entry.name]["Role"]).strip("${}").removesuffix(".Arn")
    allowed = {action for name, each in statements(area) if name == role for action in as_list(each["Action"])}
    declared = {f"{grant.service}:{action}" for grant in entry.all_grants() for action in grant.actions}
    observing = {"logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTelemetryRecords", "xray:PutTraceSegments"}
    assert declared | observing <= allowed
    needed_by_lambda = {"kms:Decrypt", "kms:GenerateDataKey"}
    if isinstance(entry, Consumer):
        needed_by_lambda |= {f"sqs:{action}" for action in ("ChangeMessageVisibility", "DeleteMessage")}
        needed_by_lambda |= {f"sqs:{action}" for action in ("GetQueueAttributes", "ReceiveMessage")}
    if isinstance(entry, Stream):
        needed_by_lambda |= {f"dynamodb:{action}" for action in ("DescribeStream", "GetRecords", "GetShardIterator")}
        needed_by_lambda |= {"dynamodb:ListStreams", "sqs:SendMessage"}
    assert allowed - declared - observing <= needed_by_lambda


def test_the_key_is_only_used_through_a_service() -> None:
    for path in AREAS:
        for name, statement in statements(expanded(path)):
            if any(action.startswith("kms:") for action in as_list(statement["Action"])):
                assert statement["Condition"]["StringEquals"]["kms:ViaService"], name


def test_whoever_only_reads_does_not_encrypt() -> None:
    readers = [route for route in ROUTES if route.method == "GET" and not route.grants]
    for route in readers:
        written = {action for grant in route.all_grants() for action in grant.actions}
        role = text(functions()[route.name]["Role"]).strip("${}").removesuffix(".Arn")
        area = expanded(GENERATED / f"area-{route.area}.yaml")
        allowed = {action for name, each in statements(area) if name == role for action in as_list(each["Action"])}
        assert ("kms:GenerateDataKey" in allowed) == bool(written & {"PutItem", "UpdateItem", "DeleteItem"})


# The API.


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


@pytest.mark.parametrize("route", named(list(ROUTES)))
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


# Events.


def queue_stack() -> Document:
    """The stack of the queues."""
    return expanded(GENERATED / "queues.yaml")


@pytest.mark.parametrize("consumer", named(list(CONSUMERS)))
def test_a_consumer_s_rules_let_through_exactly_its_types(consumer: Consumer) -> None:
    rules = resources(queue_stack(), "AWS::Events::Rule").values()
    queues = resources(queue_stack(), "AWS::SQS::Queue")
    [queue] = [
        name
        for name, each in queues.items()
        if behind_prefix(each["QueueName"]).removesuffix(".fifo") == consumer.queue
    ]
    own = [rule for rule in rules if text(rule["Targets"][0]["Arn"]) == f"${{{queue}.Arn}}"]
    types = [name for rule in own for name in rule["EventPattern"]["detail-type"]]
    assert sorted(types) == sorted(event_type.wire_type for event_type in consumer.types)
    assert all(len(json.dumps(rule["EventPattern"])) < 2048 for rule in own)
    assert all(text(rule["EventBusName"]) == "${Prefix}" for rule in own)


@pytest.mark.parametrize("consumer", named(list(CONSUMERS)))
def test_a_consumer_takes_batches_of_which_only_failures_come_back(consumer: Consumer) -> None:
    [source] = sources(consumer)
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert source["BatchSize"] == consumer.batch_size
    assert source["ScalingConfig"]["MaximumConcurrency"] > 1
    assert text(source["FunctionName"]).endswith("Aliaslive}")
    queues = resources(queue_stack(), "AWS::SQS::Queue").values()
    [queue] = [each for each in queues if text(each["QueueName"]) == text(source["EventSourceArn"]).rsplit(":", 1)[-1]]
    assert queue["VisibilityTimeout"] >= 6 * consumer.timeout


def sources(entry: Entry) -> list[Document]:
    """The event source mappings of an entry."""
    name = "".join(word[:1].upper() + word[1:] for word in entry.name.split("-"))
    mappings = resources(expanded(GENERATED / f"area-{entry.area}.yaml"), "AWS::Lambda::EventSourceMapping").values()
    return [mapping for mapping in mappings if text(mapping["FunctionName"]) == f"${{{name}Aliaslive}}"]


def test_the_relay_takes_new_events_of_both_tables_and_never_blocks() -> None:
    [relay] = [entry for entry in ENTRIES if isinstance(entry, Stream)]
    found = sources(relay)
    assert {text(source["EventSourceArn"]) for source in found} == {"${TenantStream}", "${GlobalStream}"}
    for source in found:
        [only] = source["FilterCriteria"]["Filters"]
        pattern = json.loads(only["Pattern"])
        assert pattern == {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": list(EVENT_KINDS)}}}}
        assert source["BisectBatchOnFunctionError"] is True
        assert source["MaximumRetryAttempts"] > 0
        assert text(source["DestinationConfig"]["OnFailure"]["Destination"]).endswith(":${Prefix}-relay-dead")


def test_every_schedule_has_its_clock() -> None:
    clocks = [clock for path in AREAS for clock in resources(expanded(path), "AWS::Scheduler::Schedule").values()]
    declared = {entry.name: entry.expression for entry in ENTRIES if isinstance(entry, Schedule)}
    assert {behind_prefix(clock["Name"]): clock["ScheduleExpression"] for clock in clocks} == declared


def test_every_rotation_has_its_schedule() -> None:
    schedules = [
        each for path in AREAS for each in resources(expanded(path), "AWS::SecretsManager::RotationSchedule").values()
    ]
    declared = {entry.secret: entry.days for entry in ENTRIES if isinstance(entry, Rotation)}
    found = {text(each["SecretId"]): each["RotationRules"]["AutomaticallyAfterDays"] for each in schedules}
    assert found == {f"${{Prefix}}/{secret}": days for secret, days in declared.items()}


# Objectives.


def test_every_class_of_endpoint_has_its_objectives() -> None:
    alarms = resources(expanded(GENERATED / "objectives.yaml"), "AWS::CloudWatch::Alarm")
    for endpoint in {route.endpoint for route in ROUTES}:
        assert alarms[f"Class{endpoint}Slow"]["Threshold"] == objectives.LATENCY_P95_MS[endpoint]
        assert {f"Class{endpoint}UnavailableFast", f"Class{endpoint}UnavailableSlow"} <= set(alarms)


def test_alarms_watch_the_metrics_that_functions_report() -> None:
    [reported] = telemetry._emf()["CloudWatchMetrics"]
    names = {metric["Name"] for metric in reported["Metrics"]}
    alarms = resources(expanded(GENERATED / "objectives.yaml"), "AWS::CloudWatch::Alarm").values()
    stats = [
        each["MetricStat"]["Metric"] for alarm in alarms for each in alarm.get("Metrics", []) if "MetricStat" in each
    ]
    watched = [*stats, *(alarm for alarm in alarms if alarm.get("Namespace") == telemetry.NAMESPACE)]
    assert len(watched) == 5 * len({route.endpoint for route in ROUTES})
    for metric in watched:
        assert metric["MetricName"] in names
        assert {each["Name"] for each in metric["Dimensions"]} == set(reported["Dimensions"][0])
        assert metric["Namespace"] == reported["Namespace"]


def test_the_dashboard_can_be_read() -> None:
    [dashboard] = resources(expanded(GENERATED / "objectives.yaml"), "AWS::CloudWatch::Dashboard").values()
    written = text(dashboard["DashboardBody"])
    widgets = json.loads(written)["widgets"]
    assert len({(widget["x"], widget["y"]) for widget in widgets}) == len(widgets)
    assert set(re.findall(r"\$\{([^}]+)\}", written)) <= {"Prefix", "AWS::Region"}


# The web.


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
        ("/docs", "/docs/index.html"),
        ("/docs/", "/docs/index.html"),
        ("/docs/problems", "/docs/problems/index.html"),
        ("/assets/site.1a2b.js", "/assets/site.1a2b.js"),
    ],
)
def test_a_path_without_a_file_name_is_a_page(asked: str, served: str) -> None:
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


# Chalice.


def test_chalice_s_policy_is_the_union_of_all_roles() -> None:
    policy = json.loads((GENERATED / "chalice-policy.json").read_text())
    allowed = {action for statement in policy["Statement"] for action in as_list(statement["Action"])}
    declared = {
        f"{grant.service}:{action}" for entry in ENTRIES for grant in entry.all_grants() for action in grant.actions
    }
    assert declared <= allowed
    assert "${" not in json.dumps(policy)
    assert all("*" not in action for action in allowed)
    assert all("*" not in as_list(statement["Resource"]) for statement in policy["Statement"])
    assert len(json.dumps(policy, separators=(",", ":"))) < 10_240


def test_chalice_and_the_templates_mean_one_deployment() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    variables = config["stages"]["dev"]["environment_variables"]
    given = {name for each in functions().values() for name in each["Environment"]["Variables"]}
    # Its API has no distribution in front, so no header tells who calls.
    assert set(variables) == given - {"ONETICK_CALLER_HEADER"}
    assert variables["ONETICK_PREFIX"] == PREFIX
