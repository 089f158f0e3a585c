"""The templates break no rule, and every rule can be broken."""

import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from infra.generating.functions import function
from onetick.kernel.events import event_types
from onetick.kernel.triggers import on_event
from tests.meta import template_rules as rules
from tests.meta.templates import ROOT, Document, expand, expanded, paths


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_no_template_breaks_a_rule(path: Path, rule: rules.Rule) -> None:
    assert list(rule(expanded(path))) == []


def a_template() -> Document:
    """One consumer, its queue and a table, all as they should be."""

    @on_event("inbox", list(event_types.values())[:1])
    def handler(work: Any, event: Any) -> None:
        """Consume."""

    handler.function.__module__ = "functions.consumers.consume_events"
    queue = {"KmsMasterKeyId": {"Ref": "KeyArn"}}
    alarm = {"AlarmActions": ["topic"], "Dimensions": [{"Name": "QueueName", "Value": {"Fn::Sub": "${Prefix}-inbox"}}]}
    dead = {
        "AlarmActions": ["topic"],
        "Dimensions": [{"Name": "QueueName", "Value": {"Fn::Sub": "${Prefix}-inbox-dead"}}],
    }
    made = {
        "Inbox": ("SQS::Queue", {**queue, "QueueName": {"Fn::Sub": "${Prefix}-inbox"}, **_redriven()}),
        "InboxDead": ("SQS::Queue", {**queue, "QueueName": {"Fn::Sub": "${Prefix}-inbox-dead"}}),
        "InboxLate": ("CloudWatch::Alarm", {**alarm, "MetricName": "ApproximateAgeOfOldestMessage"}),
        "InboxDeadFilled": ("CloudWatch::Alarm", {**dead, "MetricName": "ApproximateNumberOfMessagesVisible"}),
        "Secret": ("SecretsManager::Secret", {"GenerateSecretString": {}, "KmsKeyId": {"Ref": "KeyArn"}}),
        "Table": (
            "DynamoDB::Table",
            {
                "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
                "SSESpecification": {"KMSMasterKeyId": {"Ref": "KeyArn"}},
                "DeletionProtectionEnabled": True,
            },
        ),
    }
    resources = {name: {"Type": f"AWS::{kind}", "Properties": properties} for name, (kind, properties) in made.items()}
    resources["Table"]["DeletionPolicy"] = "Retain"
    return expand(
        {
            "Transform": "AWS::Serverless-2016-10-31",
            "Parameters": {name: {"Type": "String"} for name in ("Prefix", "KeyArn", "AlarmTopic", "LogRetention")},
            "Conditions": {"Serving": {"Fn::Equals": ["a", "b"]}},
            "Globals": {"Function": _common()},
            "Resources": {**function(handler), **resources},
        }
    )


def _redriven() -> Document:
    return {"RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["InboxDead", "Arn"]}, "maxReceiveCount": 5}}


def _common() -> Document:
    return {
        "Runtime": "python3.13",
        "Architectures": ["arm64"],
        "Tracing": "Active",
        "AutoPublishAlias": "live",
        "SnapStart": {"ApplyOn": "PublishedVersions"},
    }


GOOD = a_template()
FUNCTION = "ConsumersConsumeEvents"


def broken(rule: rules.Rule, resource: str, **changes: Any) -> list[str]:
    """What the rule says when properties of a resource of the good template are changed; None removes one."""
    template = deepcopy(GOOD)
    properties = template["Resources"][resource]["Properties"]
    properties |= changes
    for name in [name for name, value in changes.items() if value is None]:
        del properties[name]
    return list(rule(template))


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_good_template_is_good(rule: rules.Rule) -> None:
    assert list(rule(GOOD)) == []


def allowing(action: str, resource: str) -> Document:
    """A role's policies with one statement."""
    statement = {"Effect": "Allow", "Action": [action], "Resource": [resource]}
    return {"Policies": [{"PolicyName": "own", "PolicyDocument": {"Statement": [statement]}}]}


@pytest.mark.parametrize(
    ("rule", "resource", "changes"),
    [
        (rules.no_action_is_a_wildcard, f"{FUNCTION}Role", allowing("*", "arn")),
        (rules.no_action_is_a_wildcard, f"{FUNCTION}Role", allowing("dynamodb:*", "arn")),
        (rules.no_resource_is_everything, f"{FUNCTION}Role", allowing("dynamodb:GetItem", "*")),
        (rules.roles_use_no_ready_made_policy, f"{FUNCTION}Role", {"ManagedPolicyArns": ["arn:x:AdministratorAccess"]}),
        (rules.functions_log_for_a_limited_time, FUNCTION, {"LoggingConfig": None}),
        (rules.functions_log_for_a_limited_time, f"{FUNCTION}Logs", {"RetentionInDays": None}),
        (rules.functions_log_for_a_limited_time, f"{FUNCTION}Logs", {"KmsKeyId": None}),
        (rules.functions_are_released_by_alias, f"{FUNCTION}Aliaslive", {"Name": "test"}),
        (rules.functions_are_released_by_alias, FUNCTION, {"SnapStart": None}),
        (rules.functions_are_released_by_alias, FUNCTION, {"Architectures": ["x86_64"]}),
        (rules.functions_are_released_by_alias, FUNCTION, {"TracingConfig": None}),
        (rules.functions_stop_a_bad_release, f"{FUNCTION}DeploymentGroup", {"AlarmConfiguration": None}),
        (rules.function_names_fit, FUNCTION, {"FunctionName": {"Fn::Sub": "${Prefix}-" + "a" * 44}}),
        (rules.queues_set_aside_what_fails, "Inbox", {"RedrivePolicy": None}),
        (rules.queues_set_aside_what_fails, "InboxDead", {"KmsMasterKeyId": None}),
        (rules.queues_are_watched, "InboxLate", {"MetricName": "NumberOfMessagesSent"}),
        (rules.queues_are_watched, "InboxDeadFilled", {"MetricName": "NumberOfMessagesSent"}),
        (rules.alarms_reach_somebody, "InboxLate", {"AlarmActions": None}),
        (rules.tables_can_be_recovered, "Table", {"PointInTimeRecoverySpecification": None}),
        (rules.tables_can_be_recovered, "Table", {"SSESpecification": None}),
        (rules.tables_can_be_recovered, "Table", {"DeletionProtectionEnabled": None}),
        (rules.tables_can_be_recovered, "Table", {"AttributeDefinitions": [{"AttributeName": "title"}]}),
        (rules.no_secret_is_written_down, "Secret", {"SecretString": "hunter2"}),
        (rules.no_secret_is_written_down, "Secret", {"KmsKeyId": None}),
    ],
)
def test_a_rule_notices_what_breaks_it(rule: rules.Rule, resource: str, changes: Document) -> None:
    assert broken(rule, resource, **changes) != []


def test_a_shared_role_is_noticed() -> None:
    template = deepcopy(GOOD)
    template["Resources"]["Another"] = deepcopy(template["Resources"][FUNCTION])
    assert list(rules.roles_belong_to_one_function(template)) == [f"Another shares its role with {FUNCTION}"]


def test_a_full_stack_is_noticed() -> None:
    full = {"Resources": {f"Queue{number}": {"Type": "AWS::SQS::Queue"} for number in range(401)}}
    assert list(rules.a_stack_has_room(full)) == ["401 resources"]


BAD_TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
      KeySchema: [{AttributeName: pk, KeyType: HASH}]
      Colour: blue
"""


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (["cfn-lint"], "'Colour' was unexpected"),
        (["sam", "validate", "--lint", "--template"], "'Colour' was unexpected"),
        (["checkov", "--config-file", ".checkov.yaml", "--file"], "CKV_AWS_119"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_the_tools_of_make_check_can_fail(command: list[str], complaint: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(BAD_TEMPLATE)
    tool = Path(sys.executable).parent / command[0]
    environment = {**os.environ, "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "eu-central-1"}
    done = subprocess.run(
        [tool, *command[1:], bad], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert complaint in done.stdout + done.stderr
