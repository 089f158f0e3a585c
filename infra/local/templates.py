"""The template as the emulator can take it: the real one, expanded here and changed in the few places it must be.

The emulator does not expand SAM in nested stacks and ignores the parameters when it does, so we expand
every template ourselves. What is changed, and why:

- nested templates and archives are uploaded, and referred to by their address;
- canaries and SnapStart are left out: nobody waits ten minutes for a local deployment;
- gateway responses inside an API's body, which the emulator ignores, become resources of their own;
- resource types that the emulator does not know, and alarms on several metrics, are left out, with every
  reference to them;
- statements that refuse requests without TLS are left out: the emulator serves plain HTTP on loopback.
"""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from . import archives
from .emulator import REGION

Document = dict[str, Any]
_FUNCTION, _LAYER = "AWS::Serverless::Function", "AWS::Serverless::LayerVersion"
_APPLICATION, _STACK = "AWS::Serverless::Application", "AWS::CloudFormation::Stack"
_API, _DEPLOYMENT, _ANSWER = (
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::Deployment",
    "AWS::ApiGateway::GatewayResponse",
)
POOL_VARIABLE = "MINISTACK_LAMBDA_PROXY_URL"
"""What tells the emulator to hand a function's invocations to an address."""

_LEFT_OUT = ("DeploymentPreference", "SnapStart")
_GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses"
_CHILD = re.compile(r"""\b(?:Location|TemplateURL):\s*["']?([^\s"',}]+\.(?:ya?ml|json|template))""")


@dataclass(frozen=True, slots=True)
class Adapter:
    """Adapts one template and those nested in it.

    `upload` takes content and a suffix, and answers the content's key in the bucket; `address` makes an
    address of a key. `known`: the resource types that can be deployed. `pool`: the address of the workers
    that run the functions from the working tree; archives are placeholders then. None: the emulator runs
    the functions, from archives of their code. `layers`: where the content of layers is put.
    """

    bucket: str
    upload: Callable[[bytes, str], str]
    address: Callable[[str], str]
    known: frozenset[str]
    pool: str | None
    layers: Path
    left_out: list[str] = field(default_factory=list)

    def adapt(self, path: Path, parameters: Mapping[str, str]) -> Document:
        """The template at `path`, ready to deploy. Raises OSError for a missing file, ValueError for a bad template."""
        template = read(path)
        _default(template, parameters)
        for resource in template["Resources"].values():
            self._prepare(path.parent, resource, _common(template))
        for name in _LEFT_OUT:
            _common(template).pop(name, None)
        expanded = _expand(template, parameters) if "Transform" in template else template
        _move_gateway_responses(expanded)
        for identifier, resource in list(expanded["Resources"].items()):
            if not self._is_known(resource):
                self.left_out.append(f"{path.name}: {identifier} ({resource['Type']})")
                del expanded["Resources"][identifier]
                _forget(expanded, identifier)
        _allow_plain_http(expanded)
        return expanded

    def _prepare(self, folder: Path, resource: Document, common: Document) -> None:
        properties = resource.setdefault("Properties", {})
        match resource["Type"]:
            case "AWS::Serverless::Function":
                properties["CodeUri"] = self._code(folder, {**resource, "Properties": {**common, **properties}})
                if self.pool:
                    variables = properties.setdefault("Environment", {}).setdefault("Variables", {})
                    variables[POOL_VARIABLE] = self.pool
                for name in _LEFT_OUT:
                    properties.pop(name, None)
            case "AWS::Serverless::LayerVersion":
                properties["ContentUri"] = self._layer(folder / str(properties["ContentUri"]))
            case "AWS::Serverless::Application":
                properties["Location"] = self._nested(folder, properties["Location"])
            case "AWS::CloudFormation::Stack":
                properties["TemplateURL"] = self._nested(folder, properties["TemplateURL"])

    def _nested(self, folder: Path, location: Any) -> Any:
        if not isinstance(location, str) or "://" in location:
            return location
        content = json.dumps(self.adapt((folder / location).resolve(), {})).encode()
        return self.address(self.upload(content, ".template"))

    def _code(self, folder: Path, function: Document) -> str:
        source = (folder / str(function["Properties"].get("CodeUri", "."))).resolve()
        if self.pool:
            return self._object(archives.placeholder())
        package = function.get("Metadata", {}).get("BuildProperties", {}).get("ParentPackages")
        return self._object(archives.package_archive(source, package) if package else archives.archive(source))

    def _layer(self, source: Path) -> str:
        """A layer's archive; third-party packages are those of the emulator's own interpreter."""
        if self.pool or not (source / "python").is_dir():
            return self._object(archives.placeholder())
        return self._object(archives.reference(source / "python", self.layers))

    def _object(self, content: bytes) -> str:
        return f"s3://{self.bucket}/{self.upload(content, '.zip')}"

    def _is_known(self, resource: Document) -> bool:
        kind = resource["Type"]
        if kind == "AWS::CloudWatch::Alarm" and "Metrics" in resource["Properties"]:
            return False
        return kind in self.known or kind.startswith("Custom::") or kind == "AWS::CloudFormation::CustomResource"


def read(path: Path) -> Document:
    """The parsed template. Raises ValueError when it is none."""
    try:
        parsed = yaml.load(path.read_text(), _Loader)  # noqa: S506 - a safe loader, with the short forms of functions
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: {' '.join(str(error).split())}") from error
    if not isinstance(parsed, dict) or not isinstance(parsed.get("Resources"), dict):
        raise ValueError(f"{path.name} is not a template")  # noqa: TRY004 - about the file, not the argument
    return parsed


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML with CloudFormation's short forms; in C where PyYAML has it, which is ten times as fast."""


def _function(loader: Any, name: str, node: yaml.Node) -> Document:
    """`!Ref a` is `{Ref: a}`, and `!Sub a` is `{Fn::Sub: a}`."""
    match node:
        case yaml.ScalarNode():
            value = loader.construct_scalar(node)
        case yaml.SequenceNode():
            value = loader.construct_sequence(node, deep=True)
        case _:
            value = loader.construct_mapping(node, deep=True)
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": value}


_Loader.add_multi_constructor("!", _function)


def digest(path: Path, *more: str) -> str:
    """A fingerprint of a template, all those nested in it, and whatever else decides the outcome."""
    hashed = hashlib.sha256(json.dumps(more).encode())
    for file in sorted(_reachable(path.resolve(), set())):
        hashed.update(file.read_bytes())
    for ours in sorted(Path(__file__).parent.glob("*.py")):
        if ours.name in ("templates.py", "deployment.py", "archives.py"):
            hashed.update(ours.read_bytes())
    return hashed.hexdigest()[:40]


def sources(path: Path) -> Iterator[Path]:
    """The folders of the code of every function and layer, of the template and those nested in it."""
    for file in _reachable(path.resolve(), set()):
        template = read(file)
        for resource in template["Resources"].values():
            key = {_FUNCTION: "CodeUri", _LAYER: "ContentUri"}.get(resource["Type"])
            properties = {**_common(template), **resource.get("Properties", {})}
            if key and isinstance(properties.get(key), str):
                yield (file.parent / properties[key]).resolve()


def _common(template: Document) -> Document:
    """What the template says of all its functions."""
    common: Document = template.get("Globals", {}).get("Function", {})
    return common


def _reachable(path: Path, seen: set[Path]) -> set[Path]:
    seen.add(path)
    for child in _CHILD.findall(path.read_text()):
        found = (path.parent / child).resolve()
        if found not in seen and found.exists():
            _reachable(found, seen)
    return seen


def _default(template: Document, parameters: Mapping[str, str]) -> None:
    """SAM's transform reads some values at once: it sees what the parameters will be."""
    for name, value in parameters.items():
        if name in template.get("Parameters", {}):
            template["Parameters"][name]["Default"] = value


def _expand(template: Document, parameters: Mapping[str, str]) -> Document:
    """SAM's transform: the region is given, and no managed policy is named short. Raises ValueError."""
    import boto3
    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    translator: Any = Translator({}, Parser(), boto_session=boto3.Session(region_name=REGION))
    try:
        expanded: Document = translator.translate(template, dict(parameters))
    except InvalidDocumentException as error:
        raise ValueError(" ".join(str(cause.message) for cause in error.causes)) from error
    return expanded


def _move_gateway_responses(template: Document) -> None:
    """A deployment of the API captures its gateway responses, so it waits for them."""
    for identifier, resource in list(template["Resources"].items()):
        body = resource.get("Properties", {}).get("Body") if resource["Type"] == _API else None
        answers = body.pop(_GATEWAY_RESPONSES, {}) if isinstance(body, dict) else {}
        made = {f"{identifier}{_words(kind)}": _answer(identifier, kind, given) for kind, given in answers.items()}
        template["Resources"].update(made)
        for other in template["Resources"].values():
            if other["Type"] == _DEPLOYMENT and other["Properties"].get("RestApiId") == {"Ref": identifier}:
                other["DependsOn"] = [*_as_list(other.get("DependsOn", [])), *made]


def _answer(api: str, kind: str, given: Document) -> Document:
    named = {
        "StatusCode": "statusCode",
        "ResponseParameters": "responseParameters",
        "ResponseTemplates": "responseTemplates",
    }
    properties = {ours: given[theirs] for ours, theirs in named.items() if theirs in given}
    if "StatusCode" in properties:
        properties["StatusCode"] = str(properties["StatusCode"])
    return {"Type": _ANSWER, "Properties": {"RestApiId": {"Ref": api}, "ResponseType": kind, **properties}}


def _words(kind: str) -> str:
    return "".join(word.title() for word in kind.split("_")) + "Answer"


def _forget(node: Any, identifier: str) -> None:
    """Take out every reference to a resource that is left out."""
    if isinstance(node, dict):
        for key, value in list(node.items()):
            if key == "DependsOn":
                node[key] = [name for name in _as_list(value) if name != identifier]
            elif _refers(value, identifier):
                del node[key]
            else:
                _forget(value, identifier)
    elif isinstance(node, list):
        node[:] = [value for value in node if not _refers(value, identifier)]
        for value in node:
            _forget(value, identifier)


def _refers(value: Any, identifier: str) -> bool:
    if not isinstance(value, dict):
        return False
    attribute = value.get("Fn::GetAtt")
    named = attribute.split(".")[0] if isinstance(attribute, str) else (attribute or [None])[0]
    return value.get("Ref") == identifier or named == identifier


def _allow_plain_http(template: Document) -> None:
    for resource in template["Resources"].values():
        policy = resource.get("Properties", {}).get("PolicyDocument")
        if resource["Type"].endswith("Policy") and isinstance(policy, dict):
            statements = _as_list(policy.get("Statement", []))
            policy["Statement"] = [statement for statement in statements if not _refuses_plain_http(statement)]


def _refuses_plain_http(statement: Document) -> bool:
    return statement.get("Effect") == "Deny" and "aws:SecureTransport" in json.dumps(statement.get("Condition", {}))


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
