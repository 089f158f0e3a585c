"""The templates say what the code says: folder, registry, stacks, API and grants agree in both directions."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra import generate
from infra.generating import objectives
from infra.generating.chalice import PREFIX
from onetick.kernel import telemetry
from onetick.kernel.entry import Entry
from onetick.kernel.events import EVENT_KINDS
from onetick.kernel.triggers import Consumer, Receiver, Rotation, Schedule, Stream
from tests.meta.stacks import AREAS, CONSUMERS, ENTRIES, GENERATED, ROUTES, behind_prefix, functions, named
from tests.meta.templates import ROOT, Document, as_list, expanded, paths, read, resources, statements, text

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


@pytest.mark.parametrize("entry", named(ENTRIES))
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
    streams = {f"{name}/stream/*" for name in found if name.startswith("table/")}
    return found | streams | _indexes()


def _indexes() -> set[str]:
    tables = [table for path in paths() for table in resources(expanded(path), "AWS::DynamoDB::Table").values()]
    return {
        f"table/{text(table['TableName'])}/index/{index['IndexName']}"
        for table in tables
        for index in table.get("GlobalSecondaryIndexes", [])
    }


def test_every_resource_that_a_role_names_exists() -> None:
    known = known_names()
    for path in AREAS:
        for name, statement in statements(expanded(path)):
            for resource in map(text, as_list(statement["Resource"])):
                last = resource.partition("${AWS::AccountId}:")[2]
                if last and not last.startswith("identity/"):
                    assert last in known, f"{name} may use {resource}, which is nowhere"


@pytest.mark.parametrize("entry", named(ENTRIES))
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


# Events.


def queue_stack() -> Document:
    """The stack of the queues."""
    return expanded(GENERATED / "queues.yaml")


@pytest.mark.parametrize("consumer", named([one for one in CONSUMERS if not isinstance(one, Receiver)]))
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


@pytest.mark.parametrize("consumer", named(CONSUMERS))
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
