"""The few pieces of CloudFormation that every generated template is made of."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from onetick.kernel.entry import Entry

Document = dict[str, Any]

PARAMETERS: Mapping[str, Document] = {
    "Prefix": {"Type": "String"},
    "Profile": {"Type": "String", "AllowedValues": ["dev", "staging", "prod"]},
    "Release": {"Type": "String"},
    "PublicUrl": {"Type": "String"},
    "MailFrom": {"Type": "String"},
    "HistoryDays": {"Type": "Number"},
    "Scanner": {"Type": "String"},
    "AttachmentBytes": {"Type": "Number"},
    "WorkspaceBytes": {"Type": "Number"},
    "KeyArn": {"Type": "String"},
    "AlarmTopic": {"Type": "String"},
    "LogRetention": {"Type": "Number"},
    "DependenciesLayer": {"Type": "String"},
    "OnetickLayer": {"Type": "String"},
    "ImagingLayer": {"Type": "String"},
    "TenantStream": {"Type": "String"},
    "GlobalStream": {"Type": "String"},
    "RateLimit": {"Type": "Number"},
    "BurstLimit": {"Type": "Number"},
}
"""Every parameter that a generated template may take; the root template has a value for each."""

# In `dev` nobody is woken up and a release goes to everybody at once.
SERVING = {"Serving": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Profile"}, "dev"]}]}}


def sub(text: str) -> Document:
    """The text with its `${…}` filled in by CloudFormation."""
    return {"Fn::Sub": text}


def ref(name: str) -> Document:
    """A parameter, or the name of a resource."""
    return {"Ref": name}


def attribute(resource: str, name: str = "Arn") -> Document:
    """An attribute of a resource of the same template."""
    return {"Fn::GetAtt": [resource, name]}


def arn(service: str, resource: str) -> Document:
    """The ARN of something in this account and region; `resource` may contain `${Prefix}`."""
    return sub(f"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{resource}")


def logical_id(name: str) -> str:
    """`tasks-create-task` as a resource is `TasksCreateTask`."""
    return "".join(word[:1].upper() + word[1:] for word in name.replace(".", "-").split("-"))


def layer(folder: str) -> str:
    """The parameter that names a layer: `imaging` is `ImagingLayer`."""
    return f"{logical_id(folder)}Layer"


def live_alias(entry: Entry) -> str:
    """The part of the ARN behind the account: the alias that traffic goes to."""
    return f"function:${{Prefix}}-{entry.name}:live"


def template(
    description: str, *, parameters: Sequence[str], resources: Mapping[str, Document], **sections: Document
) -> Document:
    """A template; `parameters` are names of `PARAMETERS`, `sections` go between them and the resources."""
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Description": description,
        "Parameters": {name: dict(PARAMETERS[name]) for name in parameters},
        **sections,
        "Resources": dict(resources),
    }


def alarm(description: str, *, above: float, **properties: Any) -> Document:
    """An alarm that tells the operators, except in `dev`; `properties` say what it watches."""
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmDescription": description,
            "ComparisonOperator": "GreaterThanThreshold",
            "Threshold": above,
            "EvaluationPeriods": 1,
            "TreatMissingData": "notBreaching",
            "ActionsEnabled": {"Fn::If": ["Serving", True, False]},
            "AlarmActions": [ref("AlarmTopic")],
            "OKActions": [ref("AlarmTopic")],
            **properties,
        },
    }


def dimensions(**values: Any) -> list[Document]:
    """A metric's dimensions."""
    return [{"Name": name, "Value": value} for name, value in values.items()]


class _Dumper(yaml.SafeDumper):
    """YAML as one would write it: intrinsic functions by their short tags, lists indented, nothing shared."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent(dumper: yaml.SafeDumper, value: Document) -> yaml.Node:
    if len(value) == 1:
        [(name, argument)] = value.items()
        if name == "Fn::GetAtt":
            return dumper.represent_scalar("!GetAtt", ".".join(argument))
        if name in {"Ref", "Fn::Sub"}:
            return dumper.represent_scalar(f"!{name.removeprefix('Fn::')}", argument)
        if name in {"Fn::If", "Fn::Not", "Fn::Equals"}:
            return dumper.represent_sequence(f"!{name.removeprefix('Fn::')}", argument, flow_style=True)
    return dumper.represent_dict(value)


_Dumper.add_representer(dict, _represent)


def as_yaml(document: Document, *, source: str) -> str:
    """The document as a file that says what it was written from."""
    body = yaml.dump(document, Dumper=_Dumper, sort_keys=False, width=120, allow_unicode=True)
    return f"# Written by `make generate` from {source}. Do not edit.\n{body}"
