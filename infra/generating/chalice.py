"""What Chalice cannot say itself: real batches, the second stream, the rotation, and what its functions may do."""

import json
from collections.abc import Iterable
from typing import Any

from onetick.kernel.entry import Entry
from onetick.kernel.grants import Grant
from onetick.kernel.triggers import Consumer, Rotation, Stream

from .cloudformation import PARAMETERS, Document, layer, logical_id, ref
from .functions import STREAMS, function
from .policies import document, grants_of, key_statements, statements_of

PREFIX = "onetick-dev"
"""The deployment that the Chalice flavour belongs to: its tables, queues, secrets and bus are the templates' own."""

_FILLED_IN = {
    "AWS::Partition": "aws",
    "AWS::Region": "*",
    "AWS::AccountId": "*",
    "Prefix": PREFIX,
}
"""A policy file of Chalice is plain JSON: what CloudFormation would fill in is written out."""

_RESTORED = {
    "BatchSize",
    "BisectBatchOnFunctionError",
    "DestinationConfig",
    "FilterCriteria",
    "FunctionResponseTypes",
    "MaximumRetryAttempts",
    "ScalingConfig",
    "StartingPosition",
}


def merge_template(entries: Iterable[Entry]) -> str:
    """The template for `chalice package --merge-template`.

    Chalice knows no partial batch responses, so `app.py` registers batches of one, in which a failure
    is never acknowledged with its neighbours; this restores real ones.
    """
    resources: dict[str, Document] = {}
    parameters: list[str] = []
    for entry in entries:
        name = logical_id(entry.name)
        written = function(entry)
        events = written[name]["Properties"].get("Events", {})
        match entry:
            case Consumer():
                resources[name] = _with_events({f"{name}SqsEventSource": _restored(events["Queue"])})
            case Stream():
                parameters = ["Prefix", *STREAMS, *parameters]
                first, second = (events[stream] for stream in STREAMS)
                resources[name] = _with_events({f"{name}DynamodbEventSource": _restored(first), STREAMS[1]: second})
            case Rotation():
                around = {key: value for key, value in written.items() if key in (f"{name}Invoke", f"{name}Schedule")}
                resources |= {key: _without_alias(value, name) for key, value in around.items()}
        if entry.layers:
            own = [layer(folder) for folder in entry.layers]
            parameters += own
            resources[name]["Properties"]["Layers"] = [ref(parameter) for parameter in own]
    merged: Document = {"Resources": resources}
    if parameters:
        merged["Parameters"] = {parameter: dict(PARAMETERS[parameter]) for parameter in dict.fromkeys(parameters)}
        merged["Parameters"].get("Prefix", {})["Default"] = PREFIX
    return as_json(merged)


def _with_events(events: Document) -> Document:
    return {"Properties": {"Events": events}}


def _restored(source: Document) -> Document:
    return {"Properties": {name: value for name, value in source["Properties"].items() if name in _RESTORED}}


def _without_alias(resource: Document, name: str) -> Document:
    """Chalice's functions have no alias: the function itself is meant."""
    text = json.dumps(resource).replace(json.dumps(ref(f"{name}.Alias")), json.dumps({"Fn::GetAtt": [name, "Arn"]}))
    return dict(json.loads(text))


def policy(entries: Iterable[Entry]) -> str:
    """The policy of Chalice's one role: the union of what all entries may do."""
    grants = tuple(dict.fromkeys(grant for entry in entries for grant in grants_of(entry)))
    logs = Grant("logs", ("CreateLogGroup", "CreateLogStream", "PutLogEvents"), ("log-group:/aws/lambda/onetick-*",))
    statements = [*statements_of((*grants, logs)), *(_by_alias(statement) for statement in key_statements(grants))]
    return as_json(_spelled_out(document(_gathered(statements))))


def _gathered(statements: Iterable[Document]) -> list[Document]:
    """One statement for what is allowed alike: an inline policy has 10,240 characters, and there are many queues."""
    found: dict[str, Document] = {}
    for statement in statements:
        alike = json.dumps({name: value for name, value in statement.items() if name != "Resource"})
        known = found.setdefault(alike, {**statement, "Resource": []})
        known["Resource"] += statement["Resource"]
    return list(found.values())


def _by_alias(statement: Document) -> Document:
    """The key is known by its alias, since its ARN is not."""
    through = statement["Condition"]["StringEquals"]["kms:ViaService"]
    return {
        **statement,
        "Resource": ["arn:aws:kms:*:*:key/*"],
        "Condition": {
            "ForAnyValue:StringEquals": {"kms:ResourceAliases": [f"alias/{PREFIX}"]},
            "StringLike": {"kms:ViaService": through},
        },
    }


def _spelled_out(policy_document: Document) -> Document:
    text = json.dumps(policy_document)
    for name, value in _FILLED_IN.items():
        text = text.replace(f"${{{name}}}", value)
    plain: Document = json.loads(text, object_hook=lambda members: members.get("Fn::Sub", members))
    return plain


def as_json(value: Any) -> str:
    """The value as a file."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
