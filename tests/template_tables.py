"""The tables of `infra/data.yaml`, created on any DynamoDB, so that tests run on the deployed schema."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

DATA_TEMPLATE = Path(__file__).parents[1] / "infra" / "data.yaml"

Body = dict[str, Any]


class _TemplateLoader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags, each read as its long form."""


def _intrinsic(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Body:
    name = suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        return {name: value.split(".", 1) if suffix == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {name: loader.construct_mapping(node, deep=True)}


_TemplateLoader.add_multi_constructor("!", _intrinsic)


def read_template(path: Path) -> Body:
    """A CloudFormation template with every intrinsic function in its long form."""
    template: Body = yaml.load(path.read_text(), _TemplateLoader)
    return template


def table_definitions(prefix: str, path: Path = DATA_TEMPLATE) -> list[Body]:
    """CreateTable requests for the template's tables: their names, keys and indexes."""
    resources = read_template(path)["Resources"].values()
    tables = [resource["Properties"] for resource in resources if resource["Type"] == "AWS::DynamoDB::Table"]
    kept = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    return [
        {"TableName": _name(table["TableName"], prefix), **{name: table[name] for name in kept if name in table}}
        for table in tables
    ]


def create_tables(transport: Callable[[str, Body], Body], prefix: str) -> None:
    """Create the template's tables through a DynamoDB transport."""
    for definition in table_definitions(prefix):
        transport("CreateTable", definition)


def _name(value: Any, prefix: str) -> str:
    if value == {"Ref": "Prefix"}:
        return prefix
    if not isinstance(value, dict) or "Fn::Sub" not in value:
        raise ValueError(f"a table's name must be made of the prefix, not {value!r}")
    name: str = value["Fn::Sub"].replace("${Prefix}", prefix)
    return name
