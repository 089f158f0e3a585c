"""The template is changed where the emulator needs it, and nowhere else."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from infra.local.templates import Adapter, digest, sources

KNOWN = frozenset(
    {
        "AWS::ApiGateway::Deployment",
        "AWS::ApiGateway::GatewayResponse",
        "AWS::ApiGateway::RestApi",
        "AWS::ApiGateway::Stage",
        "AWS::CloudFormation::Stack",
        "AWS::CloudWatch::Alarm",
        "AWS::IAM::Role",
        "AWS::Lambda::Alias",
        "AWS::Lambda::Function",
        "AWS::Lambda::LayerVersion",
        "AWS::Lambda::Version",
        "AWS::S3::Bucket",
        "AWS::S3::BucketPolicy",
        "AWS::SQS::Queue",
    }
)
FUNCTION = {
    "Type": "AWS::Serverless::Function",
    "Metadata": {"BuildProperties": {"ParentPackages": "functions.things"}},
    "Properties": {
        "FunctionName": "make-thing",
        "CodeUri": "code",
        "Handler": "functions.things.make.handler",
        "Runtime": "python3.13",
        "AutoPublishAlias": "live",
        "SnapStart": {"ApplyOn": "PublishedVersions"},
        "DeploymentPreference": {"Type": "Canary10Percent5Minutes"},
        "Environment": {"Variables": {"OWN": "1"}},
    },
}


class Bucket:
    """What was uploaded, by key."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def upload(self, content: bytes, suffix: str) -> str:
        key = hashlib.sha256(content).hexdigest()[:8] + suffix
        self.objects[key] = content
        return key

    def archives(self) -> list[dict[str, bytes]]:
        """The files of each archive."""
        found = []
        for key, content in self.objects.items():
            if key.endswith(".zip"):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    found.append({name: archive.read(name) for name in archive.namelist()})
        return found


@pytest.fixture
def bucket() -> Bucket:
    return Bucket()


def adapter(bucket: Bucket, pool: str | None = "http://127.0.0.1:1/", layers: Path = Path("/nonexistent")) -> Adapter:
    return Adapter(
        bucket="artifacts",
        upload=bucket.upload,
        address=lambda key: f"http://emulator/artifacts/{key}",
        known=KNOWN,
        pool=pool,
        layers=layers,
    )


def write(folder: Path, name: str, resources: Mapping[str, Any], *, sam: bool = False, **more: Any) -> Path:
    transform = {"Transform": "AWS::Serverless-2016-10-31"} if sam else {}
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**transform, **more, "Resources": resources}))
    return path


def of_type(template: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    return [resource for resource in template["Resources"].values() if resource["Type"] == kind]


def test_a_function_is_expanded_without_canary_and_snapshot(tmp_path: Path, bucket: Bucket) -> None:
    path = write(tmp_path, "t.json", {"Make": FUNCTION}, sam=True)
    adapted = adapter(bucket).adapt(path, {})
    [function] = of_type(adapted, "AWS::Lambda::Function")
    assert "SnapStart" not in function["Properties"]
    assert of_type(adapted, "AWS::Lambda::Alias")
    assert not [kind for kind in (r["Type"] for r in adapted["Resources"].values()) if "CodeDeploy" in kind]


def test_a_canary_that_all_functions_share_is_left_out_too(tmp_path: Path, bucket: Bucket) -> None:
    shared = {
        "DeploymentPreference": {"Type": "Canary10Percent5Minutes"},
        "SnapStart": {"ApplyOn": "PublishedVersions"},
    }
    path = write(tmp_path, "t.json", {"Make": FUNCTION}, sam=True, Globals={"Function": shared})
    adapted = adapter(bucket).adapt(path, {})
    assert not [kind for kind in (r["Type"] for r in adapted["Resources"].values()) if "CodeDeploy" in kind]


def test_in_the_pool_a_function_is_a_placeholder_that_names_the_pool(tmp_path: Path, bucket: Bucket) -> None:
    path = write(tmp_path, "t.json", {"Make": FUNCTION}, sam=True)
    [function] = of_type(adapter(bucket).adapt(path, {}), "AWS::Lambda::Function")
    variables = function["Properties"]["Environment"]["Variables"]
    assert variables == {"OWN": "1", "MINISTACK_LAMBDA_PROXY_URL": "http://127.0.0.1:1/"}
    assert bucket.archives() == [{"placeholder.txt": b"The code is in the working tree.\n"}]


def test_without_the_pool_a_function_has_its_code_under_its_packages_name(tmp_path: Path, bucket: Bucket) -> None:
    (tmp_path / "code" / "__pycache__").mkdir(parents=True)
    (tmp_path / "code" / "make.py").write_text("handler = 1\n")
    (tmp_path / "code" / "__pycache__" / "make.pyc").write_bytes(b"stale")
    path = write(tmp_path, "t.json", {"Make": FUNCTION}, sam=True)
    [function] = of_type(adapter(bucket, pool=None).adapt(path, {}), "AWS::Lambda::Function")
    assert function["Properties"]["Environment"]["Variables"] == {"OWN": "1"}
    [files] = bucket.archives()
    assert files == {"functions/__init__.py": b"", "functions/things/make.py": b"handler = 1\n"}


def test_the_same_code_makes_the_same_archive(tmp_path: Path) -> None:
    from infra.local.archives import archive

    (tmp_path / "a.py").write_text("a = 1\n")
    first = archive(tmp_path)
    (tmp_path / "a.py").touch()
    assert archive(tmp_path) == first


def test_a_layer_of_third_party_packages_is_a_placeholder(tmp_path: Path, bucket: Bucket) -> None:
    (tmp_path / "dependencies").mkdir()
    (tmp_path / "dependencies" / "Makefile").write_text("build:\n")
    layer = {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "dependencies"}}
    adapter(bucket, pool=None).adapt(write(tmp_path, "t.json", {"Layer": layer}, sam=True), {})
    assert bucket.archives() == [{"placeholder.txt": b"The code is in the working tree.\n"}]


def test_a_layer_of_our_own_is_unpacked_once_for_all_functions(tmp_path: Path, bucket: Bucket) -> None:
    write(tmp_path, "own/python/onetick/a.py", {})
    layer = {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "own"}}
    made = adapter(bucket, pool=None, layers=tmp_path / "layers")
    for _ in range(2):
        made.adapt(write(tmp_path, "t.json", {"Layer": layer}, sam=True), {})
    [[(name, content)]] = [list(files.items()) for files in bucket.archives()]
    assert name == "python/lib/python3.13/site-packages/layer.pth"
    assert (Path(content.decode().strip()) / "onetick" / "a.py").is_file()


def test_a_nested_template_is_expanded_and_uploaded(tmp_path: Path, bucket: Bucket) -> None:
    write(tmp_path, "infra/area.json", {"Make": FUNCTION}, sam=True)
    area = {
        "Type": "AWS::Serverless::Application",
        "Properties": {"Location": "infra/area.json", "Parameters": {"A": 1}},
    }
    adapted = adapter(bucket).adapt(write(tmp_path, "t.json", {"Area": area}, sam=True), {})
    [stack] = of_type(adapted, "AWS::CloudFormation::Stack")
    [key] = [key for key in bucket.objects if key.endswith(".template")]
    assert stack["Properties"]["TemplateURL"] == f"http://emulator/artifacts/{key}"
    assert stack["Properties"]["Parameters"] == {"A": 1}
    assert of_type(json.loads(bucket.objects[key]), "AWS::Lambda::Function")


def test_what_the_emulator_does_not_know_is_left_out_with_its_references(tmp_path: Path, bucket: Bucket) -> None:
    resources = {
        "Wall": {"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": {}},
        "Queue": {
            "Type": "AWS::SQS::Queue",
            "DependsOn": ["Wall", "Other"],
            "Properties": {"QueueName": {"Ref": "Wall"}, "Tags": [{"Fn::GetAtt": ["Wall", "Arn"]}, "kept"]},
        },
    }
    made = adapter(bucket)
    adapted = made.adapt(write(tmp_path, "t.json", resources), {})
    assert adapted["Resources"] == {
        "Queue": {"Type": "AWS::SQS::Queue", "DependsOn": ["Other"], "Properties": {"Tags": ["kept"]}}
    }
    assert made.left_out == ["t.json: Wall (AWS::WAFv2::LoggingConfiguration)"]


def test_an_alarm_on_several_metrics_is_left_out(tmp_path: Path, bucket: Bucket) -> None:
    resources = {
        "One": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"MetricName": "Errors"}},
        "Several": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": []}},
    }
    adapted = adapter(bucket).adapt(write(tmp_path, "t.json", resources), {})
    assert list(adapted["Resources"]) == ["One"]


def test_gateway_responses_become_resources_that_the_deployment_waits_for(tmp_path: Path, bucket: Bucket) -> None:
    answer = {"statusCode": 404, "responseTemplates": {"application/json": "{}"}}
    body = {
        "openapi": "3.0.1",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "x-amazon-apigateway-gateway-responses": {"MISSING_AUTHENTICATION_TOKEN": answer},
    }
    properties = {"StageName": "live", "OpenApiVersion": "3.0.1", "DefinitionBody": body}
    resources = {"Api": {"Type": "AWS::Serverless::Api", "Properties": properties}}
    adapted = adapter(bucket).adapt(write(tmp_path, "t.json", resources, sam=True), {})
    [api] = of_type(adapted, "AWS::ApiGateway::RestApi")
    assert "x-amazon-apigateway-gateway-responses" not in api["Properties"]["Body"]
    assert adapted["Resources"]["ApiMissingAuthenticationTokenAnswer"]["Properties"] == {
        "RestApiId": {"Ref": "Api"},
        "ResponseType": "MISSING_AUTHENTICATION_TOKEN",
        "StatusCode": "404",
        "ResponseTemplates": {"application/json": "{}"},
    }
    [deployment] = of_type(adapted, "AWS::ApiGateway::Deployment")
    assert "ApiMissingAuthenticationTokenAnswer" in deployment["DependsOn"]


def test_only_the_statement_against_plain_http_is_taken_out_of_a_policy(tmp_path: Path, bucket: Bucket) -> None:
    statements = [
        {"Sid": "Tls", "Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        {"Sid": "Other", "Effect": "Deny", "Condition": {"StringNotEquals": {"aws:SourceAccount": "1"}}},
        {"Sid": "Allow", "Effect": "Allow"},
    ]
    policy = {"Type": "AWS::S3::BucketPolicy", "Properties": {"PolicyDocument": {"Statement": statements}}}
    adapted = adapter(bucket).adapt(write(tmp_path, "t.json", {"Policy": policy}), {})
    kept = adapted["Resources"]["Policy"]["Properties"]["PolicyDocument"]["Statement"]
    assert [statement["Sid"] for statement in kept] == ["Other", "Allow"]


def test_the_expansion_sees_the_parameters(tmp_path: Path, bucket: Bucket) -> None:
    path = write(
        tmp_path,
        "t.json",
        {"Queue": {"Type": "AWS::SQS::Queue"}},
        Parameters={"Prefix": {"Type": "String", "Default": "a"}},
    )
    assert adapter(bucket).adapt(path, {"Prefix": "b", "Other": "c"})["Parameters"] == {
        "Prefix": {"Type": "String", "Default": "b"}
    }


def test_a_file_that_is_no_template_is_refused(tmp_path: Path, bucket: Bucket) -> None:
    (tmp_path / "t.yaml").write_text("- a\n- b\n")
    with pytest.raises(ValueError, match=r"t\.yaml is not a template"):
        adapter(bucket).adapt(tmp_path / "t.yaml", {})


def test_an_invalid_function_is_refused_by_name(tmp_path: Path, bucket: Bucket) -> None:
    path = write(tmp_path, "t.json", {"Make": {"Type": "AWS::Serverless::Function", "Properties": {}}}, sam=True)
    with pytest.raises(ValueError, match=r"\[Make\]"):
        adapter(bucket).adapt(path, {})


def test_the_digest_changes_with_what_decides_the_outcome_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "child.yaml").write_text("Resources: {Queue: {Type: AWS::SQS::Queue}}\n")
    root = tmp_path / "template.yaml"
    root.write_text("Resources: {Child: {Type: AWS::Serverless::Application, Properties: {Location: child.yaml}}}\n")
    first = digest(root, "parameters")
    (tmp_path / "unrelated.yaml").write_text("a: 1\n")
    assert digest(root, "parameters") == first
    assert digest(root, "others") != first
    (tmp_path / "child.yaml").write_text("Resources: {Topic: {Type: AWS::SNS::Topic}}\n")
    assert digest(root, "parameters") != first


def test_the_sources_of_nested_functions_and_layers_are_found(tmp_path: Path) -> None:
    shared = {"Function": {"CodeUri": "../shared"}}
    own = {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "../own"}}
    common = {"Type": "AWS::Serverless::Function", "Properties": {}}
    layer = {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "layer"}}
    write(tmp_path, "infra/area.json", {"Own": own, "Common": common}, Globals=shared)
    root = tmp_path / "template.yaml"
    area = "{Type: AWS::Serverless::Application, Properties: {Location: infra/area.json}}"
    root.write_text(f"Resources: {{Area: {area}, Layer: {json.dumps(layer)}}}\n")
    assert set(sources(root)) == {tmp_path / "own", tmp_path / "shared", tmp_path / "layer"}
