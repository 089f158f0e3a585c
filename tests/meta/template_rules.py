"""Rules that every template keeps. Each is a function of one expanded template that yields what breaks it."""

from collections.abc import Callable, Iterator

from tests.meta.templates import LONGEST_PREFIX, Document, as_list, resources, statements, text

Rule = Callable[[Document], Iterator[str]]

MOST_RESOURCES = 400
"""A stack holds 500; the rest is room for the next change."""

LONGEST_FUNCTION_NAME = 64

UNNAMEABLE = {"xray:PutTelemetryRecords", "xray:PutTraceSegments"}
"""Actions that AWS offers no resource for."""


def a_stack_has_room(template: Document) -> Iterator[str]:
    count = len(template["Resources"])
    if count > MOST_RESOURCES:
        yield f"{count} resources"


def no_action_is_a_wildcard(template: Document) -> Iterator[str]:
    for name, statement in statements(template):
        for action in as_list(statement["Action"]):
            if statement["Effect"] == "Allow" and "*" in action:
                yield f"{name} allows {action}"


def no_resource_is_everything(template: Document) -> Iterator[str]:
    for name, statement in statements(template):
        if "*" in [text(resource) for resource in as_list(statement["Resource"])]:
            for action in sorted(set(as_list(statement["Action"])) - UNNAMEABLE):
                yield f"{name} allows {action} on everything"


def roles_belong_to_one_function(template: Document) -> Iterator[str]:
    owners: dict[str, str] = {}
    for name, function in resources(template, "AWS::Lambda::Function").items():
        role = text(function["Role"])
        if role in owners:
            yield f"{name} shares its role with {owners[role]}"
        owners[role] = name


def roles_use_no_ready_made_policy(template: Document) -> Iterator[str]:
    for name, role in resources(template, "AWS::IAM::Role").items():
        for policy in role.get("ManagedPolicyArns", []):
            # CodeDeploy's own role is AWS's to write: it moves aliases and reads alarms.
            if "AWSCodeDeployRoleForLambda" not in text(policy):
                yield f"{name} takes {text(policy)}"


def functions_log_for_a_limited_time(template: Document) -> Iterator[str]:
    groups = resources(template, "AWS::Logs::LogGroup")
    for name, function in resources(template, "AWS::Lambda::Function").items():
        logging = function.get("LoggingConfig", {})
        group = groups.get(text(logging.get("LogGroup")).strip("${}"))
        if group is None or logging.get("LogFormat") != "JSON":
            yield f"{name} has no JSON log group of its own"
        elif "RetentionInDays" not in group or "KmsKeyId" not in group:
            yield f"{name} keeps its log for ever, or in the clear"


def functions_are_released_by_alias(template: Document) -> Iterator[str]:
    aliases = resources(template, "AWS::Lambda::Alias").values()
    live = {text(alias["FunctionName"]).strip("${}") for alias in aliases if alias["Name"] == "live"}
    gradual = {
        name
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Lambda::Alias"
        and "CodeDeployLambdaAliasUpdate" in resource.get("UpdatePolicy", {})
    }
    for name, function in resources(template, "AWS::Lambda::Function").items():
        if name not in live or f"{name}Aliaslive" not in gradual:
            yield f"{name} has no alias `live` that moves gradually"
        if function.get("SnapStart") != {"ApplyOn": "PublishedVersions"}:
            yield f"{name} starts cold"
        if function.get("Architectures") != ["arm64"] or function.get("Runtime") != "python3.13":
            yield f"{name} runs on something else"
        if function.get("TracingConfig") != {"Mode": "Active"}:
            yield f"{name} is not traced"


def functions_stop_a_bad_release(template: Document) -> Iterator[str]:
    groups = resources(template, "AWS::CodeDeploy::DeploymentGroup")
    alarms = resources(template, "AWS::CloudWatch::Alarm")
    for name in resources(template, "AWS::Lambda::Function"):
        group = groups.get(f"{name}DeploymentGroup", {})
        watching = [text(alarm["Name"]).strip("${}") for alarm in group.get("AlarmConfiguration", {}).get("Alarms", [])]
        if not watching or not all(alarm in alarms for alarm in watching):
            yield f"{name} is released without an alarm"


def function_names_fit(template: Document) -> Iterator[str]:
    for name, function in resources(template, "AWS::Lambda::Function").items():
        whole = text(function["FunctionName"]).replace("${Prefix}", LONGEST_PREFIX)
        if len(whole) > LONGEST_FUNCTION_NAME:
            yield f"{name} is called {whole}, {len(whole)} letters"


def queues_set_aside_what_fails(template: Document) -> Iterator[str]:
    queues = resources(template, "AWS::SQS::Queue")
    for name, queue in queues.items():
        if "KmsMasterKeyId" not in queue:
            yield f"{name} is not encrypted under the key"
        if _is_dead_letter_queue(queue):
            continue
        target = text(queue.get("RedrivePolicy", {}).get("deadLetterTargetArn", "")).strip("${}").removesuffix(".Arn")
        if target not in queues:
            yield f"{name} has no dead-letter queue"


def queues_are_watched(template: Document) -> Iterator[str]:
    watched = {
        (text(dimension["Value"]).replace(".QueueName", ""), alarm["MetricName"])
        for alarm in resources(template, "AWS::CloudWatch::Alarm").values()
        for dimension in alarm.get("Dimensions", [])
        if dimension["Name"] == "QueueName"
    }
    for name, queue in resources(template, "AWS::SQS::Queue").items():
        metric = (
            "ApproximateNumberOfMessagesVisible" if _is_dead_letter_queue(queue) else "ApproximateAgeOfOldestMessage"
        )
        if not {(text(queue["QueueName"]), metric), (f"${{{name}}}", metric)} & watched:
            yield f"{name} has no alarm on {metric}"


def _is_dead_letter_queue(queue: Document) -> bool:
    return text(queue["QueueName"]).removesuffix(".fifo").endswith("-dead")


def alarms_reach_somebody(template: Document) -> Iterator[str]:
    for name, alarm in resources(template, "AWS::CloudWatch::Alarm").items():
        if not alarm.get("AlarmActions"):
            yield f"{name} tells nobody"


def tables_can_be_recovered(template: Document) -> Iterator[str]:
    for name, table in resources(template, "AWS::DynamoDB::Table").items():
        if not table.get("PointInTimeRecoverySpecification", {}).get("PointInTimeRecoveryEnabled"):
            yield f"{name} cannot go back in time"
        if "KMSMasterKeyId" not in table.get("SSESpecification", {}):
            yield f"{name} is not encrypted under the key"
        if "DeletionProtectionEnabled" not in table or template["Resources"][name].get("DeletionPolicy") is None:
            yield f"{name} can be deleted by mistake"
        keys = [key["AttributeName"] for key in table["KeySchema"]]
        keys += [
            key["AttributeName"] for index in table.get("GlobalSecondaryIndexes", []) for key in index["KeySchema"]
        ]
        if sorted(keys) != sorted(each["AttributeName"] for each in table["AttributeDefinitions"]):
            yield f"{name} defines attributes that are no keys"


def no_secret_is_written_down(template: Document) -> Iterator[str]:
    for name, secret in resources(template, "AWS::SecretsManager::Secret").items():
        if "SecretString" in secret or "GenerateSecretString" not in secret:
            yield f"{name} has its value in the template"
        if "KmsKeyId" not in secret:
            yield f"{name} is not encrypted under the key"


RULES: tuple[Rule, ...] = (
    a_stack_has_room,
    no_action_is_a_wildcard,
    no_resource_is_everything,
    roles_belong_to_one_function,
    roles_use_no_ready_made_policy,
    functions_log_for_a_limited_time,
    functions_are_released_by_alias,
    functions_stop_a_bad_release,
    function_names_fit,
    queues_set_aside_what_fails,
    queues_are_watched,
    alarms_reach_somebody,
    tables_can_be_recovered,
    no_secret_is_written_down,
)
