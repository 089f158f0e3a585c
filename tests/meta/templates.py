"""The templates as CloudFormation sees them: read with their short tags, and expanded by SAM's transform."""

import logging
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).parents[2]
LONGEST_PREFIX = "onetick-" + "x" * 12
REGION = "eu-central-1"

Document = dict[str, Any]


def paths() -> list[Path]:
    """Every template, from the root on."""
    return [ROOT / "template.yaml", *sorted(ROOT.glob("infra/*.yaml")), *sorted(ROOT.glob("infra/generated/*.yaml"))]


@cache
def read(path: Path) -> Document:
    """A template with every intrinsic function in its long form."""
    document: Document = yaml_parse(path.read_text(encoding="utf-8"))
    return document


@cache
def expanded(path: Path) -> Document:
    """A template after the transform."""
    return expand(read(path))


def expand(template: Document) -> Document:
    """The template after SAM's transform; where code lies is no matter here."""
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    whole = deepcopy(template)
    for resource in whole["Resources"].values():
        for key in ("CodeUri", "ContentUri", "Location"):
            if key in resource.get("Properties", {}):
                resource["Properties"][key] = "s3://bucket/key"
    if "Transform" not in whole:
        return whole
    translator: Any = Translator({}, Parser(), boto_session=boto3.Session(region_name=REGION))
    document: Document = translator.translate(whole, {})
    return document


def resources(document: Document, kind: str) -> dict[str, Document]:
    """The properties of all resources of a type, by logical id."""
    return {name: found.get("Properties", {}) for name, found in document["Resources"].items() if found["Type"] == kind}


def statements(document: Document) -> Iterator[tuple[str, Document]]:
    """Every statement of every identity policy, with the logical id of the role or policy it stands in."""
    for name, role in resources(document, "AWS::IAM::Role").items():
        for policy in role.get("Policies", []):
            for statement in as_list(policy["PolicyDocument"]["Statement"]):
                yield name, statement
    for kind in ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy"):
        for name, policy in resources(document, kind).items():
            for statement in as_list(policy["PolicyDocument"]["Statement"]):
                yield name, statement


def as_list(value: Any) -> list[Any]:
    """CloudFormation takes one where it takes many."""
    return value if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """What a `!Sub` says, or the name that a `!Ref` or `!GetAtt` names, so that values can be compared."""
    if isinstance(value, dict) and len(value) == 1:
        [(function, argument)] = value.items()
        if function == "Fn::Sub" and isinstance(argument, str):
            return argument
        if function == "Ref":
            return f"${{{argument}}}"
        if function == "Fn::GetAtt":
            return f"${{{argument if isinstance(argument, str) else '.'.join(argument)}}}"
    return str(value)
