"""Each patch is needed: the emulator as it is published has the defect, and the patched one has not.

A test that fails for the published emulator tells that its patch is no longer needed: remove it.
"""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from infra.local import emulator, patches
from infra.local.children import Lifeline, clean_environment
from infra.local.deployment import Clients, Deployment, Plan
from infra.local.emulator import Emulator, Mode
from infra.local.home import ROOT, Home
from infra.local.ports import any_free
from infra.local.refusal import Refusal

from .platform import TRIAL, Answer, call, eventually

PREFIX = "trial"
PUBLISHED = [sys.executable, "-c", "from ministack.app import main; main()"]
Invocation = tuple[str, Any]


class Bare:
    """An emulator alone, published or patched, with the trial application deployed when asked."""

    def __init__(self, home: Home, mode: Mode, *, patched: bool) -> None:
        self.home, self.mode, self.patched, self.port = home, mode, patched, any_free()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self._end = ExitStack()
        self._process: subprocess.Popen[bytes]

    def start(self) -> "Bare":
        self.home.prepare()
        if self.patched:
            lifeline = Lifeline.tie()
            self._end.callback(lifeline.cut)
            running = Emulator.start(self.home, self.port, self.mode, lifeline, notice=lambda line: None)
            running.save()
            self._process = running.child.process
            return self
        environment = clean_environment(**emulator._environment(self.home, self.port, self.mode))
        self._process = subprocess.Popen(PUBLISHED, env=environment, stdout=-3, stderr=-3)
        assert eventually(lambda: _answers(self.endpoint), 30)
        return self

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        self._process.send_signal(number)
        self._process.wait(40)
        self._end.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    def client(self, service: str, key: str = "test", secret: str = "test") -> Any:
        made: Any = boto3.client(  # type: ignore[call-overload]
            service,
            endpoint_url=self.endpoint,
            region_name=emulator.REGION,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}),
        )
        self._end.callback(made.close)
        return made

    def deploy(self, pool: str | None, template: Path = TRIAL, **parameters: str) -> str:
        """Deploy a template, without rotations; the path of its API."""
        clients = Clients(*(self.client(name) for name in ("cloudformation", "s3", "lambda", "apigateway")))
        known = frozenset(patches.resource_types()) - {"AWS::SecretsManager::RotationSchedule"}
        made = Deployment(clients, self.endpoint, known, lambda line: None)
        given = {"Prefix": PREFIX, **parameters}
        made.bring_up(Plan(template, given, self.mode, pool, self.home.layers, self.home.logs / "left-out.log"))
        return made.api_path()


@contextmanager
def bare(folder: Path, *, patched: bool, lasting: bool = False, auth: bool = False) -> Iterator[Bare]:
    made = Bare(Home(folder / "home"), Mode(lasting=lasting, auth=auth), patched=patched).start()
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def pool(answer: Callable[[str, Any], Any], status: int = 200) -> Iterator[tuple[str, list[Invocation]]]:
    """An address that invocations are sent to, and those that came; a function that failed is answered with 500."""
    came: list[Invocation] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name = self.headers["X-Amzn-Lambda-Function-Name"]
            came.append((name, event))
            content = json.dumps(answer(name, event)).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", came
        server.shutdown()


def _answers(endpoint: str) -> bool:
    try:
        return call(endpoint, "/_ministack/health").status == 200
    except OSError:
        return False


def _put(running: Bare, identifier: str) -> None:
    running.client("dynamodb").put_item(TableName=PREFIX, Item={"pk": {"S": identifier}})


# What the published emulator does changes only with its version, so that is looked at in the long form.
both = pytest.mark.parametrize(
    "patched", [pytest.param(False, id="published", marks=pytest.mark.slow), pytest.param(True, id="patched")]
)


def test_the_patches_are_made_for_the_version_that_is_installed_and_pinned() -> None:
    assert version("ministack") == patches.MADE_FOR
    assert f"ministack[full]=={patches.MADE_FOR}\n" in (ROOT / "requirements-dev.txt").read_text()


@both
def test_nested_stacks_can_be_updated(tmp_path: Path, patched: bool) -> None:
    with bare(tmp_path, patched=patched) as running:
        running.deploy("http://127.0.0.1:9/", PublicUrl="http://one")
        if patched:
            running.deploy("http://127.0.0.1:9/", PublicUrl="http://two")
            found = running.client("lambda").get_function_configuration(FunctionName=f"{PREFIX}-get-thing")
            assert found["Environment"]["Variables"]["TRIAL_URL"] == "http://two"
        else:
            with pytest.raises(Refusal, match="does not exist in schema"):
                running.deploy("http://127.0.0.1:9/", PublicUrl="http://two")


@both
def test_a_failed_function_is_answered_without_its_error(tmp_path: Path, patched: bool) -> None:
    with bare(tmp_path, patched=patched) as running:
        path = running.deploy("http://127.0.0.1:9/")
        answer: Answer = call(running.endpoint, f"{path}/v1/things/x")
        assert answer.status == 502
        assert (b"unreachable" in answer.body) is not patched
        assert (answer.headers["content-type"] == "application/problem+json") is patched


@both
def test_a_malformed_reply_of_a_function_is_a_failure(tmp_path: Path, patched: bool) -> None:
    with bare(tmp_path, patched=patched) as running, pool(lambda name, event: ["no response"]) as (address, _):
        path = running.deploy(address)
        assert call(running.endpoint, f"{path}/v1/things/x").status == (502 if patched else 200)


@both
def test_a_failed_functions_error_is_its_own(tmp_path: Path, patched: bool) -> None:
    error = {"errorType": "Exception", "errorMessage": "Unauthorized"}
    with bare(tmp_path, patched=patched) as running, pool(lambda name, event: error, 500) as (address, _):
        running.deploy(address)
        answer = running.client("lambda").invoke(FunctionName=f"{PREFIX}-get-thing", Qualifier="live")
        assert (json.load(answer["Payload"])["errorMessage"] == "Unauthorized") is patched


@both
def test_rotation_calls_the_function(tmp_path: Path, patched: bool) -> None:
    with bare(tmp_path, patched=patched) as running, pool(lambda name, event: None) as (address, came):
        running.deploy(address)
        function = running.client("lambda").get_function(FunctionName=f"{PREFIX}-rotate")
        running.client("secretsmanager").rotate_secret(
            SecretId=f"{PREFIX}/signing", RotationLambdaARN=function["Configuration"]["FunctionArn"]
        )
        steps = ["createSecret", "setSecret", "testSecret", "finishSecret"] if patched else []
        eventually(lambda: len(came) == len(steps), 3)
        assert [event["Step"] for _, event in came] == steps


@both
def test_a_streams_consumer_can_report_failures(tmp_path: Path, patched: bool) -> None:
    refused = {"batchItemFailures": [{"itemIdentifier": "1"}]}
    with bare(tmp_path, patched=patched) as running, pool(lambda name, event: refused) as (address, came):
        running.deploy(address)
        _put(running, "again")
        assert eventually(lambda: len(came) > 1, 4) is patched


@both
def test_a_query_takes_as_long_as_its_page_is(tmp_path: Path, patched: bool) -> None:
    with bare(tmp_path, patched=patched) as running:
        database = running.client("dynamodb")
        kinds = [("pk", "HASH"), ("sk", "RANGE")]
        database.create_table(
            TableName="large",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in kinds],
            KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in kinds],
        )
        for start in range(0, 2500, 25):
            rows = [{"pk": {"S": "one"}, "sk": {"S": f"{number:05}"}} for number in range(start, start + 25)]
            database.batch_write_item(RequestItems={"large": [{"PutRequest": {"Item": row}} for row in rows]})

        def asked(window: str, **bounds: str) -> list[str]:
            names = {"#pk": "pk"} | ({"#sk": "sk"} if window else {})
            values = {":pk": {"S": "one"}} | {f":{name}": {"S": text} for name, text in bounds.items()}
            page = database.query(
                TableName="large",
                KeyConditionExpression=f"#pk = :pk{window}",
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=values,
                Limit=3,
            )
            return [row["sk"]["S"] for row in page["Items"]]

        began = time.monotonic()
        for _ in range(5):
            assert asked("") == ["00000", "00001", "00002"]
            assert asked(" AND #sk >= :first", first="02498") == ["02498", "02499"]
            assert asked(" AND #sk <= :last", last="00001") == ["00000", "00001"]
            assert asked(" AND #sk BETWEEN :first AND :last", first="01000", last="01001") == ["01000", "01001"]
            assert asked(" AND begins_with(#sk, :first)", first="0122") == ["01220", "01221", "01222"]
            assert asked(" AND begins_with(#sk, :first)", first="9") == []
        assert (time.monotonic() - began < 1.2) is patched


@both
def test_invocations_leave_nothing_behind(tmp_path: Path, patched: bool) -> None:
    with bare(tmp_path, patched=patched) as running, pool(lambda name, event: {"statusCode": 200}) as (address, _):
        path = running.deploy(address)
        call(running.endpoint, f"{path}/v1/things/x")
        logs = running.client("logs")
        groups = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
        streams = [stream for name in groups for stream in logs.describe_log_streams(logGroupName=name)["logStreams"]]
        assert bool(streams) is not patched


@both
def test_data_outlives_kill_9(tmp_path: Path, patched: bool) -> None:
    with bare(tmp_path, patched=patched, lasting=True) as running:
        running.deploy("http://127.0.0.1:9/")
        _put(running, "kept")
        home = running.home
        if patched:
            first = eventually(lambda: _snapshot(home), 10)
            second = eventually(lambda: _snapshot(home) > first and _snapshot(home), 20)
            assert eventually(lambda: _snapshot(home) > second, 20)
        running.stop(signal.SIGKILL)
        running.start()
        tables = running.client("dynamodb").list_tables()["TableNames"]
        assert (PREFIX in tables) is patched


@both
def test_a_streams_consumer_reads_on_after_a_restart(tmp_path: Path, patched: bool) -> None:
    with (
        pool(lambda name, event: {"batchItemFailures": []}) as (address, came),
        bare(tmp_path, patched=patched, lasting=True) as running,
    ):
        running.deploy(address)
        for number in range(5):
            _put(running, f"before-{number}")
        assert eventually(lambda: len(_relayed(came)) == 5)
        assert not patched or eventually(lambda: _snapshot(running.home), 10)
        running.stop()
        running.start()
        _put(running, "after")
        assert eventually(lambda: "after" in _relayed(came), 4) is patched
        # What was under way at the end may come again; nothing is left out, and nothing comes that never was.
        assert set(_relayed(came)) - {"after"} == {f"before-{number}" for number in range(5)}


@both
def test_idle_workers_do_not_stay_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patched: bool) -> None:
    monkeypatch.setattr(emulator, "WARM_WORKERS", 1)
    with bare(tmp_path, patched=patched, auth=True) as running:
        path = running.deploy(None)
        for place in ("misbehave/not", "things/x"):
            assert call(running.endpoint, f"{path}/v1/{place}").status < 500
        children = Path(f"/proc/{running.pid}/task")
        if not children.exists():
            pytest.skip("needs /proc")
        few = eventually(lambda: len(_processes(children)) == 1, 4)
        assert few is patched


@both
def test_a_right_to_send_mail_may_name_the_sender(tmp_path: Path, patched: bool) -> None:
    with bare(tmp_path, patched=patched, auth=True) as running:
        sender = "ann@example.com"
        running.client("sesv2").create_email_identity(EmailIdentity=sender)
        identity = f"arn:aws:ses:{emulator.REGION}:{emulator.ACCOUNT}:identity/{sender}"
        statement = {"Effect": "Allow", "Action": "ses:SendEmail", "Resource": identity}
        iam = running.client("iam")
        iam.create_user(UserName="ann")
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        iam.put_user_policy(UserName="ann", PolicyName="mail", PolicyDocument=policy)
        key = iam.create_access_key(UserName="ann")["AccessKey"]
        ann = running.client("sesv2", key["AccessKeyId"], key["SecretAccessKey"])
        body = {"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}}}

        def send(sender: str) -> None:
            ann.send_email(FromEmailAddress=sender, Destination={"ToAddresses": ["b@example.com"]}, Content=body)

        if patched:
            send(f"Ann <{sender}>")
        else:
            with pytest.raises(ClientError, match="not authorized to perform: ses:SendEmail"):
                send(sender)
        with pytest.raises(ClientError, match="not authorized to perform: ses:SendEmail"):
            send("other@example.com")


def _snapshot(home: Home) -> int:
    link = home.state / "current"
    return int(link.readlink().name) if link.exists() else 0


def _relayed(came: list[Invocation]) -> list[str]:
    events = [event for name, event in came if name == f"{PREFIX}-relay"]
    return [record["dynamodb"]["Keys"]["pk"]["S"] for event in events for record in event["Records"]]


def _processes(tasks: Path) -> list[str]:
    return [pid for task in tasks.iterdir() for pid in (task / "children").read_text().split()]
