"""Service level objectives: an alarm on each class of endpoint, and one dashboard of everything.

Functions report each request in their logs, from which CloudWatch takes metrics by deployment and
endpoint class; the objectives are those of the product's conventions.
"""

import json
from collections.abc import Mapping, Sequence

from onetick.kernel.entry import Entry, Route
from onetick.kernel.telemetry import NAMESPACE
from onetick.kernel.triggers import Consumer, Stream

from .cloudformation import SERVING, Document, alarm, as_yaml, dimensions, ref, sub, template
from .policies import FAILED_RELAYS, queue_name
from .queues import dead_letter_name

LATENCY_P95_MS: Mapping[str, int] = {"A": 150, "B": 300, "C": 300, "D": 600, "E": 400, "F": 300}
"""The slowest that 19 of 20 answers of each class may be."""

AVAILABILITY = 0.999

BURN_RATES: Mapping[str, tuple[int, float]] = {"fast": (3600, 14.4), "slow": (21_600, 6.0)}
"""How much faster than allowed the error budget may be spent, over a window in seconds: at 14.4 times, the budget of
30 days is gone in two."""

ENOUGH_REQUESTS = 100
"""Fewer requests than this in a window say nothing about a rate."""

CLASS_NAMES = {"A": "point reads", "B": "lists", "C": "writes", "D": "searches", "E": "accepted work", "F": "sign-in"}

_WIDTH, _HEIGHT = 8, 6


def objectives_stack(entries: Sequence[Entry]) -> str:
    """The stack of the objectives' alarms and the dashboard."""
    classes = sorted({entry.endpoint for entry in entries if isinstance(entry, Route)})
    resources: dict[str, Document] = {"GatewayErrors": _gateway_errors()}
    for endpoint in classes:
        resources |= _class_alarms(endpoint)
    resources |= {f"{table}Throttled": _table_throttled(table) for table in ("TenantTable", "GlobalTable")}
    resources["Dashboard"] = {
        "Type": "AWS::CloudWatch::Dashboard",
        "Properties": {"DashboardName": ref("Prefix"), "DashboardBody": sub(_dashboard(entries, classes))},
    }
    whole = template(
        "OneTick objectives - alarms for each class of endpoint, and the dashboard",
        parameters=("Prefix", "Profile", "AlarmTopic"),
        Conditions=SERVING,
        resources=resources,
    )
    return as_yaml(whole, source="the routes in functions/")


def _class_alarms(endpoint: str) -> dict[str, Document]:
    target = LATENCY_P95_MS[endpoint]
    slow = alarm(
        f"19 of 20 {CLASS_NAMES[endpoint]} should be answered within {target} ms",
        above=target,
        AlarmName=sub(f"${{Prefix}}-slo-{endpoint}-latency"),
        Namespace=NAMESPACE,
        MetricName="Latency",
        ExtendedStatistic="p95",
        Period=300,
        EvaluationPeriods=3,
        EvaluateLowSampleCountPercentile="ignore",
        Dimensions=_of_class(endpoint),
    )
    burns = {
        f"Class{endpoint}Unavailable{speed.title()}": _burning(endpoint, speed, window, rate)
        for speed, (window, rate) in BURN_RATES.items()
    }
    return {f"Class{endpoint}Slow": slow, **burns}


def _of_class(endpoint: str) -> list[Document]:
    return dimensions(deployment=ref("Prefix"), endpoint_class=endpoint)


def _burning(endpoint: str, speed: str, window: int, rate: float) -> Document:
    allowed = round((1 - AVAILABILITY) * rate, 6)
    return alarm(
        f"{CLASS_NAMES[endpoint].capitalize()} fail more than {allowed:.2%} of the time",
        above=allowed,
        AlarmName=sub(f"${{Prefix}}-slo-{endpoint}-availability-{speed}"),
        Metrics=[
            {
                "Id": "rate",
                "Expression": f"IF(requests > {ENOUGH_REQUESTS}, errors / requests, 0)",
                "Label": "Share of requests that failed",
                "ReturnData": True,
            },
            _sum("errors", "ServerErrors", endpoint, window),
            _sum("requests", "Requests", endpoint, window),
        ],
    )


def _sum(identifier: str, metric: str, endpoint: str, window: int) -> Document:
    source = {"Namespace": NAMESPACE, "MetricName": metric, "Dimensions": _of_class(endpoint)}
    return {
        "Id": identifier,
        "ReturnData": False,
        "MetricStat": {"Metric": source, "Period": window, "Stat": "Sum"},
    }


def _gateway_errors() -> Document:
    """What fails before or behind the functions, and so is in no metric of theirs."""
    return alarm(
        "The API itself answers with server errors",
        above=0.01,
        AlarmName=sub("${Prefix}-api-errors"),
        Namespace="AWS/ApiGateway",
        MetricName="5XXError",
        Statistic="Average",
        Period=300,
        EvaluationPeriods=2,
        Dimensions=dimensions(ApiName=ref("Prefix"), Stage="live"),
    )


_TABLES = {"TenantTable": "${Prefix}", "GlobalTable": "${Prefix}-global"}


def _table_throttled(table: str) -> Document:
    return alarm(
        f"{table} refuses requests because one of its partitions is too busy",
        above=0,
        AlarmName=sub(f"{_TABLES[table]}-throttled"),
        Namespace="AWS/DynamoDB",
        MetricName="ThrottledRequests",
        Statistic="Sum",
        Period=300,
        EvaluationPeriods=3,
        Dimensions=dimensions(TableName=sub(_TABLES[table])),
    )


def _dashboard(entries: Sequence[Entry], classes: Sequence[str]) -> str:
    widgets = [
        *(_class_widget(endpoint) for endpoint in classes),
        _graph("Requests", [[NAMESPACE, "Requests", *_labels(endpoint)] for endpoint in classes]),
        _graph("Server errors", [[NAMESPACE, "ServerErrors", *_labels(endpoint)] for endpoint in classes]),
        _graph("Refused for their rate", [[NAMESPACE, "Throttled", *_labels(endpoint)] for endpoint in classes]),
        _graph(
            "API", [["AWS/ApiGateway", metric, "ApiName", "${Prefix}"] for metric in ("4XXError", "5XXError", "Count")]
        ),
        _graph("Tables", [[*_table(metric), name] for metric in _CAPACITY for name in _TABLES.values()]),
        _graph("Functions", [["AWS/Lambda", "ConcurrentExecutions"], ["AWS/Lambda", "Throttles"]]),
        *_event_widgets(entries),
    ]
    for index, widget in enumerate(widgets):
        widget |= {"x": index % 3 * _WIDTH, "y": index // 3 * _HEIGHT, "width": _WIDTH, "height": _HEIGHT}
    return json.dumps({"widgets": widgets}, separators=(",", ":"))


_CAPACITY = ("ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits")


def _table(metric: str) -> list[str]:
    return ["AWS/DynamoDB", metric, "TableName"]


def _labels(endpoint: str) -> list[str]:
    return ["deployment", "${Prefix}", "endpoint_class", endpoint]


def _class_widget(endpoint: str) -> Document:
    latency = [NAMESPACE, "Latency", *_labels(endpoint)]
    widget = _graph(
        f"{endpoint}: {CLASS_NAMES[endpoint]}, ms", [[*latency, {"stat": stat}] for stat in ("p50", "p95", "p99")]
    )
    target = {"label": "p95 objective", "value": LATENCY_P95_MS[endpoint]}
    widget["properties"]["annotations"] = {"horizontal": [target]}
    return widget


def _event_widgets(entries: Sequence[Entry]) -> list[Document]:
    consumers = [entry for entry in entries if isinstance(entry, Consumer)]
    ages = [["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", _named(queue_name(entry))] for entry in consumers]
    dead = [_named(name) for name in (FAILED_RELAYS, *(dead_letter_name(entry) for entry in consumers))]
    parked = [["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name] for name in dead]
    lags = [
        ["AWS/Lambda", "IteratorAge", "FunctionName", _named(entry.name)]
        for entry in entries
        if isinstance(entry, Stream)
    ]
    return [
        *([_graph("Stream lag, ms", lags, stat="Maximum")] if lags else []),
        *([_graph("Oldest message, s", ages, stat="Maximum")] if ages else []),
        _graph("Set aside", parked, stat="Maximum"),
    ]


def _named(name: str) -> str:
    return f"${{Prefix}}-{name}"


def _graph(title: str, metrics: Sequence[Sequence[object]], *, stat: str = "Sum") -> Document:
    return {
        "type": "metric",
        "properties": {
            "title": title,
            "metrics": list(metrics),
            "stat": stat,
            "period": 300,
            "region": "${AWS::Region}",
            "view": "timeSeries",
        },
    }
