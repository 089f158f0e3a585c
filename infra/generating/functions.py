"""One stack per area: each entry is a function with its own role, log group, alias, canary and alarm."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

from onetick.kernel.entry import Authorizer, Entry
from onetick.kernel.events import EVENT_KINDS
from onetick.kernel.triggers import Consumer, Rotation, Schedule, Stream

from .cloudformation import (
    SERVING,
    Document,
    alarm,
    arn,
    as_yaml,
    attribute,
    dimensions,
    layer,
    logical_id,
    ref,
    sub,
    template,
)
from .policies import FAILED_RELAYS, queue_name, role

STREAMS = ("TenantStream", "GlobalStream")
_SHARED = (
    "Prefix",
    "Profile",
    "Release",
    "PublicUrl",
    "MailFrom",
    "HistoryDays",
    "Scanner",
    "AttachmentBytes",
    "WorkspaceBytes",
    "KeyArn",
    "AlarmTopic",
    "LogRetention",
    "DependenciesLayer",
    "OnetickLayer",
)

FILES = "${Prefix}-files-${AWS::AccountId}-${AWS::Region}"
"""The bucket of what people attach, bring in and take out."""

CONCURRENT_CONSUMERS = 20
"""How many batches of one queue are worked on at once, so that a burst cannot take every function's concurrency."""

STREAM_ATTEMPTS = 10
"""How often a batch of changes is tried before it is set aside and the stream goes on."""

STREAM_LAG_MS = 60_000
"""Events that are a minute old and not on the bus yet are an incident."""

REFUSED_SHARE, ENOUGH_ASKED = 0.8, 50
"""Tokens expire every minute somewhere; when four of five of at least 50 are refused, the authorizer is at fault."""


def area_stacks(entries: Sequence[Entry]) -> Mapping[str, str]:
    """The file of each area's stack, by the area's name; `entries` are sorted."""
    areas = {area: list(members) for area, members in groupby(entries, key=lambda entry: entry.area)}
    return {area: as_yaml(_area(area, members), source=f"functions/{area}") for area, members in areas.items()}


def functions_stack(entries: Sequence[Entry]) -> str:
    """The stack that holds the areas' stacks, and hands each what it asks for."""
    areas = sorted({entry.area for entry in entries})
    own = {area: _own_parameters([entry for entry in entries if entry.area == area]) for area in areas}
    resources = {
        logical_id(area.replace("_", "-")): {
            "Type": "AWS::Serverless::Application",
            "Properties": {
                "Location": f"area-{area}.yaml",
                "Parameters": {name: ref(name) for name in (*_SHARED, *own[area])},
            },
        }
        for area in areas
    }
    parameters = (*_SHARED, *dict.fromkeys(name for names in own.values() for name in names))
    description = "OneTick functions - one stack for each area"
    return as_yaml(template(description, parameters=parameters, resources=resources), source="functions/")


def _area(area: str, entries: Sequence[Entry]) -> Document:
    resources: dict[str, Document] = {}
    for entry in entries:
        resources |= function(entry)
    return template(
        f"OneTick {area} - its functions",
        parameters=(*_SHARED, *_own_parameters(entries)),
        Conditions=SERVING,
        Globals={"Function": _common()},
        resources=resources,
    )


def _own_parameters(entries: Sequence[Entry]) -> tuple[str, ...]:
    """What the entries of an area need that others do not."""
    streams = STREAMS if any(isinstance(entry, Stream) for entry in entries) else ()
    return (*streams, *sorted({layer(folder) for entry in entries for folder in entry.layers}))


def _common() -> Document:
    """What all functions share. Any change of a function's configuration or layers publishes a new version."""
    return {
        "Runtime": "python3.13",
        "Architectures": ["arm64"],
        "Layers": [ref("DependenciesLayer"), ref("OnetickLayer")],
        "Tracing": "Active",
        "AutoPublishAlias": "live",
        "AutoPublishAliasAllProperties": True,
        "SnapStart": {"ApplyOn": "PublishedVersions"},
        "Environment": {
            "Variables": {
                "ONETICK_PREFIX": ref("Prefix"),
                "ONETICK_PROFILE": ref("Profile"),
                "ONETICK_RELEASE": ref("Release"),
                "ONETICK_TENANT_TABLE": ref("Prefix"),
                "ONETICK_GLOBAL_TABLE": sub("${Prefix}-global"),
                "ONETICK_BUS": ref("Prefix"),
                "ONETICK_FILES_BUCKET": sub(FILES),
                "ONETICK_SCANNER": ref("Scanner"),
                "ONETICK_ATTACHMENT_BYTES": ref("AttachmentBytes"),
                "ONETICK_WORKSPACE_BYTES": ref("WorkspaceBytes"),
                "ONETICK_PUBLIC_URL": ref("PublicUrl"),
                "ONETICK_MAIL_FROM": ref("MailFrom"),
                "ONETICK_HISTORY_DAYS": ref("HistoryDays"),
                # Set by the distribution, past which nothing reaches the API (infra/web.yaml, infra/protection.yaml).
                "ONETICK_CALLER_HEADER": "x-viewer-ip",
            }
        },
    }


_DISK = 512
"""What every function has anyway, in MB."""


def function(entry: Entry) -> dict[str, Document]:
    """The resources of one entry, by logical id."""
    name = logical_id(entry.name)
    sources = _sources(entry)
    return {
        name: {
            "Type": "AWS::Serverless::Function",
            # The package keeps its full name, so modules are called the same on Lambda, in tests and under Chalice.
            "Metadata": {
                "BuildProperties": {"ParentPackageMode": "explicit", "ParentPackages": f"functions.{entry.area}"}
            },
            "Properties": {
                "FunctionName": sub(f"${{Prefix}}-{entry.name}"),
                "Description": entry.summary or entry.operation,
                "CodeUri": f"../../functions/{entry.area}",
                "Handler": f"{entry.module}.handler",
                "MemorySize": entry.memory,
                "Timeout": entry.timeout,
                **({"EphemeralStorage": {"Size": entry.disk}} if entry.disk != _DISK else {}),
                "Role": attribute(f"{name}Role"),
                **({"Layers": [ref(layer(folder)) for folder in entry.layers]} if entry.layers else {}),
                "LoggingConfig": {"LogFormat": "JSON", "LogGroup": ref(f"{name}Logs")},
                "DeploymentPreference": {
                    "Type": {"Fn::If": ["Serving", "Canary10Percent5Minutes", "AllAtOnce"]},
                    "Alarms": [ref(f"{name}Errors")],
                },
                **({"Events": sources} if sources else {}),
            },
        },
        f"{name}Role": role(entry),
        f"{name}Logs": {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {
                "LogGroupName": sub(f"/aws/lambda/${{Prefix}}-{entry.name}"),
                "RetentionInDays": ref("LogRetention"),
                "KmsKeyId": ref("KeyArn"),
            },
        },
        f"{name}Errors": _refusals(entry) if isinstance(entry, Authorizer) else _errors(entry),
        **_around(entry, name),
    }


def _errors(entry: Entry) -> Document:
    return alarm(
        f"{entry.name} fails",
        above=0,
        AlarmName=sub(f"${{Prefix}}-{entry.name}-errors"),
        Namespace="AWS/Lambda",
        MetricName="Errors",
        Statistic="Sum",
        Period=60,
        Dimensions=_alias_dimensions(entry),
    )


def _refusals(entry: Authorizer) -> Document:
    """Refusing a token is an error to Lambda, so only many of them at once are one to us."""
    return alarm(
        f"{entry.name} refuses nearly everybody",
        above=REFUSED_SHARE,
        AlarmName=sub(f"${{Prefix}}-{entry.name}-errors"),
        Metrics=[
            {"Id": "share", "Expression": f"IF(asked > {ENOUGH_ASKED}, refused / asked, 0)", "ReturnData": True},
            _sum_of(entry, "asked", "Invocations"),
            _sum_of(entry, "refused", "Errors"),
        ],
    )


def _sum_of(entry: Entry, identifier: str, metric: str) -> Document:
    source = {"Namespace": "AWS/Lambda", "MetricName": metric, "Dimensions": _alias_dimensions(entry)}
    return {"Id": identifier, "ReturnData": False, "MetricStat": {"Metric": source, "Period": 60, "Stat": "Sum"}}


def _alias_dimensions(entry: Entry) -> list[Document]:
    name = f"${{Prefix}}-{entry.name}"
    return dimensions(FunctionName=sub(name), Resource=sub(f"{name}:live"))


def _sources(entry: Entry) -> Document:
    """The events that invoke it; routes are wired by the API."""
    match entry:
        case Consumer():
            return {"Queue": _queue_source(entry)}
        case Stream():
            return {name: _stream_source(entry, name) for name in STREAMS}
        case Schedule():
            return {"Clock": _clock(entry)}
    return {}


def _queue_source(entry: Consumer) -> Document:
    return {
        "Type": "SQS",
        "Properties": {
            "Queue": arn("sqs", f"${{Prefix}}-{queue_name(entry)}"),
            "BatchSize": entry.batch_size,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "ScalingConfig": {"MaximumConcurrency": CONCURRENT_CONSUMERS},
        },
    }


def _stream_source(entry: Stream, stream: str) -> Document:
    events_only = {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": list(EVENT_KINDS)}}}}
    return {
        "Type": "DynamoDB",
        "Properties": {
            "Stream": ref(stream),
            "StartingPosition": "TRIM_HORIZON",
            "BatchSize": entry.batch_size,
            "BisectBatchOnFunctionError": True,
            "MaximumRetryAttempts": STREAM_ATTEMPTS,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "FilterCriteria": {"Filters": [{"Pattern": json.dumps(events_only)}]},
            "DestinationConfig": {
                "OnFailure": {"Type": "SQS", "Destination": arn("sqs", f"${{Prefix}}-{FAILED_RELAYS}")}
            },
        },
    }


def _clock(entry: Schedule) -> Document:
    return {
        "Type": "ScheduleV2",
        "Properties": {
            "Name": sub(f"${{Prefix}}-{entry.name}"),
            "Description": entry.summary or entry.operation,
            "ScheduleExpression": entry.expression,
            "FlexibleTimeWindow": {"Mode": "OFF"},
            # A run that could not start is not worth starting late: the next one does its work too.
            "RetryPolicy": {"MaximumRetryAttempts": 3, "MaximumEventAgeInSeconds": 900},
        },
    }


def _around(entry: Entry, name: str) -> dict[str, Document]:
    match entry:
        case Rotation():
            return _rotation(entry, name)
        case Stream():
            return {f"{name}Lag": _lag(entry)}
    return {}


def _rotation(entry: Rotation, name: str) -> dict[str, Document]:
    alias = ref(f"{name}.Alias")
    return {
        f"{name}Invoke": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "Action": "lambda:InvokeFunction",
                "FunctionName": alias,
                "Principal": "secretsmanager.amazonaws.com",
                "SourceAccount": ref("AWS::AccountId"),
            },
        },
        f"{name}Schedule": {
            "Type": "AWS::SecretsManager::RotationSchedule",
            "DependsOn": f"{name}Invoke",
            "Properties": {
                "SecretId": sub(f"${{Prefix}}/{entry.secret}"),
                "RotationLambdaARN": alias,
                "RotateImmediatelyOnUpdate": True,
                "RotationRules": {"AutomaticallyAfterDays": entry.days},
            },
        },
    }


def _lag(entry: Stream) -> Document:
    return alarm(
        "Events reach the bus late",
        above=STREAM_LAG_MS,
        AlarmName=sub(f"${{Prefix}}-{entry.name}-lag"),
        Namespace="AWS/Lambda",
        MetricName="IteratorAge",
        Statistic="Maximum",
        Period=60,
        EvaluationPeriods=3,
        Dimensions=_alias_dimensions(entry),
    )
