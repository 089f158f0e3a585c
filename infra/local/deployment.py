"""The stack in the emulator: deployed when something changed, left alone when nothing did."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import archives, templates
from .emulator import REGION, Mode
from .refusal import Refusal

if TYPE_CHECKING:
    from mypy_boto3_apigateway import APIGatewayClient
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client

STACK = "onetick"
BUCKET = "onetick-local-artifacts"
_DIGEST = "onetick:digest"
_CAPABILITIES = ("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND")
_USABLE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")
DEPLOY_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Clients:
    """The control planes that a deployment needs."""

    formation: "CloudFormationClient"
    objects: "S3Client"
    functions: "LambdaClient"
    gateway: "APIGatewayClient"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be deployed, and with which parameters.

    `pool` is the address of the workers that run the functions, `layers` the folder for what layers hold, `record`
    the file that names what is left out.
    """

    template: Path
    parameters: Mapping[str, str]
    mode: Mode
    pool: str | None
    layers: Path
    record: Path

    def digest(self, known: frozenset[str]) -> str:
        """Changes when, and only when, a deployment would."""
        code = [_content(folder) for folder in sorted(set(templates.sources(self.template)))] if self.mode.auth else []
        parameters = json.dumps(dict(self.parameters), sort_keys=True)
        return templates.digest(self.template, parameters, *sorted(known), str(self.pool), *code)


class Deployment:
    """Deploys a plan into the emulator at `endpoint`."""

    def __init__(self, clients: Clients, endpoint: str, known: frozenset[str], say: Callable[[str], None]) -> None:
        self._clients = clients
        self._endpoint = endpoint
        self._known = known
        self._say = say
        self._uploaded: set[str] = set()

    def bring_up(self, plan: Plan) -> bool:
        """Deploy the plan unless the stack already is what it says; answers whether it deployed. Raises Refusal."""
        found = self._stack()
        digest = plan.digest(self._known)
        tags = {tag["Key"]: tag["Value"] for tag in (found or {}).get("Tags", [])}
        if found and found["StackStatus"] in _USABLE and tags.get(_DIGEST) == digest:
            return False
        if found and found["StackStatus"] not in _USABLE:
            self._remove(found["StackStatus"])
            found = None
        adapter = self._adapter(plan)
        try:
            body = adapter.adapt(plan.template, plan.parameters)
        except (OSError, ValueError) as error:
            raise Refusal(f"The template cannot be deployed: {error}") from error
        if adapter.left_out:
            plan.record.write_text("".join(f"{resource}\n" for resource in adapter.left_out))
            self._say(
                f"  {len(adapter.left_out)} resources that the emulator does not know are left out ({plan.record})"
            )
        self._apply(body, plan, digest, exists=found is not None)
        self._clean_up()
        return True

    def functions(self) -> dict[str, dict[str, Any]]:
        """Every deployed function by name, with its handler, environment, memory and timeout."""
        pages = self._clients.functions.get_paginator("list_functions").paginate()
        return {
            function["FunctionName"]: {
                "handler": function["Handler"],
                "environment": _own(function.get("Environment", {}).get("Variables", {})),
                "memory": function["MemorySize"],
                "timeout": function["Timeout"],
            }
            for page in pages
            for function in page["Functions"]
        }

    def api_path(self) -> str:
        """The path of the API's stage on the emulator; empty when the template has no API."""
        apis = self._clients.gateway.get_rest_apis()["items"]
        if not apis:
            return ""
        identifier = apis[0]["id"]
        stages = self._clients.gateway.get_stages(restApiId=identifier)["item"]
        return f"/_aws/execute-api/{identifier}/{stages[0]['stageName']}"

    def _adapter(self, plan: Plan) -> templates.Adapter:
        with suppress(self._clients.objects.exceptions.BucketAlreadyOwnedByYou):
            place: Any = {"LocationConstraint": REGION}
            self._clients.objects.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place)
        return templates.Adapter(
            bucket=BUCKET,
            upload=self._upload,
            address=lambda key: f"{self._endpoint}/{BUCKET}/{key}",
            known=self._known,
            pool=plan.pool,
            layers=plan.layers,
        )

    def _upload(self, content: bytes, suffix: str) -> str:
        key = hashlib.sha256(content).hexdigest()[:40] + suffix
        if key not in self._uploaded:
            self._clients.objects.put_object(Bucket=BUCKET, Key=key, Body=content)
            self._uploaded.add(key)
        return key

    def _apply(self, body: templates.Document, plan: Plan, digest: str, *, exists: bool) -> None:
        address = f"{self._endpoint}/{BUCKET}/{self._upload(json.dumps(body).encode(), '.template')}"
        declared = body.get("Parameters", {})
        given = [
            {"ParameterKey": name, "ParameterValue": value}
            for name, value in plan.parameters.items()
            if name in declared
        ]
        request: Any = {
            "StackName": STACK,
            "TemplateURL": address,
            "Parameters": given,
            "Capabilities": _CAPABILITIES,
            "Tags": [{"Key": _DIGEST, "Value": digest}],
        }
        if exists:
            self._clients.formation.update_stack(**request)
        else:
            self._clients.formation.create_stack(OnFailure="DO_NOTHING", **request)
        status = self._settled()
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            raise Refusal(f"The deployment failed: {self._reason()}")

    def _settled(self) -> str:
        deadline = time.monotonic() + DEPLOY_SECONDS
        while time.monotonic() < deadline:
            status = (self._stack() or {}).get("StackStatus", "gone")
            if not status.endswith("_IN_PROGRESS"):
                return str(status)
            time.sleep(0.05)
        raise Refusal(f"The deployment did not end within {DEPLOY_SECONDS:.0f} s.")

    def _stack(self) -> Any:
        try:
            return self._clients.formation.describe_stacks(StackName=STACK)["Stacks"][0]
        except self._clients.formation.exceptions.ClientError as error:
            if "does not exist" not in str(error):
                raise
            return None

    def _remove(self, status: str) -> None:
        """Start anew after a deployment that never succeeded; one that held data is left to a person."""
        if not status.startswith(("CREATE_", "ROLLBACK_", "DELETE_")):
            raise Refusal(f"The local stack is broken ({status}). Delete the folder .local and start again.")
        self._clients.formation.delete_stack(StackName=STACK)
        self._settled()

    def _reason(self) -> str:
        """The innermost failure: of a resource rather than of the stack that it is in."""
        whole = self._stack() or {}
        found = [str(whole.get("StackStatusReason") or whole.get("StackStatus"))]
        for stack in (STACK, *self._nested()):
            events = self._clients.formation.describe_stack_events(StackName=stack)["StackEvents"]
            failed = [event for event in events if "FAILED" in event["ResourceStatus"]]
            failed.sort(key=lambda event: event["ResourceType"] != "AWS::CloudFormation::Stack")
            found += [
                f"{event['LogicalResourceId']} ({event['ResourceType']}): {event['ResourceStatusReason']}"
                for event in failed
                if event.get("ResourceStatusReason")
            ]
        return found[-1]

    def _nested(self) -> list[str]:
        pages = self._clients.formation.get_paginator("describe_stacks").paginate()
        names = [stack["StackName"] for page in pages for stack in page["Stacks"]]
        return [name for name in names if name.startswith(f"{STACK}-")]

    def _clean_up(self) -> None:
        """What was uploaded has been copied into the stack; keeping it would only fill the disk."""
        listed = self._clients.objects.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        for item in listed:
            self._clients.objects.delete_object(Bucket=BUCKET, Key=item["Key"])


def _own(variables: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in variables.items() if name != templates.POOL_VARIABLE}


def _content(folder: Path) -> str:
    return hashlib.sha256(archives.archive(folder)).hexdigest() if folder.is_dir() else ""
